import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Variables } from '../shared/variables.ts';
import { AgentGraphClient } from '../agentGraph/client.ts';
import type { HttpTransport } from '../agentGraph/http/transport.ts';
import { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { Outcome } from '../shared/failure/failure.ts';
import type { Write } from './output/output.ts';
import type { AskTarget } from './targetOptions.ts';

/** Longest wait for one close, in milliseconds. */
const closeLimitMs = 5_000;

/** The sessions that this user's commands have open; each command has its own file. */
export function commandLedger(env: Variables): SessionLedger {
  return new SessionLedger(join(stateFolder(env), 'ask-sofia', 'sessions'));
}

/** Where programs keep state that outlives them and is not a setting (XDG). */
function stateFolder({ XDG_STATE_HOME, LOCALAPPDATA }: Variables): string {
  if (XDG_STATE_HOME) return XDG_STATE_HOME;
  return process.platform === 'win32' && LOCALAPPDATA
    ? LOCALAPPDATA
    : join(homedir(), '.local', 'state');
}

/** Opens a session and notes it in the ledger. */
export async function openSession(
  client: AgentGraphClient,
  ledger: Pick<SessionLedger, 'add'> | undefined,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const opened = await client.init(signal);
  if (opened.type === 'done') await ledger?.add({ sessionId: opened.value, agent: client.agent });
  return opened;
}

/** Closes a session; if it cannot be closed, it stays in the ledger for the next command. */
export async function closeSession(
  client: AgentGraphClient,
  sessionId: string,
  ledger?: Pick<SessionLedger, 'remove'>,
): Promise<void> {
  const closed = await client.close(sessionId, AbortSignal.timeout(closeLimitMs));
  if (closed.type === 'done') await ledger?.remove(sessionId);
}

/**
 * Closes sessions that a killed command left open. Never rejects. `targets` are the agents whose keys
 * we have; other sessions wait for a command that has their key.
 */
export async function closeLeftSessions(
  ledger: SessionLedger,
  targets: readonly AskTarget[],
  transport: HttpTransport,
  writeError: Write,
): Promise<void> {
  const closings = (await ledger.adopt()).map(async ({ sessionId, agent }) => {
    const target = targets.find(
      (one) => one.agent.baseUrl === agent.baseUrl && one.agent.businessId === agent.businessId,
    );
    if (!target) return;
    const client = new AgentGraphClient({ agent, apiKey: target.apiKey, transport });
    const closed = await client.close(sessionId, AbortSignal.timeout(closeLimitMs));
    const how = closed.type === 'done' ? 'Closed' : "Couldn't close";
    writeError(`${how} a session that an earlier command left open.\n`);
    await ledger.remove(sessionId);
  });
  await Promise.all(closings);
}
