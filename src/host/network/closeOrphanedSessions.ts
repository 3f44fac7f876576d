import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import type { Connector } from './connector.ts';
import type { Log } from '../platform/log.ts';

/** Timeout of one close request, in milliseconds. */
const closeLimitMs = 10_000;

/** Closes sessions that an earlier window left open by crashing, if their keys are known. */
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
