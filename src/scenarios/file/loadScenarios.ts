import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { parseScenarios } from './parseScenarios.ts';
import type { ScenarioFile } from './scenario.ts';

/** How the files around a scenario file are found and read. */
export interface FileReader {
  /** Undefined where there is no such file. */
  readonly read: (path: string) => Promise<string | Uint8Array | undefined>;
  /** Whether there is a file or folder of that path. */
  readonly isThere: (path: string) => Promise<boolean>;
  /** The outermost folder where nothing else says which it is. */
  readonly root: string;
}

/** A folder with one of these is the outermost of a project. */
const projectMarks = ['.git', '.sofia'];

/**
 * A scenario file with what it takes of the files around it: `use`, `data` and the defaults of its
 * folders, from that of the project down. Never rejects where the reader does not.
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

/** Paths are absolute where the file's is, and else from the working folder. */
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
