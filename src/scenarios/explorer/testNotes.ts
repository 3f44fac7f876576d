import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Scenario } from '../file/scenario.ts';
import { checksOf } from '../run/judgedCount.ts';
import type { CaseResult } from '../run/results.ts';

// VS Code only knows passed, failed, errored and skipped. Other states appear next to the name.

/** The note that follows from the scenario's file; '' if there is none. */
export function scenarioNote({ skip, knownFailure }: Scenario): string {
  if (skip !== undefined) return t('skipped: {0}', visibleLine(skip));
  if (!knownFailure) return '';
  const because = visibleLine(knownFailure.because);
  return knownFailure.until === undefined
    ? t('known failure: {0}', because)
    : t('known failure until {until}: {because}', { until: knownFailure.until, because });
}

/** The note that a run adds; '' if the state says everything. */
export function resultNote(result: CaseResult): string {
  const { status, knownFailure } = result;
  switch (status) {
    case 'notJudged':
      return checksOf(result).length === 0
        ? t('not evaluated: it has no expectations')
        : t('not evaluated: none of its expectations could be evaluated');
    case 'skipped':
      return t('skipped: the run ended first');
    case 'passed':
    case 'flaky':
      return knownFailure ? t('passed: remove knownFailure') : '';
    case 'failed':
      return knownFailure?.isOver ? t('its knownFailure date has passed') : '';
    default:
      return '';
  }
}

/** For a scenario that did not run because others say `only`. */
export function leftOutNote(): string {
  return t('not run: another scenario uses "only"');
}

export function joinedNotes(...notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join(' · ');
}
