import { randomUUID } from 'node:crypto';
import type { TurnEnd } from '../agentGraph/client.ts';
import { type Agent, isSameAgent } from '../shared/agent.ts';
import type { Outcome } from '../shared/failure/failure.ts';
import type { InputEvent, Turn } from '../shared/model.ts';

/** How a turn ended, before or after its request was sent. */
export type TurnOutcome = TurnEnd | Exclude<Outcome<never>, { type: 'done' }>;

/**
 * The inputs of a conversation's first turn. The agent's greeting goes first, once, so that the
 * agent knows what its shop has already said (API notes, 5.28).
 */
export function withGreeting(
  { greeting }: Agent,
  inputs: readonly InputEvent[],
): readonly InputEvent[] {
  if (!greeting) return inputs;
  const content = { textContent: { text: greeting } };
  const event: InputEvent = { messageEvent: { role: 'ASSISTANT', content } };
  const isThere = JSON.stringify(inputs[0]) === JSON.stringify(event);
  return isThere ? inputs : [event, ...inputs];
}

/** The turns before the one with that ID, which is repeated or edited. */
export function turnsBefore(turns: readonly Turn[], turnId: number): readonly Turn[] {
  const index = turns.findIndex(({ id }) => id === turnId);
  return index < 0 ? [] : turns.slice(0, index);
}

/** One line for the log. */
export function describeEnd(turnId: number, end: TurnOutcome): string {
  const how = end.type === 'failed' ? `failed (${end.failure.kind})` : end.type;
  if (!('stats' in end)) return `Turn ${turnId} ${how} before it was sent`;
  const { totalMs, events, bytes } = end.stats;
  return `Turn ${turnId} ${how}: ${events} events, ${bytes} bytes, ${Math.round(totalMs)} ms`;
}

/** True when a conversation can continue with the new settings: same agent, same customer ID. */
export function canGoOn(before: Agent | undefined, agent: Agent | undefined): boolean {
  if (!before || !agent) return false;
  return isSameAgent(before, agent) && before.clientKey === agent.clientKey;
}

/** The agent of a conversation that continues: the present settings with its own customer ID. */
export function refreshed(shown: Agent | undefined, agent: Agent | undefined): Agent | undefined {
  if (!shown || !agent || !isSameAgent(shown, agent)) return shown ?? agent;
  return { ...agent, clientKey: shown.clientKey };
}

/** The agent of a new conversation: the present settings with the wanted customer ID. */
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
