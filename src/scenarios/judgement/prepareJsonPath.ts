import { isDeepStrictEqual } from 'node:util';
import { compactJson, inexactNumbers } from '../../shared/json/compactJson.ts';
import { indentJson } from '../../shared/json/indentJson.ts';
import { JsonTexts } from '../../shared/json/jsonIndex.ts';
import { GivenUp, notFollowed, plainStep, queryJson, TooManyValues } from '../file/queryJson.ts';
import { containsText, parsePattern, parseRegex } from '../file/textPattern.ts';
import { patternsOf } from './patternsOf.ts';
import type { SearchedPattern } from './patternSearch.ts';
import type { Comparison, Comparisons, JsonPathResult, SentValues, Work } from './work.ts';

/** In characters; nobody reads more. */
const maxShown = 1_000_000;

/** A value of the response. */
interface Sent {
  readonly value: unknown;
  /** Its JSON with the digits as sent. Lazy, because values contain each other. */
  readonly json: () => string;
}

/** For each value, whether it meets the comparison. */
type Compare = (values: readonly Sent[]) => readonly boolean[];

const each =
  (isMet: (value: unknown) => boolean): Compare =>
  (values) =>
    values.map(({ value }) => isMet(value));

const comparisons: {
  readonly [C in Comparison]: (
    wanted: NonNullable<Comparisons[C]>,
    timeLimitMs: number,
  ) => Compare | Promise<Compare>;
} = {
  equals: (wanted) => each((value) => isDeepStrictEqual(value, wanted)),
  not: (wanted) => each((value) => !isDeepStrictEqual(value, wanted)),
  min: (wanted) => each((value) => typeof value === 'number' && value >= wanted),
  max: (wanted) => each((value) => typeof value === 'number' && value <= wanted),
  contains: (wanted, timeLimitMs) => {
    const pattern = parsePattern(wanted);
    return pattern.type === 'text'
      ? (values) => values.map((value) => containsText(asText(value), pattern.text))
      : searched({ ...pattern, timeLimitMs });
  },
  matches: (wanted, timeLimitMs) => searched({ ...parseRegex(wanted), timeLimitMs }),
};

async function searched(pattern: SearchedPattern): Promise<Compare> {
  // Loads the engine with the first pattern.
  const search = await (await import('./patternSearch.ts')).prepareSearch(pattern);
  return (values) => {
    const result = search(values.map(asText));
    if (result.type === 'searched') return result.isFound;
    throw new GivenUp({ ...result, regex: `/${pattern.source}/${pattern.flags}` });
  };
}

/** Prepares finding the values at a path and comparing each one. */
export async function prepareJsonPath({
  json,
  path,
  comparisons: wanted,
  timeLimitMs,
}: Work['jsonPath']['task']): Promise<() => JsonPathResult> {
  const compares: (readonly [Comparison, Compare])[] = [];
  for (const name of Object.keys(wanted) as Comparison[])
    compares.push([name, await prepare(name, wanted, timeLimitMs)]);
  const all: unknown = JSON.parse(json);
  const texts = new JsonTexts(json);
  const withPatterns = await patternsOf(path, timeLimitMs);
  return () => {
    try {
      const found = withPatterns(() => queryJson(all, path)).map(
        ({ value, path: steps }): Sent => ({
          value,
          json: () => compactJson(texts.at(steps.map(plainStep)) ?? ''),
        }),
      );
      const unmet: Partial<Record<Comparison, SentValues>> = {};
      for (const [name, compare] of compares) {
        const isMet = compare(found);
        const others = found.filter((_, index) => isMet[index] !== true);
        if (others.length > 0) unmet[name] = shown(others, (value) => value.json(), ', ');
      }
      const actual = shown(found, wholeText, '\n');
      return { type: 'found', count: found.length, actual, unmet };
    } catch (error) {
      return error instanceof TooManyValues ? { type: 'tooMany' } : notFollowed(error);
    }
  };
}

function prepare<C extends Comparison>(name: C, wanted: Comparisons, timeLimitMs: number) {
  return comparisons[name](wanted[name] as NonNullable<Comparisons[C]>, timeLimitMs);
}

/** Bounded: values contain each other, so all their texts can be far longer than the response. */
function shown(
  values: readonly Sent[],
  write: (value: Sent) => string,
  between: string,
): SentValues {
  const texts: string[] = [];
  const inexact = new Set<string>();
  let left = maxShown;
  for (const value of values) {
    const text = left > 0 ? write(value) : '…';
    texts.push(text);
    if (left <= 0) break;
    left -= text.length;
    // Digits within a text are not numbers.
    if (typeof value.value !== 'string')
      for (const number of inexactNumbers(text)) inexact.add(number);
  }
  return { text: texts.join(between), inexact: [...inexact] };
}

/** On several lines; a text is returned unchanged. */
function wholeText({ value, json }: Sent): string {
  return typeof value === 'string' ? value : indentJson(json());
}

function asText({ value, json }: Sent): string {
  return typeof value === 'string' ? value : json();
}
