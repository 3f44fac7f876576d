import { cliScript } from './cliScript.ts';
import { runProgram, type RanProgram } from './runProgram.ts';

/** Runs a line of bash in which `cli` is `ask-sofia`; `$1`, `$2` … are the arguments. */
export function runShell(
  line: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RanProgram> {
  const start = `cli() { "$NODE" "$CLI" "$@"; }\n`;
  const names = { NODE: process.execPath, CLI: cliScript };
  return runProgram('bash', ['-c', start + line, 'bash', ...args], { env: { ...names, ...env } });
}
