import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/paths.ts';

const run = promisify(execFile);

/** Clones this project into a new folder, with what is not committed yet. */
export async function cloneRepository(target: string): Promise<void> {
  await run('git', ['clone', '--quiet', root, target]);
  const listed = async (...args: readonly string[]) => {
    const { stdout } = await run('git', [...args, '-z'], { cwd: root });
    return stdout.split('\0').filter((name) => name !== '');
  };
  const changed = await listed('diff', '--name-only', '--no-renames', '--diff-filter=d', 'HEAD');
  for (const name of [
    ...changed,
    ...(await listed('ls-files', '--others', '--exclude-standard')),
  ]) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    await copyFile(join(root, name), join(target, name));
  }
  for (const name of await listed('diff', '--name-only', '--no-renames', '--diff-filter=D', 'HEAD'))
    await rm(join(target, name));
}
