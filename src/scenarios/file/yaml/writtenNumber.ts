import { isExactNumber } from '../../../shared/json/exactJson.ts';
import { t } from '../../../shared/l10n.ts';
import { quoted } from '../textPattern.ts';

/** Bounds of a type, and degrees: rounding them makes no difference. */
const rounded: ReadonlySet<unknown> = new Set([
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'latitude', 'longitude'],
]);

/** True if a number with this name may be inexact. */
export function mayBeRounded(name: unknown): boolean {
  return rounded.has(name);
}

/**
 * What is wrong with a number as written in YAML: it would be read, and so sent or compared, as a
 * different one. Undefined if nothing is.
 */
export function numberProblem(written: string, name: unknown): string | undefined {
  const spellings = { written: quoted(written), held: String(Number(written)) };
  if (/^[-+]?0\d/.test(written))
    return t("{written} is read as {held}. If it's text, put it in quotes.", spellings);
  if (mayBeRounded(name) || isHeld(written)) return undefined;
  return t(
    "{written} can't be represented exactly, so it's treated as {held}. If it's text, put it in quotes. In a jsonPath expectation, \"matches\" compares every digit.",
    spellings,
  );
}

function isHeld(written: string): boolean {
  const digits = written.replace(/^\+/, '');
  if (/^0[xo]/.test(digits)) return Number.isSafeInteger(Number(digits));
  // Not digits but still a number: .inf, .nan.
  if (!/^-?\.?\d/.test(digits)) return true;
  return Number(digits) === 0 || isExactNumber(digits);
}
