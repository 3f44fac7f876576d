import { formatDuration } from '../../shared/format.ts';
import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { AgentEvidence, AnswerSource, RunEvidence, RunOutset } from '../run/evidence.ts';

/** A fact about a run with its name; each is one line without invisible characters. */
export type Fact = readonly [name: string, value: string];

const sourceWords = (source: AnswerSource): string =>
  ({
    live: t('live'),
    recorded: t('recordings answer'),
    simulator: t('the simulator answers'),
  })[source];

/** What is known when a run begins. */
export function outsetFacts(evidence: RunOutset): readonly Fact[] {
  const { tool, startedAt, agents, repeats } = evidence;
  const facts: readonly Fact[] = [
    [t('Tool'), tool],
    [t('Started'), `${new Date(startedAt).toISOString().slice(0, 19)}Z`],
    ...(agents.length === 0
      ? [[t('Agent'), t('none could be asked')] as const]
      : agents.map((agent): Fact => [t('Agent'), agentText(agent)])),
    [t('Filters'), filterText(evidence)],
    ...(repeats ? [[t('Repeats'), repeatText(repeats)] as const] : []),
  ];
  return facts.map(([name, value]) => [name, visibleLine(value)]);
}

export function evidenceFacts(evidence: RunEvidence): readonly Fact[] {
  const { durationMs, scenarios, expectations, attempts, isInterrupted } = evidence;
  return [
    ...outsetFacts(evidence),
    [t('Duration'), formatDuration(durationMs)],
    [t('Scenarios judged'), t('{judged} of {planned}', { ...scenarios })],
    [
      t('Expectations judged'),
      t('{judged}, not met {unmet}, of these warnings {warnings}', { ...expectations }),
    ],
    [t('Attempts'), t('{made}, of which {errored} could not be judged', { ...attempts })],
    [t('Interrupted'), isInterrupted ? t('yes') : t('no')],
  ];
}

function agentText({ name, environment, source, ...agent }: AgentEvidence): string {
  const who = t(
    'business {businessId}, agent {agentId}, at {host}, environment {environment}, {source}',
    { ...agent, environment: environment ?? t('not stated'), source: sourceWords(source) },
  );
  return name === undefined ? who : `${name}: ${who}`;
}

function filterText({ filters }: Pick<RunEvidence, 'filters'>): string {
  const { grep, tags, shard, bail, lastFailed, only, changedOnly } = filters;
  const parts = [
    ...(grep === undefined ? [] : [t('names that match {0}', grep)]),
    ...(tags === undefined ? [] : [t('tags {0}', tags.join(', '))]),
    ...(shard ? [t('part {index} of {total}', { ...shard })] : []),
    ...(lastFailed ? [t('what had not passed in an earlier report')] : []),
    ...(only ? [t('what is marked “only”')] : []),
    ...(changedOnly ? [t('files that changed')] : []),
    ...(bail === undefined ? [] : [t('ends after {0} that did not pass', bail)]),
  ];
  return parts.length === 0 ? t('none') : parts.join('; ');
}

function repeatText(repeats: NonNullable<RunEvidence['repeats']>): string {
  const { repeat, passRate, retries, maxErrors } = repeats;
  const parts = [
    ...(repeat === undefined ? [] : [t('each scenario {0} times', repeat)]),
    ...(passRate === undefined ? [] : [t('{0} must pass', percent(passRate))]),
    ...(retries === undefined ? [] : [retriesText(retries)]),
    ...(maxErrors === undefined ? [] : [t('{0} errors at most', percent(maxErrors))]),
  ];
  return parts.join(', ');
}

function retriesText(retries: number): string {
  return retries === 1
    ? t('1 retry of what could not be judged')
    : t('{0} retries of what could not be judged', retries);
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
