import type { AnswerSource, RunEvidence } from '../run/evidence.ts';
import type { RunCounts } from '../run/results.ts';
import { counted } from './words.ts';

/** `yes`: ready; `no`: something was not as expected; `unknown`: what was shown is not enough. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** What an answer to "is it ready?" rests on, of one agent or of all of a run. */
export interface ReadinessInput {
  readonly counts: RunCounts;
  /** Number of the problems in files. */
  readonly fileErrors: number;
  /** Who answered; none where nobody is known to have. */
  readonly sources: readonly AnswerSource[];
  readonly filters: RunEvidence['filters'];
  readonly scenarios: RunEvidence['scenarios'];
  readonly isInterrupted: boolean;
}

export interface Readiness {
  readonly verdict: Verdict;
  /** Sentences: what was shown, then what is missing. */
  readonly sentences: readonly string[];
}

/** Who answered, for one of the agents or for all. */
export function sourcesOf({ agents }: Pick<RunEvidence, 'agents'>): readonly AnswerSource[] {
  return agents.map(({ source }) => source);
}

/** `Ready` only on live answers of a whole run in which every scenario was judged. */
export function readiness(input: ReadinessInput): Readiness {
  const { counts } = input;
  const missing = missingOf(input);
  const shown = shownText(counts);
  const isGood = counts.failed === 0 && counts.passed + counts.flaky > 0;
  const reasons = listed(missing);
  return {
    verdict: counts.failed > 0 ? 'no' : isGood && missing.length === 0 ? 'yes' : 'unknown',
    sentences: [
      isGood && missing.length > 0 ? `${shown}, but ${reasons}.` : `${shown}.`,
      ...(isGood || missing.length === 0 ? [] : [`${capital(reasons)}.`]),
      ...(counts.flaky > 0
        ? [`${counts.flaky} of them not each time it was tried, but often enough.`]
        : []),
    ],
  };
}

function shownText({ passed, flaky, failed }: RunCounts): string {
  const judged = passed + flaky + failed;
  if (judged === 0) return 'No conversation could be judged';
  if (failed > 0) {
    const all = counted(judged, 'conversation', 'conversations');
    return `${passed + flaky} of ${all} went as expected, ${failed} did not`;
  }
  return judged === 1 ? 'The only one that was judged passed' : `All ${judged} passed`;
}

/** Half sentences, in the order in which they weigh. */
function missingOf(input: ReadinessInput): readonly string[] {
  const { counts, fileErrors, sources, filters, scenarios, isInterrupted } = input;
  const { errored, skipped, notJudged, passed, flaky, failed } = counts;
  const warningsOnly = passed + flaky + failed - scenarios.judged;
  const { grep, tags, shard, changedOnly } = filters;
  const some = [
    ...(grep === undefined ? [] : ['by name']),
    ...(tags === undefined ? [] : ['by tag']),
    ...(changedOnly ? ['by what changed'] : []),
  ];
  return [
    ...(sources.includes('recorded') ? ['recordings answered'] : []),
    ...(sources.includes('simulator') ? ['the simulator answered'] : []),
    ...(sources.length === 0 ? ['no agent was asked'] : []),
    ...(isInterrupted ? ['the run was interrupted'] : []),
    ...(some.length > 0 ? [`scenarios were chosen ${some.join(' and ')}`] : []),
    ...(shard ? [`this is part ${shard.index} of ${shard.total} of a run`] : []),
    ...(errored > 0
      ? [
          `${counted(errored, 'conversation', 'conversations')} could not be judged, which is not the agent’s fault`,
        ]
      : []),
    ...(fileErrors > 0
      ? [
          `what ${counted(fileErrors, 'problem', 'problems')} in the scenarios’ files describe was not tried`,
        ]
      : []),
    ...(notJudged > 0
      ? [`${counted(notJudged, 'conversation was', 'conversations were')} not judged`]
      : []),
    ...(warningsOnly > 0
      ? [`of ${counted(warningsOnly, 'conversation', 'conversations')} only warnings were judged`]
      : []),
    ...(skipped > 0
      ? [`${counted(skipped, 'conversation was', 'conversations were')} left out`]
      : []),
  ];
}

function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
