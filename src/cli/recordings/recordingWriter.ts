import manifest from '../../../package.json' with { type: 'json' };
import {
  recordingFormat,
  recordingLine,
  recordingVersion,
  type RecordingEntry,
} from '../../recordings/recording.ts';
import type { Agent } from '../../shared/agent.ts';
import { openFile } from '../openFile.ts';

export interface RecordingWriter {
  readonly write: (entry: RecordingEntry) => void;
  /** Resolves when everything is on disk; rejects when it is not. */
  readonly close: () => Promise<void>;
}

/** Starts a recording in a new file that only its owner can read. Rejects when it cannot. */
export async function openRecording(path: string, agent: Agent): Promise<RecordingWriter> {
  const file = await openFile(path, 'wx');
  const { name, businessId, agentId, baseUrl, clientKey } = agent;
  const header = {
    format: recordingFormat,
    version: recordingVersion,
    createdAt: new Date().toISOString(),
    recordedBy: `${manifest.name} ${manifest.version}`,
    agent: { name, businessId, agentId, baseUrl, clientKey },
  } as const;
  file.write(recordingLine(header));
  return { write: (entry) => file.write(recordingLine(entry)), close: file.close };
}
