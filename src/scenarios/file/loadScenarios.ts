import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { parseScenarios } from './parseScenarios.ts';
import type { ScenarioFile } from './scenario.ts';

/** Finds and reads the files around a scenario file. */
export interface FileReader {
  /** Undefined if there is no such file. */
  readonly read: (path: string) => Promise<string | Uint8Array | undefined>;
  /** Whether a file or folder exists at the path. */
  readonly isThere: (path: string) => Promise<boolean>;
  /** The outermost folder to search if no project mark is found. */
  readonly root: string;
}

/** A folder that has one of these is the root of a project. */
const projectMarks = ['.git', '.sofia'];

/**
 * A scenario file with everything that it takes from the files around it: `use`, `data` and the
 * defaults of its folders, from the project root down. Rejects only if the reader does.
 */
export async function loadScenarios(
  path: string,
  content: string | Uint8Array,
  reader: FileReader,
): Promise<ScenarioFile> {
  const folders = await foldersOf(path.replaceAll('\\', '/'), reader);
  const contents = new Map<string, string | Uint8Array | undefined>();
  for (;;) {
    const file = parseScenarios(path, content, { folders, contents });
    const unread = file.sources.filter((one) => !contents.has(one));
    if (unread.length === 0) return file;
    for (const one of unread) contents.set(one, await reader.read(one));
  }
}

/** Paths are absolute if the file's path is, else relative to the working folder. */
async function foldersOf(path: string, { isThere, root }: FileReader): Promise<readonly string[]> {
  const own = posix.dirname(path);
  const above: string[] = [];
  let folder = own;
  for (let at = resolve(own); ; at = dirname(at)) {
    above.unshift(folder);
    for (const mark of projectMarks) if (await isThere(posix.join(folder, mark))) return above;
    if (dirname(at) === at) break;
    folder = posix.join(folder, '..');
  }
  const inRoot = above.filter((one) => isWithin(resolve(one), resolve(root)));
  return inRoot.length > 0 ? inRoot : [own];
}

function isWithin(folder: string, root: string): boolean {
  const path = relative(root, folder);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
