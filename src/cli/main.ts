#!/usr/bin/env node
import { CannotRun } from './cannotRun.ts';
import { parseArguments } from './options.ts';
import { createOutput } from './output/output.ts';
import { exitCodes, runCommand } from './runCommand.ts';
import { helpLanguage, speak } from './output/speak.ts';

/** A shell's exit codes for a program that a signal ended. */
const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGPIPE: 141 } as const;

const output = createOutput(process, process.env);
const { writeError } = output;

const interruption = new AbortController();
const { signal } = interruption;
let interruptedCode: number = signalCodes.SIGINT;
/** Set when standard output accepts no more data. */
let outputEnd: number | undefined;

process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
  if (outputEnd !== undefined) return;
  outputEnd = code === 'EPIPE' ? signalCodes.SIGPIPE : exitCodes.cannotRun;
  if (code !== 'EPIPE') writeError(`Couldn't write to standard output (${code}).\n`);
  process.exitCode = outputEnd;
  interruption.abort();
});
// There is nowhere left to report it.
process.stderr.on('error', () => undefined);

async function main(): Promise<number> {
  const { argv, env } = process;
  verifyCertificates(env);
  await speak(helpLanguage(argv.slice(2), env));
  const parsed = parseArguments(argv.slice(2), env);
  if (parsed.type === 'shown') return exitCodes.answered;
  await speak('en');
  if (parsed.type === 'usage') {
    writeError(`${parsed.problem.trimEnd()}\n`);
    return exitCodes.cannotRun;
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interrupt(signalCodes[name]));
  try {
    const code = await runCommand(parsed, { ...output, signal });
    // Nothing else ends a simulator.
    return signal.aborted && parsed.type !== 'simulate' ? interruptedCode : code;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    writeError(`${error.message}\n`);
    return signal.aborted ? interruptedCode : exitCodes.cannotRun;
  }
}

/** Ends the current work: closes sessions, writes reports. The same signal again exits at once. */
function interrupt(code: number): void {
  if (!signal.aborted) interruptedCode = code;
  interruption.abort();
}

/** Node reads the variable at each connection, including those for report images. */
function verifyCertificates(env: NodeJS.ProcessEnv): void {
  const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
  if (env[name] !== '0') return;
  delete env[name];
  writeError(
    `${name}=0 is ignored: without certificate checks, anyone could read the API key. To trust your own certificate authority, set NODE_EXTRA_CA_CERTS to its file.\n`,
  );
}

const code = await main();
process.exitCode = outputEnd ?? code;
