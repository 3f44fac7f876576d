import { headerOf } from '../../recordings/import/fromTurns.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';
import { openClientSession } from '../../scenarios/run/openClientSession.ts';
import type { TestSession } from '../../scenarios/run/session.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { CoreServices } from '../coreServices.ts';

/**
 * Opens a session with the agent; `write` gets its requests and responses. A session left open by a
 * crash is closed at the next start.
 */
export async function openSession(
  { connector, ledger }: CoreServices,
  agent: Agent,
  signal: AbortSignal,
  write?: (entry: RecordingEntry) => void,
): Promise<Outcome<TestSession>> {
  const connected = await connector.connect(agent, write && { write });
  if (connected.type !== 'done') return connected;
  return openClientSession(connected.value, signal, ledger);
}

/** A recording that begins now, to be filled with `write`; `version` is the extension's. */
export function newRecording(agent: Agent, version: string) {
  const entries: RecordingEntry[] = [];
  const start = headerOf({ agent, createdAt: Date.now(), branches: [] });
  const header = { ...start, recordedBy: `ask-sofia ${version}` };
  return { header, entries, write: (entry: RecordingEntry) => void entries.push(entry) };
}
