import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { fileWords } from '../../transcript/transcriptName.ts';
import type { SessionRequest } from './session.ts';

/** Longest name in a file's name: two of them, in letters of three bytes, are shorter than 255 bytes. */
const maxWords = 36;

/**
 * Where `--record` writes an attempt, and where `--offline` finds it: a folder for each scenario file,
 * a name that can be read, and a hash because two names may read the same. The file is known by its path
 * from the recordings, whichever the working folder is, and the scenario by its id, if it has one.
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
 * The recording of one row of a scenario's data, whose conversation is another one than that of the
 * other rows: `boots.recording.ndjson` is `boots-2.recording.ndjson` for the second row.
 */
export function rowRecording(recording: string, row: number | undefined): string {
  if (row === undefined) return recording;
  return recording.replace(/((\.recording)?\.[^./\\]+)?$/, (ending) => `-${row}${ending}`);
}
