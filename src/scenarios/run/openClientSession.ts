import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import { withGreeting } from '../../conversation/turns.ts';
import { answerOf } from '../../recordings/replay/turnsOf.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { TestSession } from './session.ts';

/** Longest wait for a close, in milliseconds. */
const closeLimitMs = 5_000;

/**
 * A session with the agent itself. Its greeting precedes the first turn, as in the chat. While open
 * it is in the ledger, if there is one; a session that cannot be closed stays there for the next
 * start.
 */
export async function openClientSession(
  client: AgentGraphClient,
  signal: AbortSignal,
  ledger?: Pick<SessionLedger, 'add' | 'remove'>,
): Promise<Outcome<TestSession>> {
  const opened = await client.init(signal);
  if (opened.type !== 'done') return opened;
  const { value: id } = opened;
  await ledger?.add({ sessionId: id, agent: client.agent });
  let isFirst = true;
  return {
    type: 'done',
    value: {
      id,
      agentUrl: client.agent.baseUrl,
      secrets: client.secrets,
      send: (inputs, turnSignal) => {
        const inputEvents = isFirst ? withGreeting(client.agent, inputs) : inputs;
        isFirst = false;
        return answerOf(client.invoke({ sessionId: id, inputEvents, signal: turnSignal }));
      },
      close: async () => {
        const closed = await client.close(id, AbortSignal.timeout(closeLimitMs));
        const isGone = closed.type === 'failed' && closed.failure.kind === 'sessionLost';
        if (closed.type === 'done' || isGone) await ledger?.remove(id);
      },
    },
  };
}
