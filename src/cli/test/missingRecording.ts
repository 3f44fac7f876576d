import { access } from 'node:fs/promises';
import { Unjudgeable } from '../../scenarios/judgement/unjudgeable.ts';
import type { SessionRequest } from '../../scenarios/run/session.ts';

/**
 * Throws `Unjudgeable` where none of the recordings is there that could answer, with the command that
 * makes one. `folder` is that of `--offline`; empty where none was given.
 */
export async function refuseMissing(
  { file, scenario }: SessionRequest,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  if (found.some(({ status }) => status === 'fulfilled')) return;
  const target = folder === '' ? 'recordings' : folder;
  const command = `ask-sofia test --record ${quoted(target)} -- ${quoted(file)}`;
  const then = folder === '' ? ', then run with --offline recordings' : '';
  const [path] = paths;
  const what = path === undefined ? 'names no recording' : `has no recording: there is no ${path}`;
  throw new Unjudgeable(`"${scenario}" ${what}. Make it with: ${command}${then}`);
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./\\:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
