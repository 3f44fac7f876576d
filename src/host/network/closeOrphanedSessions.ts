import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import type { Connector } from './connector.ts';
import type { Log } from '../platform/log.ts';

/** Longest wait for one close, in milliseconds. */
const closeLimitMs = 10_000;

/** Closes the sessions that a crash of an earlier window left open, as far as their keys are known. */
export async function closeOrphanedSessions(
  ledger: SessionLedger,
  connector: Pick<Connector, 'connectSilently'>,
  log: Pick<Log, 'info'>,
): Promise<void> {
  for (const { sessionId, agent } of await ledger.adopt()) {
    const client = await connector.connectSilently(agent);
    const closed = await client?.close(sessionId, AbortSignal.timeout(closeLimitMs));
    const how = closed?.type === 'done' ? 'was closed' : 'could not be closed and is forgotten';
    log.info(`Session ${sessionId}, left open by an earlier window, ${how}`);
    await ledger.remove(sessionId);
  }
}
