import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import manifest from '../../package.json' with { type: 'json' };
import {
  recordingFormat,
  recordingLine,
  recordingVersion,
  type RecordingEntry,
} from '../recordings/recording.ts';
import type { Agent } from '../shared/agent.ts';

export interface RecordingWriter {
  readonly write: (entry: RecordingEntry) => void;
  /** Resolves when everything is on the disk; rejects when it is not. */
  readonly close: () => Promise<void>;
}

/** Begins a recording in a new file that only its owner can read. Rejects where it cannot be made. */
export async function openRecording(path: string, agent: Agent): Promise<RecordingWriter> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await once(file, 'open');
  // Kept until `close` asks for it, since a fault in between is nobody's yet.
  const isOnDisk = finished(file);
  isOnDisk.catch(() => undefined);
  const { name, businessId, agentId, baseUrl, clientKey } = agent;
  const header = {
    format: recordingFormat,
    version: recordingVersion,
    createdAt: new Date().toISOString(),
    recordedBy: `${manifest.name} ${manifest.version}`,
    agent: { name, businessId, agentId, baseUrl, clientKey },
  } as const;
  file.write(recordingLine(header));
  return {
    write: (entry) => {
      if (!file.destroyed) file.write(recordingLine(entry));
    },
    close: async () => {
      if (!file.destroyed) file.end();
      await isOnDisk;
    },
  };
}
