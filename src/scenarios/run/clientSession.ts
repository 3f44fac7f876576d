import type { AgentGraphClient } from '../../agentGraph/client.ts';
import { withGreeting } from '../../conversation/turns.ts';
import { answerOf } from '../../recordings/turnsOf.ts';
import type { Outcome } from '../../shared/failure.ts';
import type { TestSession } from './session.ts';

/** Longest wait for a close, in milliseconds. */
const closeLimitMs = 5_000;

/** A session with the agent itself. Its greeting goes ahead of the first turn, as in the chat. */
export async function openClientSession(
  client: AgentGraphClient,
  signal: AbortSignal,
): Promise<Outcome<TestSession>> {
  const opened = await client.init(signal);
  if (opened.type !== 'done') return opened;
  const { value: id } = opened;
  let isFirst = true;
  return {
    type: 'done',
    value: {
      id,
      send: (inputs, turnSignal) => {
        const inputEvents = isFirst ? withGreeting(client.agent, inputs) : inputs;
        isFirst = false;
        return answerOf(client.invoke({ sessionId: id, inputEvents, signal: turnSignal }));
      },
      close: async () => {
        await client.close(id, AbortSignal.timeout(closeLimitMs));
      },
    },
  };
}
