import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Scenario } from '../file/scenario.ts';
import { checksOf } from '../run/judgedCount.ts';
import type { CaseResult } from '../run/results.ts';

// VS Code knows passed, failed, errored and skipped. What else a test is stands beside its name.

/** What its file says of a scenario; '' where that is nothing. */
export function scenarioNote({ skip, knownFailure }: Scenario): string {
  if (skip !== undefined) return t('skipped: {0}', visibleLine(skip));
  if (!knownFailure) return '';
  const because = visibleLine(knownFailure.because);
  return knownFailure.until === undefined
    ? t('known failure: {0}', because)
    : t('known failure until {until}: {because}', { until: knownFailure.until, because });
}

/** What a run adds to that; '' where the state says all. */
export function resultNote(result: CaseResult): string {
  const { status, knownFailure } = result;
  switch (status) {
    case 'notJudged':
      return checksOf(result).length === 0
        ? t('not judged: it expects nothing')
        : t('not judged: nothing that it expects could be');
    case 'skipped':
      return t('skipped: the run ended before');
    case 'passed':
    case 'flaky':
      return knownFailure ? t('it passed: take knownFailure out') : '';
    case 'failed':
      return knownFailure?.isOver ? t('its last day has passed') : '';
    default:
      return '';
  }
}

/** Of one that was not run since others say `only`. */
export function leftOutNote(): string {
  return t('left out: another scenario says only');
}

/** All notes of a test in one line. */
export function joinedNotes(...notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join(' · ');
}
