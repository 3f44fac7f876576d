import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir, root } from './paths.ts';
import { GiveUp } from './report.ts';

export interface QuietRun {
  readonly cwd?: string;
  /** By default that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Name of the log file in the cache folder, written when the command fails. */
  readonly log: string;
  /** The sentence for the user; the log's path is appended. */
  readonly sentence: string;
}

/** Runs a command silently. On failure, writes its output to a log and throws `GiveUp`. */
export async function runQuietly(
  command: string,
  args: readonly string[],
  { cwd = root, env = process.env, log, sentence }: QuietRun,
): Promise<void> {
  const chunks: Buffer[] = [];
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${command}: ${error.message}\n`));
      resolve(null);
    });
    child.on('close', resolve);
  });
  if (code === 0) return;
  await mkdir(cacheDir, { recursive: true });
  await writeFile(join(cacheDir, log), Buffer.concat(chunks));
  throw new GiveUp(`${sentence} (its output is in .vscode-test/${log}).`);
}

/** The command line that starts npm, even when only the path of its JavaScript file is known. */
export function npmCommand(args: readonly string[]): readonly [string, readonly string[]] {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return [process.execPath, [script, ...args]];
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm', ...args]] : ['npm', args];
}
