import { formatDuration } from '../../shared/formatDuration.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { AgentEvidence, AnswerSource, RunEvidence, RunOutset } from '../run/evidence.ts';

/** A fact about a run with its name, each in one line in which nothing acts unseen. */
export type Fact = readonly [name: string, value: string];

const sources: Readonly<Record<AnswerSource, string>> = {
  live: 'live',
  recorded: 'recordings answer',
  simulator: 'the simulator answers',
};

/** What was asked of whom, as far as it is known when a run begins. */
export function outsetFacts(evidence: RunOutset): readonly Fact[] {
  const { tool, startedAt, agents, repeats } = evidence;
  const facts: readonly Fact[] = [
    ['Tool', tool],
    ['Started', `${new Date(startedAt).toISOString().slice(0, 19)}Z`],
    ...(agents.length === 0
      ? [['Agent', 'none could be asked'] as const]
      : agents.map((agent): Fact => ['Agent', agentText(agent)])),
    ['Filters', filterText(evidence)],
    ...(repeats ? [['Repeats', repeatText(repeats)] as const] : []),
  ];
  return facts.map(([name, value]) => [name, visibleLine(value)]);
}

/** The whole evidence. */
export function evidenceFacts(evidence: RunEvidence): readonly Fact[] {
  const { durationMs, scenarios, expectations, attempts, isInterrupted } = evidence;
  const { judged, unmet, warnings } = expectations;
  return [
    ...outsetFacts(evidence),
    ['Duration', formatDuration(durationMs)],
    ['Scenarios judged', `${scenarios.judged} of ${scenarios.planned}`],
    ['Expectations judged', `${judged}, not met ${unmet}, of these warnings ${warnings}`],
    ['Attempts', `${attempts.made}, of which ${attempts.errored} could not be judged`],
    ['Interrupted', isInterrupted ? 'yes' : 'no'],
  ];
}

function agentText({
  name,
  businessId,
  agentId,
  host,
  environment,
  source,
}: AgentEvidence): string {
  const who = `business ${businessId}, agent ${agentId}, at ${host}, environment ${environment ?? 'not stated'}, ${sources[source]}`;
  return name === undefined ? who : `${name}: ${who}`;
}

function filterText({ filters }: Pick<RunEvidence, 'filters'>): string {
  const { grep, tags, shard, bail, changedOnly } = filters;
  const parts = [
    ...(grep === undefined ? [] : [`names that match ${grep}`]),
    ...(tags === undefined ? [] : [`tags ${tags.join(', ')}`]),
    ...(shard ? [`part ${shard.index} of ${shard.total}`] : []),
    ...(changedOnly ? ['files that changed'] : []),
    ...(bail === undefined ? [] : [`ends after ${bail} that did not pass`]),
  ];
  return parts.length === 0 ? 'none' : parts.join('; ');
}

function repeatText(repeats: NonNullable<RunEvidence['repeats']>): string {
  const { repeat, passRate, retries, maxErrors } = repeats;
  const parts = [
    ...(repeat === undefined ? [] : [`each scenario ${repeat} times`]),
    ...(passRate === undefined ? [] : [`${percent(passRate)} must pass`]),
    ...(retries === undefined ? [] : [`${retries} retries of what could not be judged`]),
    ...(maxErrors === undefined ? [] : [`${percent(maxErrors)} errors at most`]),
  ];
  return parts.join(', ');
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
