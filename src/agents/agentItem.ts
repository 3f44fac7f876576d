import type { AgentColor, AgentSource } from '../shared/agent.ts';
import { describeFailure } from '../shared/failure/describeFailure.ts';
import { formatDuration } from '../shared/format.ts';
import { t } from '../shared/l10n.ts';
import { visibleText } from '../shared/visibleText.ts';
import type { AgentEntry } from './agentEntries.ts';

/** An agent as a list shows it. Says whether it has a key, never the key. */
export interface AgentItem {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly color?: AgentColor;
  /** Words for `when` clauses, for example `agent user key`. */
  readonly context: string;
}

/** The facts a list needs about an agent beside its settings. */
export interface AgentState {
  readonly isActive: boolean;
  readonly hasKey: boolean;
}

/** The texts and icon of an agent in a list. */
export function describeAgent(entry: AgentEntry, { isActive, hasKey }: AgentState): AgentItem {
  const { agent, problem, source, place } = entry;
  const label = visibleText(entry.name);
  const context = ['agent', source, hasKey ? 'key' : '', agent ? 'usable' : ''];
  const origin = sourceText(source, place);
  if (!agent) {
    const text = problem && describeFailure(problem);
    const why = [text?.title, text?.detail].filter(Boolean).join(': ');
    return {
      label,
      description: [t("can't be used"), origin].filter(Boolean).join(' · '),
      tooltip: [label, why].filter(Boolean).join('\n'),
      icon: 'warning',
      context: context.filter(Boolean).join(' '),
    };
  }
  const { host } = new URL(agent.baseUrl);
  const key = hasKey ? t('key stored') : t('no key');
  const isProduction = agent.environment === 'production';
  const marks = [
    isActive ? t('active') : '',
    isProduction ? t('production') : '',
    key,
    host,
    origin,
  ];
  const lines = [
    label,
    isProduction ? t('Production: this agent serves real customers.') : '',
    t('Host: {host}', { host }),
    t('Business ID: {id}', { id: visibleText(agent.businessId) }),
    t('Agent ID: {id}', { id: visibleText(agent.agentId) }),
    t('Customer ID: {id}', { id: visibleText(agent.clientKey) }),
    hasKey
      ? t('An API key is stored for {host}.', { host })
      : t('No API key is stored for {host}.', { host }),
    agent.latencyBudgetMs === undefined
      ? ''
      : t('First-byte budget: {time}', { time: formatDuration(agent.latencyBudgetMs) }),
    source === 'user' ? '' : t('Source: {place}', { place: origin }),
  ];
  return {
    label,
    description: marks.filter(Boolean).join(' · '),
    tooltip: lines.filter(Boolean).join('\n'),
    icon: isActive ? 'pass-filled' : isProduction ? 'globe' : 'hubot',
    ...(agent.color && { color: agent.color }),
    context: context.filter(Boolean).join(' '),
  };
}

/** Where an agent is defined; empty for the user's own. */
function sourceText(source: AgentSource, place: string): string {
  switch (source) {
    case 'user':
      return '';
    case 'workspace':
      return t('workspace settings');
    case 'file':
      return visibleText(place);
    case 'demo':
      return t('local simulator');
  }
}
