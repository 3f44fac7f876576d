import type { TurnEnd } from '../agentGraph/client.ts';
import type { Outcome } from '../shared/failure/failure.ts';
import type { Agent } from '../shared/agent.ts';
import type { InputEvent, Turn } from '../shared/model.ts';

/** How a turn ended, before or after its request was sent. */
export type TurnOutcome = TurnEnd | Exclude<Outcome<never>, { type: 'done' }>;

/**
 * The inputs of a conversation's first turn: the agent's greeting goes ahead of them, once, so that
 * the agent knows what its shop has already said (API notes, 5.28).
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

/** Turns up to, but not with, the one that is repeated or edited. */
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
