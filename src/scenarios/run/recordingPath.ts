import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileWords } from '../../conversation/transcriptName.ts';
import type { SessionRequest } from './session.ts';

/**
 * Where `--record` writes an attempt, and where `--offline` finds it: a folder for each scenario file,
 * a name that can be read, and a hash because two names may read the same.
 */
export function recordingPath(folder: string, request: SessionRequest): string {
  const { file, scenario, agent = '', row, attempt } = request;
  const hash = createHash('sha256').update(`${scenario}\n${agent}`).digest('hex').slice(0, 6);
  const parts = [
    fileWords(scenario, 'scenario'),
    ...(agent === '' ? [] : [fileWords(agent, 'agent')]),
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
