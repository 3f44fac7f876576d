import { scenarioGlob } from '../../scenarios/create/fileName.ts';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { glob } from 'tinyglobby';
import { readBytes } from '../../recordings/readText.ts';
import { loadScenarios, type FileReader } from '../../scenarios/file/loadScenarios.ts';
import type { ScenarioFile } from '../../scenarios/file/scenario.ts';
import { maskSentence } from '../../scenarios/run/maskResult.ts';
import { decodeText } from '../../shared/decodeText.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';

/** The scenario files that the patterns name, folders included, in the order of their paths. */
export async function findScenarioFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const globs = await Promise.all(patterns.map(asGlob));
  const found = await glob(globs, { ignore: ['**/node_modules/**'], expandDirectories: false });
  return found.map((path) => relative('.', path).replaceAll('\\', '/')).toSorted();
}

/**
 * Reads a scenario file and what it uses; one that cannot be read is a file with a problem. Problems tell
 * what stands in it, but no secret.
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
  isThere: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
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
