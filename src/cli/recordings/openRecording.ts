import manifest from '../../../package.json' with { type: 'json' };
import { recordingHeader, recordingLine, type RecordingEntry } from '../../recordings/recording.ts';
import type { Agent } from '../../shared/agent.ts';
import { openFile } from '../openFile.ts';

/**
 * Starts a recording in a new file that only its owner can read. Rejects when it cannot; `close`
 * resolves when everything is on disk.
 */
export async function openRecording(path: string, agent: Agent) {
  const file = await openFile(path, 'wx');
  const { name, businessId, agentId, baseUrl, clientKey } = agent;
  const recorded = { name, businessId, agentId, baseUrl, clientKey };
  const recordedBy = `${manifest.name} ${manifest.version}`;
  file.write(recordingLine(recordingHeader(recorded, Date.now(), recordedBy)));
  const write = (entry: RecordingEntry) => file.write(recordingLine(entry));
  return { write, close: file.close };
}
