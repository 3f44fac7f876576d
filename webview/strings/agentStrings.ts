import type { AgentEnvironment } from '../../src/shared/agent.ts';
import { t } from '../../src/shared/l10n.ts';

const environments: Readonly<Record<AgentEnvironment, string>> = {
  test: t('test'),
  production: t('production'),
};

/** Texts about agents; see strings.ts. */
export const agentStrings = {
  agentPrefix: t('Agent:'),
  switchFrom: (name: string) => t('Agent: {name}. Switch agent', { name }),
  switchAgent: t('Switch agent'),
  environments,
  environment: (name: string) => t('Environment: {name}', { name }),
  agentId: t('Agent ID'),
  copyAgentId: t('Copy agent id'),
  notSentYet: t('not sent yet'),
  sentLast: (id: string) => t('Sent with the last message: {id}', { id }),
  willBeSent: (id: string) => t('Not sent yet. The settings say: {id}', { id }),
  idChanged: (sent: string, set: string) =>
    t('Agent ID sent: {sent}. The settings now say {set}.', { sent, set }),
  sentWith: (id: string) => t('Sent with agent id {id}', { id }),
  overBudget: (budget: string) => t('over budget ({budget})', { budget }),
  addAgent: t('Add agent'),
  addAgentHint: t('Paste the welcome mail: it has all that is needed.'),
  tryDemo: t('Try the demo agent'),
  tryDemoHint: t('No account needed, and nothing leaves this machine.'),
  openWalkthrough: t('Open walkthrough'),
  checkConnection: t('Check connection'),
  privacy: t(
    "The API key is kept in VS Code's secret storage. It is sent with your messages to the agent's host and nowhere else. There is no telemetry.",
  ),
  notUsableTitle: t('No agent can be asked yet'),
  notUsableText: t(
    'What is wrong with the chosen one is said above. Mend it, or go on with another:',
  ),
  keyOf: (name: string) => t('{name} needs an API key', { name }),
  production: t(
    'Production: real customers meet this agent, and what you ask for may act on real data. You are asked once before the first message is sent.',
  ),
  budget: t('Budget'),
  firstByteWithin: (time: string) => t('first byte within {time}', { time }),
  restricted: t(
    'This workspace is not trusted: the agents it brings (workspace settings, .sofia/agents.json) are ignored.',
  ),
  manageTrust: t('Manage trust'),
} as const;
