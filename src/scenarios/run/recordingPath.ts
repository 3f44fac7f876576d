import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileWords } from '../../conversation/transcriptName.ts';
import type { SessionRequest } from './session.ts';

/** Longest name in a file's name: two of them, in letters of three bytes, are shorter than 255 bytes. */
const maxWords = 36;

/**
 * Where `--record` writes an attempt, and where `--offline` finds it: a folder for each scenario file,
 * a name that can be read, and a hash because two names may read the same.
 */
export function recordingPath(folder: string, request: SessionRequest): string {
  const { file, scenario, agent = '', row, attempt } = request;
  const whole = JSON.stringify([file, scenario, agent]);
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
    fileWords(file.replace(/\.sofia\.ya?ml$/i, ''), 'scenarios'),
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
