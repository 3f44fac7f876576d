import { isDeepStrictEqual } from 'node:util';
import { queryJson, TooManyValues } from '../file/queryJson.ts';
import { containsText, isPatternIn, parsePattern, parseRegex } from '../file/textPattern.ts';
import type { Comparison, Comparisons, JsonPathResult, Work } from './work.ts';

/** More is read by nobody; in characters. */
const maxShown = 1_000_000;

const comparisons: {
  readonly [C in Comparison]: (wanted: NonNullable<Comparisons[C]>) => (value: unknown) => boolean;
} = {
  equals: (wanted) => (value) => isDeepStrictEqual(value, wanted),
  not: (wanted) => (value) => !isDeepStrictEqual(value, wanted),
  min: (wanted) => (value) => typeof value === 'number' && value >= wanted,
  max: (wanted) => (value) => typeof value === 'number' && value <= wanted,
  contains: (wanted) => {
    const pattern = parsePattern(wanted);
    return pattern.type === 'text'
      ? (value) => containsText(asText(value), pattern.text)
      : (value) => isPatternIn(pattern, asText(value));
  },
  matches: (wanted) => {
    const pattern = parseRegex(wanted);
    return (value) => isPatternIn(pattern, asText(value));
  },
};

/** Finds the values at a path and compares each. */
export function judgeJsonPath({
  value,
  path,
  comparisons: wanted,
}: Work['jsonPath']['task']): JsonPathResult {
  try {
    const found = queryJson(value, path);
    const unmet: Partial<Record<Comparison, string>> = {};
    for (const name of Object.keys(wanted) as Comparison[]) {
      const isMet = compare(name, wanted);
      const others = found.filter((one) => !isMet(one));
      if (others.length > 0) unmet[name] = shown(others, inline, ', ');
    }
    return { type: 'found', count: found.length, actual: shown(found, pretty, '\n'), unmet };
  } catch (error) {
    if (error instanceof TooManyValues) return { type: 'tooMany' };
    throw error;
  }
}

function compare<C extends Comparison>(name: C, wanted: Comparisons): (value: unknown) => boolean {
  return comparisons[name](wanted[name] as NonNullable<Comparisons[C]>);
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

function inline(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function pretty(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inline(value);
}
