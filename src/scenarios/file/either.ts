import { t } from '../../shared/l10n.ts';

/** Texts of which any may be, as they stand in a sentence: `a or b or c`. */
export function either([first = '', ...others]: readonly string[]): string {
  return others.reduce((a, b) => t('{a} or {b}', { a, b }), first);
}
