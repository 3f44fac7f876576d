import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The file that its standard input is; by default it has none. */
  readonly inputFile?: string;
  readonly cwd?: string;
}

export interface RanProgram {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with `PATH`, `HOME` and these variables. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = {}, inputFile, cwd }: ProgramOptions,
): Promise<RanProgram> {
  const { PATH = '', HOME = '' } = process.env;
  const input = inputFile === undefined ? undefined : await open(inputFile);
  const child = spawn(program, args, {
    env: { PATH, HOME, LC_ALL: 'C.UTF-8', ...env },
    stdio: [input?.fd ?? 'ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  await input?.close();
  return { code, stdout, stderr };
}

/** Why a test that needs this program is skipped, or undefined where the machine has it. */
export async function whyMissing(program: string): Promise<string | undefined> {
  if (program === process.execPath) return undefined;
  // Nor are its own programs looked for: there is no sh to ask.
  if (process.platform === 'win32') return 'Windows has none of the shells of Unix';
  const { code } = await runProgram('sh', ['-c', `command -v ${program}`], {});
  return code === 0 ? undefined : `there is no ${program} here`;
}
