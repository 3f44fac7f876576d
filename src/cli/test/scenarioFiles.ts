import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { glob } from 'tinyglobby';
import { readBytes } from '../../recordings/readText.ts';
import { scenarioGlob } from '../../scenarios/create/fileName.ts';
import { loadScenarios, type FileReader } from '../../scenarios/file/loadScenarios.ts';
import type { ScenarioFile } from '../../scenarios/file/scenario.ts';
import { maskSentence } from '../../scenarios/run/maskResult.ts';
import { decodeText } from '../../shared/decodeText.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';

/** The scenario files that match the patterns, sorted by path. A folder matches its files. */
export async function findScenarioFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const globs = await Promise.all(patterns.map(asGlob));
  const found = await glob(globs, { ignore: ['**/node_modules/**'], expandDirectories: false });
  return found.map((path) => relative('.', path).replaceAll('\\', '/')).toSorted();
}

/**
 * Reads a scenario file and the files it uses. An unreadable file is returned with a problem.
 * Problem messages may quote the file, but never a secret.
 */
export async function readScenarioFile(path: string, secrets: SecretList): Promise<ScenarioFile> {
  const read = await readBytes(path);
  if ('bytes' in read) {
    const file = await loadScenarios(path, read.bytes, reader);
    if (file.problems.length === 0) return file;
    const decoded = decodeText(read.bytes);
    const written = 'text' in decoded ? decoded.text : '';
    const problems = file.problems.map((problem) => ({
      ...problem,
      message: maskSentence(problem.message, written, secrets),
    }));
    return { ...file, problems };
  }
  const start = { line: 1, column: 1 };
  const problem = { at: { start, end: start }, message: read.problem };
  return { path, scenarios: [], problems: [problem], sources: [], defaults: [] };
}

const reader: FileReader = {
  read: async (path) => {
    const read = await readBytes(path);
    return 'bytes' in read ? read.bytes : undefined;
  },
  isThere: (path) => Promise.resolve(existsSync(path)),
  root: '.',
};

async function asGlob(pattern: string): Promise<string> {
  const path = pattern.replaceAll('\\', '/').replace(/(?<!\/)\/+$/, '');
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? `${path}/${scenarioGlob}` : path;
}
