import { t } from '../../shared/l10n.ts';
import type { Finding } from '../reports/findings.ts';
import { type ShortDiff, shortDiff } from '../reports/shortDiff.ts';

/** What was wanted and what came, as VS Code compares them; undefined without both. */
export function comparedTexts(
  finding: Finding,
): { readonly expected: string; readonly actual: string } | undefined {
  const { expected, actual } = finding;
  if (expected === undefined || actual === undefined) return undefined;
  const short = shortDiff(finding);
  if (short?.wanted === undefined) return { expected, actual };
  // The editor shows only the beginning of each beside the expectation.
  return {
    expected: `${short.wanted}\n${expected}`,
    actual: `${countText({ ...short, wanted: short.wanted })}\n${actual}`,
  };
}

/** For example `4 of 4 over 60`, where at most 60 was wanted. */
function countText({ wrong, all, wanted }: ShortDiff & { readonly wanted: string }): string {
  const [limit = ''] = /\d[\d.]*/.exec(wanted) ?? [];
  const counts = { wrong, all, limit };
  if (wanted === t('at most {0}', limit)) return t('{wrong} of {all} over {limit}', counts);
  if (wanted === t('at least {0}', limit)) return t('{wrong} of {all} under {limit}', counts);
  return t('{wrong} of {all} not', counts);
}
