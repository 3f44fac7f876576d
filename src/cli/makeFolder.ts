import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and its missing parents; rejects with the error of the first that cannot be made.
 * Node's `recursive` never returns when an existing parent cannot have subfolders, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!(await isThere(folder)) && folder !== dirname(folder)) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const one of missing.toReversed()) await makeOne(one);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Another attempt of the same run may have made the folder meanwhile. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
