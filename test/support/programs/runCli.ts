import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepTexts } from '../artifacts.ts';
import { cliScript } from './cliScript.ts';

/** Not that of whoever runs the tests; what a command leaves there is for commands of the same process. */
const stateHome = mkdtempSync(join(tmpdir(), 'ask-sofia-state-'));
process.once('exit', () => rmSync(stateHome, { recursive: true, force: true }));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The only SOFIA_… variables the command sees. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called when it runs; may send a signal then or later, once. */
  readonly onSpawn?: (kill: (signal: NodeJS.Signals) => void) => void;
  readonly cwd?: string;
  /** Called with what standard output holds so far; may send a signal, once. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs `ask-sofia` as a process of its own, as a shell would. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [cliScript, ...args], {
    env: { PATH, XDG_STATE_HOME: stateHome, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  });
  // Once: a second Ctrl+C would end the program where it stands.
  let isKilled = false;
  const kill = (signal: NodeJS.Signals) => {
    if (!isKilled) child.kill(signal);
    isKilled = true;
  };
  options.onSpawn?.(kill);
  child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    options.onOutput?.(stdout, kill);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      keepTexts('cli', { 'stdout.txt': stdout, 'stderr.txt': stderr });
      resolve({ code, stdout, stderr });
    }),
  );
}

/** The objects that `--json` printed; throws where a line is not one. */
export function jsonLines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
