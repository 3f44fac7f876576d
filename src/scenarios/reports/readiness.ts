import { t } from '../../shared/l10n.ts';
import type { RunEvidence } from '../run/evidence.ts';
import type { RunCounts, RunSummary } from '../run/results.ts';

/** `yes`: ready; `no`: something was not as expected; `unknown`: not enough evidence. */
export type ReadyVerdict = 'yes' | 'no' | 'unknown';

/** The input for "is it ready?": of one agent or of a whole run. */
export type ReadinessInput = Pick<RunSummary, 'counts' | 'fileErrors'> &
  Pick<RunEvidence, 'agents' | 'filters' | 'scenarios' | 'isInterrupted'>;

export interface Readiness {
  readonly verdict: ReadyVerdict;
  /** Sentences: first the results, then what is missing. */
  readonly sentences: readonly string[];
}

/** `yes` only for live responses in a whole run in which every scenario was judged. */
export function readiness(input: ReadinessInput): Readiness {
  const { counts } = input;
  const missing = missingOf(input);
  const shown = shownText(counts);
  const isGood = counts.failed === 0 && counts.passed + counts.flaky > 0;
  const reasons = listed(missing);
  return {
    verdict: counts.failed > 0 ? 'no' : isGood && missing.length === 0 ? 'yes' : 'unknown',
    sentences: [
      isGood && missing.length > 0 ? t('{shown}, but {reasons}.', { shown, reasons }) : `${shown}.`,
      ...(isGood || missing.length === 0 ? [] : [`${capital(reasons)}.`]),
      ...(counts.flaky > 0
        ? [t('{0} of them not each time it was tried, but often enough.', counts.flaky)]
        : []),
      ...told(
        counts.knownFailure,
        t('1 failure is known and accepted.'),
        t('{0} failures are known and accepted.', counts.knownFailure),
      ),
    ],
  };
}

function shownText({ passed, flaky, failed }: RunCounts): string {
  const judged = passed + flaky + failed;
  if (judged === 0) return t('No conversation could be judged');
  if (failed > 0) {
    const counts = { good: passed + flaky, judged, failed };
    return judged === 1
      ? t('{good} of 1 conversation went as expected, {failed} did not', counts)
      : t('{good} of {judged} conversations went as expected, {failed} did not', counts);
  }
  return judged === 1 ? t('The only one that was judged passed') : t('All {0} passed', judged);
}

/** Half sentences, most important first. */
function missingOf(input: ReadinessInput): readonly string[] {
  const { counts, fileErrors, agents, filters, scenarios, isInterrupted } = input;
  const sources = agents.map(({ source }) => source);
  const { errored, skipped, notJudged, passed, flaky, failed, knownFailure, disabled } = counts;
  const warningsOnly = passed + flaky + failed + knownFailure - scenarios.judged;
  const { grep, tags, shard, lastFailed, only, changedOnly } = filters;
  const some = [
    ...(grep === undefined ? [] : [t('by name')]),
    ...(tags === undefined ? [] : [t('by tag')]),
    ...(lastFailed ? [t('by an earlier report')] : []),
    ...(only ? [t('by “only”')] : []),
    ...(changedOnly ? [t('by what changed')] : []),
  ];
  return [
    ...(sources.includes('recorded') ? [t('recordings answered')] : []),
    ...(sources.includes('simulator') ? [t('the simulator answered')] : []),
    ...(sources.length === 0 ? [t('no agent was asked')] : []),
    ...(isInterrupted ? [t('the run was interrupted')] : []),
    ...(some.length > 0 ? [t('scenarios were chosen {0}', listed(some))] : []),
    ...(shard ? [t('this is part {index} of {total} of a run', { ...shard })] : []),
    ...told(
      errored,
      t('1 conversation could not be judged, which is not the agent’s fault'),
      t('{0} conversations could not be judged, which is not the agent’s fault', errored),
    ),
    ...told(
      fileErrors,
      t('what 1 problem in the scenarios’ files describes was not tried'),
      t('what {0} problems in the scenarios’ files describe was not tried', fileErrors),
    ),
    ...told(
      notJudged,
      t('1 conversation was not judged'),
      t('{0} conversations were not judged', notJudged),
    ),
    ...told(
      warningsOnly,
      t('of 1 conversation only warnings were judged'),
      t('of {0} conversations only warnings were judged', warningsOnly),
    ),
    ...told(
      disabled,
      t('1 conversation is skipped by its file'),
      t('{0} conversations are skipped by their files', disabled),
    ),
    ...told(
      skipped,
      t('1 conversation was left out'),
      t('{0} conversations were left out', skipped),
    ),
  ];
}

/** The sentence for one or for several; empty for zero. */
function told(count: number, one: string, several: string): readonly string[] {
  if (count <= 0) return [];
  return [count === 1 ? one : several];
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return t('{first} and {last}', { first: parts.slice(0, -1).join(', '), last });
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
