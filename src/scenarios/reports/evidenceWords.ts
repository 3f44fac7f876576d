import { formatDuration, formatPercent } from '../../shared/format.ts';
import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { AgentEvidence, AnswerSource, RunEvidence, RunOutset } from '../run/evidence.ts';

/** A fact about a run with its name; each is one line without invisible characters. */
export type Fact = readonly [name: string, value: string];

const sourceWords = (source: AnswerSource): string =>
  ({
    live: t('live'),
    recorded: t('responses from recordings'),
    simulator: t('responses from the simulator'),
  })[source];

/** What is known when a run begins. */
export function outsetFacts(evidence: RunOutset): readonly Fact[] {
  const { tool, startedAt, agents, repeats } = evidence;
  const facts: readonly Fact[] = [
    [t('Tool'), tool],
    [t('Started'), `${new Date(startedAt).toISOString().slice(0, 19)}Z`],
    ...(agents.length === 0
      ? [[t('Agent'), t('none available')] as const]
      : agents.map((agent): Fact => [t('Agent'), agentText(agent)])),
    [t('Filters'), filterText(evidence)],
    ...(repeats ? [[t('Runs and retries'), repeatText(repeats)] as const] : []),
  ];
  return facts.map(([name, value]) => [name, visibleLine(value)]);
}

export function evidenceFacts(evidence: RunEvidence): readonly Fact[] {
  const { durationMs, scenarios, expectations, attempts, isInterrupted } = evidence;
  return [
    ...outsetFacts(evidence),
    [t('Duration'), formatDuration(durationMs)],
    [t('Scenarios evaluated'), t('{judged} of {planned}', { ...scenarios })],
    [
      t('Expectations evaluated'),
      t('{judged} (not met: {unmet}, including warnings: {warnings})', { ...expectations }),
    ],
    [t('Runs'), t('{made} ({errored} errored)', { ...attempts })],
    [t('Interrupted'), isInterrupted ? t('yes') : t('no')],
  ];
}

function agentText({ name, environment, source, ...agent }: AgentEvidence): string {
  const who = t(
    'business ID {businessId}, agent ID {agentId}, host {host}, environment {environment}, {source}',
    { ...agent, environment: environment ?? t('not specified'), source: sourceWords(source) },
  );
  return name === undefined ? who : `${name}: ${who}`;
}

function filterText({ filters }: Pick<RunEvidence, 'filters'>): string {
  const { grep, tags, shard, bail, lastFailed, only, changedOnly } = filters;
  const parts = [
    ...(grep === undefined ? [] : [t('names matching {0}', grep)]),
    ...(tags === undefined ? [] : [t('tags {0}', tags.join(', '))]),
    ...(shard ? [t('part {index} of {total}', { ...shard })] : []),
    ...(lastFailed ? [t("scenarios that didn't pass in an earlier report")] : []),
    ...(only ? [t('scenarios marked “only”')] : []),
    ...(changedOnly ? [t('changed files')] : []),
    ...(bail === undefined ? [] : [t("limit of scenarios that didn't pass: {0}", bail)]),
  ];
  return parts.length === 0 ? t('none') : parts.join('; ');
}

function repeatText(repeats: NonNullable<RunEvidence['repeats']>): string {
  const { repeat, passRate, retries, maxErrors } = repeats;
  const parts = [
    ...(repeat === undefined ? [] : [t('runs per scenario: {0}', repeat)]),
    ...(passRate === undefined ? [] : [t('{0} must pass', formatPercent(passRate))]),
    ...(retries === undefined ? [] : [retriesText(retries)]),
    ...(maxErrors === undefined ? [] : [t('at most {0} errors', formatPercent(maxErrors))]),
  ];
  return parts.join(', ');
}

function retriesText(retries: number): string {
  return retries === 1 ? t('1 retry on error') : t('{0} retries on error', retries);
}
