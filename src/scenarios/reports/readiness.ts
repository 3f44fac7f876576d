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
        ? [t('{0} of them passed often enough, but not every time.', counts.flaky)]
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
  if (judged === 0) return t('No conversation could be evaluated');
  if (failed > 0) {
    const counts = { good: passed + flaky, judged, failed };
    return judged === 1
      ? t("The only conversation that was evaluated didn't go as expected")
      : t("{good} of {judged} conversations went as expected; {failed} didn't", counts);
  }
  return judged === 1
    ? t('The only conversation that was evaluated passed')
    : t('All {0} conversations passed', judged);
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
    ...(changedOnly ? [t('by changed files')] : []),
  ];
  return [
    ...(sources.includes('recorded') ? [t('responses came from recordings')] : []),
    ...(sources.includes('simulator') ? [t('responses came from the simulator')] : []),
    ...(sources.length === 0 ? [t('no agent was contacted')] : []),
    ...(isInterrupted ? [t('the run was interrupted')] : []),
    ...(some.length > 0 ? [t('scenarios were filtered {0}', listed(some))] : []),
    ...(shard ? [t('this report covers part {index} of {total} of a run', { ...shard })] : []),
    ...told(
      errored,
      t("1 conversation couldn't be evaluated (not the agent's fault)"),
      t("{0} conversations couldn't be evaluated (not the agent's fault)", errored),
    ),
    ...told(
      fileErrors,
      t("some scenarios didn't run because of 1 error in the scenario files"),
      t("some scenarios didn't run because of {0} errors in the scenario files", fileErrors),
    ),
    ...told(
      notJudged,
      t("1 conversation wasn't evaluated"),
      t("{0} conversations weren't evaluated", notJudged),
    ),
    ...told(
      warningsOnly,
      t('1 conversation was evaluated only for warnings'),
      t('{0} conversations were evaluated only for warnings', warningsOnly),
    ),
    ...told(
      disabled,
      t('1 conversation was skipped by its scenario file'),
      t('{0} conversations were skipped by their scenario files', disabled),
    ),
    ...told(skipped, t('1 conversation was skipped'), t('{0} conversations were skipped', skipped)),
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
