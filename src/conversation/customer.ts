import { randomUUID } from 'node:crypto';
import { isSameAgent, type Agent } from '../shared/agent.ts';

/** True when a conversation can go on under these settings: they mean the same agent and customer. */
export function canGoOn(before: Agent | undefined, agent: Agent | undefined): boolean {
  return (
    before !== undefined &&
    agent !== undefined &&
    isSameAgent(before, agent) &&
    before.clientKey === agent.clientKey
  );
}

/** The agent of a conversation that goes on: shown as the settings say now, with its own customer. */
export function refreshed(shown: Agent | undefined, agent: Agent | undefined): Agent | undefined {
  if (!shown || !agent || !isSameAgent(shown, agent)) return shown ?? agent;
  return { ...agent, clientKey: shown.clientKey };
}

/** The agent of a new conversation: of the settings, with the customer that is wanted. */
export function nextAgent(
  shown: Agent | undefined,
  configured: Agent | undefined,
  customer: 'same' | 'new',
): Agent | undefined {
  if (!configured) return shown;
  if (customer === 'new') return { ...configured, clientKey: `tester-${randomUUID()}` };
  const isSame = shown?.name === configured.name;
  return isSame ? { ...configured, clientKey: shown.clientKey } : configured;
}
