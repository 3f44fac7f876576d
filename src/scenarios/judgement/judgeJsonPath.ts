import { isDeepStrictEqual } from 'node:util';
import { NoPath, queryJson, TooManyValues } from '../file/queryJson.ts';
import { containsText, parsePattern, parseRegex } from '../file/textPattern.ts';
import { inlineJson, shownJson } from '../shownJson.ts';
import type { SearchedPattern } from './patternSearch.ts';
import type { Comparison, Comparisons, JsonPathResult, Unsearched, Work } from './work.ts';

/** More is read by nobody; in characters. */
const maxShown = 1_000_000;

/** For each value whether it is as it must be. */
type Compare = (values: readonly unknown[]) => readonly boolean[];

/** A search for a pattern was given up. */
class GivenUp extends Error {
  readonly result: Unsearched & { readonly regex: string };

  constructor(result: GivenUp['result']) {
    super(result.type);
    this.result = result;
  }
}

const each =
  (isMet: (value: unknown) => boolean): Compare =>
  (values) =>
    values.map(isMet);

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
      ? each((value) => containsText(asText(value), pattern.text))
      : searched({ ...pattern, timeLimitMs });
  },
  matches: (wanted, timeLimitMs) => searched({ ...parseRegex(wanted), timeLimitMs }),
};

async function searched(pattern: SearchedPattern): Promise<Compare> {
  // The engine is loaded with the first pattern.
  const search = await (await import('./patternSearch.ts')).prepareSearch(pattern);
  return (values) => {
    const result = search(values.map(asText));
    if (result.type === 'searched') return result.isFound;
    throw new GivenUp({ ...result, regex: `/${pattern.source}/${pattern.flags}` });
  };
}

/** Makes ready what finds the values at a path and compares each. */
export async function prepareJsonPath({
  value,
  path,
  comparisons: wanted,
  timeLimitMs,
}: Work['jsonPath']['task']): Promise<() => JsonPathResult> {
  const compares: (readonly [Comparison, Compare])[] = [];
  for (const name of Object.keys(wanted) as Comparison[])
    compares.push([name, await prepare(name, wanted, timeLimitMs)]);
  return () => {
    try {
      const found = queryJson(value, path);
      const unmet: Partial<Record<Comparison, string>> = {};
      for (const [name, compare] of compares) {
        const isMet = compare(found);
        const others = found.filter((_, index) => isMet[index] !== true);
        if (others.length > 0) unmet[name] = shown(others, inlineJson, ', ');
      }
      return { type: 'found', count: found.length, actual: shown(found, shownJson, '\n'), unmet };
    } catch (error) {
      if (error instanceof TooManyValues) return { type: 'tooMany' };
      if (error instanceof NoPath) return { type: 'noPath' };
      if (error instanceof GivenUp) return error.result;
      throw error;
    }
  };
}

function prepare<C extends Comparison>(name: C, wanted: Comparisons, timeLimitMs: number) {
  return comparisons[name](wanted[name] as NonNullable<Comparisons[C]>, timeLimitMs);
}

/** Values hold each other: the texts of all may be far longer than the answer. */
function shown(
  values: readonly unknown[],
  write: (value: unknown) => string,
  between: string,
): string {
  const texts: string[] = [];
  let left = maxShown;
  for (const value of values) {
    const text = left > 0 ? write(value) : '…';
    texts.push(text);
    if (left <= 0) break;
    left -= text.length;
  }
  return texts.join(between);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inlineJson(value);
}
