import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileErrorCode } from '../recordings/readText.ts';

/**
 * Makes a folder and its missing parents; rejects with the error of the first that cannot be made.
 * Node's `recursive` never returns when an existing parent cannot have subfolders, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!existsSync(folder) && folder !== dirname(folder)) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const one of missing.toReversed())
    await mkdir(one).catch((error: unknown) => {
      // Another attempt of the same run may have made the folder meanwhile.
      if (fileErrorCode(error) !== 'EEXIST') throw error;
    });
}
