import { t } from '../../shared/l10n.ts';
import type { CountRange } from '../file/scenario.ts';
import { verdict, type Verdict } from './check.ts';

/** Judges a number of things. `what` names them in the user's language: "products". */
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
    t('{what}: {range}', { what, range: expected }),
    count >= min && count <= max,
    () => ({
      message: count === 1 ? t('There is 1.') : t('There are {0}.', String(count)),
      expected,
      actual: String(count),
    }),
    field,
  );
}

/** Bounds in words. */
export function rangeText(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Infinity) return t('at least {0}', String(min));
  return min <= 0
    ? t('at most {0}', String(max))
    : t('{min} to {max}', { min: String(min), max: String(max) });
}
