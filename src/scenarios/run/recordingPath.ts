import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { fileWords } from '../../transcript/transcriptName.ts';
import type { SessionRequest } from './session.ts';

/** Limit for a name within a file name: two names of three-byte letters stay below 255 bytes. */
const maxWords = 36;

/**
 * Where `--record` writes an attempt and `--offline` finds it: a folder per scenario file, a
 * readable name, and a hash because different names can look the same. The file is identified by
 * its path relative to the recordings, whatever the working folder, and the scenario by its ID if
 * it has one.
 */
export function recordingPath(folder: string, request: SessionRequest): string {
  const { scenario: name, id, agent = '', row, attempt } = request;
  const scenario = id ?? name;
  const file = relative(resolve(folder), resolve(request.file)).replaceAll('\\', '/');
  const whole = JSON.stringify([file, id === undefined ? 'name' : 'id', scenario, agent]);
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 6);
  const parts = [
    fileWords(scenario.slice(0, maxWords), 'scenario'),
    ...(agent === '' ? [] : [fileWords(agent.slice(0, maxWords), 'agent')]),
    hash,
    ...(row === undefined ? [] : [`row${row}`]),
    String(attempt),
  ];
  return join(
    folder,
    fileWords(file.replace(/\.sofia\.ya?ml$/i, '').replace(/^(\.\.\/)+/, ''), 'scenarios'),
    `${parts.join('-')}.ndjson`,
  );
}

/**
 * The recording for one data row, since each row has its own conversation: for the second row,
 * `boots.recording.ndjson` becomes `boots-2.recording.ndjson`.
 */
export function rowRecording(recording: string, row: number | undefined): string {
  if (row === undefined) return recording;
  return recording.replace(/((\.recording)?\.[^./\\]+)?$/, (ending) => `-${row}${ending}`);
}
