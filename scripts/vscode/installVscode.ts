import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '../paths.ts';
import { step } from '../report.ts';
import { npmCommand, runQuietly } from '../runProcess.ts';

const version = '4.139.1';

/**
 * Installs the npm package with VS Code's server into the cache folder, if missing, and returns its
 * folder. Install scripts stay off: only optional native parts need them.
 */
export async function installVscode(): Promise<string> {
  const home = join(cacheDir, `code-server-${version}`);
  const packageDir = join(home, 'node_modules', 'code-server');
  if (!existsSync(home)) await step('Installing VS Code', () => install(home));
  await installLogWriter(packageDir);
  return packageDir;
}

/** The native log writer is one of the parts that are missing. */
async function installLogWriter(packageDir: string): Promise<void> {
  const folder = join(packageDir, 'lib', 'vscode', 'node_modules', '@vscode', 'spdlog');
  const main = 'logWriter.mjs';
  if (existsSync(join(folder, main))) return;
  await copyFile(join(import.meta.dirname, main), join(folder, main));
  const description = { name: '@vscode/spdlog', version: '0.0.0', main };
  await writeFile(join(folder, 'package.json'), JSON.stringify(description));
}

/**
 * Installs into a temporary folder and renames it at the end, so a broken install is never used.
 */
async function install(home: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const unfinished = await mkdtemp(join(cacheDir, 'unfinished-'));
  try {
    // npm installs into the nearest parent folder with a package.json.
    await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
    await npmInstall(unfinished, `code-server@${version}`);
    const vscode = join(unfinished, 'node_modules', 'code-server', 'lib', 'vscode');
    await npmInstall(vscode, '--omit=dev');
    await rename(unfinished, home);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function npmInstall(cwd: string, what: string): Promise<void> {
  const [command, args] = npmCommand([
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    what,
  ]);
  await runQuietly(command, args, {
    cwd,
    log: 'vscode-install.log',
    sentence:
      'VS Code could not be installed from the npm package "code-server": check that npm reaches its registry ("npm ping"), then run this again',
  });
}
