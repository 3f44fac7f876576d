import type { CountRange } from '../file/scenario.ts';
import { verdict, type Verdict } from './check.ts';

/** Judges a number of things. `what` names them: "products". */
export function countVerdict(
  range: CountRange,
  count: number,
  what: string,
  field?: string,
): Verdict {
  const { min = 0, max = Infinity } =
    typeof range === 'number' ? { min: range, max: range } : range;
  const expected = rangeText(min, max);
  return verdict(
    `${what}: ${expected}`,
    count >= min && count <= max,
    () => ({
      message: `There ${count === 1 ? 'is' : 'are'} ${count}, expected: ${expected}.`,
      expected,
      actual: String(count),
    }),
    field,
  );
}

/** Bounds in words. */
export function rangeText(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Infinity) return `at least ${min}`;
  return min <= 0 ? `at most ${max}` : `${min} to ${max}`;
}
