import { AgentGraphClient } from '../agentGraph/client.ts';
import { defaultTimeouts, type HttpTransport } from '../agentGraph/http/transport.ts';
import { createUndiciTransport } from '../agentGraph/http/undici/undiciTransport.ts';
import { recordExchanges } from '../recordings/recordExchanges.ts';
import { useLanguage } from '../shared/l10n.ts';
import { startSimulator } from '../simulator/server/server.ts';
import { ask } from './askCommand.ts';
import { closeLeftSessions, commandLedger } from './commandLedger.ts';
import { CannotRun } from './cannotRun.ts';
import { check } from './checkCommand.ts';
import { commandLineWords } from './output/commandLineWords.ts';
import { runMerge } from './test/runMerge.ts';
import { type CheckOptions, type ParsedArguments, parseArguments } from './options.ts';
import { createOutput } from './output/output.ts';
import { speakAsPage } from './test/reportLanguage.ts';
import { createJsonPrinter, type Printer } from './output/printer.ts';
import { runFileCommand } from './recordings/runFileCommand.ts';
import { written } from './recordings/recordingSentences.ts';
import { openRecording } from './recordings/openRecording.ts';
import { inputLines } from './standardInput.ts';
import type { AskTarget } from './targetOptions.ts';
import { runTests } from './test/testCommand.ts';
import type { TestCommand } from './test/testOptions.ts';
import { createTextPrinter } from './output/textPrinter.ts';

const exitCodes = {
  answered: 0,
  failed: 1,
  usage: 2,
  cannotRun: 2,
  /** A shell's exit code for a program that SIGINT ended; the next one is for SIGTERM. */
  interrupted: 130,
  terminated: 143,
  /** The reader closed the output: a shell's exit code for a program that SIGPIPE ended. */
  unread: 141,
} as const;

const output = createOutput(process, process.env);
const { write, writeError } = output;

const ledger = commandLedger(process.env);
const interruption = new AbortController();
const { signal } = interruption;
let interruptedCode: number = exitCodes.interrupted;
/** Set when standard output accepts no more data. */
let outputEnd: number | undefined;

process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
  if (outputEnd !== undefined) return;
  outputEnd = code === 'EPIPE' ? exitCodes.unread : exitCodes.cannotRun;
  if (code !== 'EPIPE') writeError(`Standard output cannot be written (${code}).\n`);
  process.exitCode = outputEnd;
  interruption.abort();
});
// There is nowhere left to report it.
process.stderr.on('error', () => undefined);

async function main(): Promise<number> {
  useLanguage('en', commandLineWords);
  verifyCertificates(process.env);
  const parsed = parseArguments(process.argv.slice(2), process.env);
  if (parsed.type === 'shown') return exitCodes.answered;
  if (parsed.type === 'usage') {
    writeError(`${parsed.problem.trimEnd()}\n`);
    return exitCodes.usage;
  }
  process.once('SIGINT', () => interrupt(exitCodes.interrupted));
  process.once('SIGTERM', () => interrupt(exitCodes.terminated));
  try {
    const code = await run(parsed);
    return signal.aborted ? interruptedCode : code;
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
    `${name}=0 does not hold here: certificates are verified, or anybody could read the key. Name your own certificate authority in NODE_EXTRA_CA_CERTS.\n`,
  );
}

type Command = Exclude<ParsedArguments, { readonly type: 'usage' | 'shown' }>;

type Use = (target: AskTarget, transport: HttpTransport) => Promise<boolean>;

async function run(command: Command): Promise<number> {
  if (command.type === 'scenarios') return runScenarios(command.command);
  const isDone =
    command.type === 'file'
      ? await runFileCommand(command.command, { ...output, printerFor, withClient, ledger, signal })
      : await withTarget(command.options, (target, transport) =>
          runOnline(command, target, transport),
        );
  return isDone ? exitCodes.answered : exitCodes.failed;
}

function runScenarios(command: TestCommand): Promise<number> {
  const { isTTY: isTty = false, columns: width = 80 } = process.stdout;
  const surroundings = { ...output, isTty, width, env: process.env, signal };
  const { reporters, language } = command.options;
  if (reporters.some(({ name }) => name === 'html')) speakAsPage(language, process.env);
  return command.type === 'test'
    ? runTests(command.options, surroundings)
    : runMerge(command.options, surroundings);
}

async function runOnline(
  { type, options }: Exclude<Command, { readonly type: 'file' | 'scenarios' }>,
  target: AskTarget,
  transport: HttpTransport,
): Promise<boolean> {
  // A simulator ends with the command, and its sessions with it.
  const own = options.target && { ledger };
  if (type === 'check')
    return check({ ...options, ...own, target, transport, write, writeError, signal });
  const { texts, sync: isSync = false } = options;
  const runAsk = (used: HttpTransport) =>
    ask({
      client: clientOf(options, target, used),
      texts: texts.length > 0 ? texts : typedLines(),
      isSync,
      printer: printerFor(options),
      ...own,
      signal,
    });
  if (type === 'ask') return runAsk(transport);
  const recording = await written(options.out, openRecording(options.out, target.agent));
  const isAnswered = await runAsk(recordExchanges({ transport, write: recording.write }));
  await written(options.out, recording.close());
  return isAnswered;
}

function clientOf(
  { timeoutMs = defaultTimeouts.totalMs }: CheckOptions,
  target: AskTarget,
  transport: HttpTransport,
): AgentGraphClient {
  return new AgentGraphClient({
    ...target,
    transport,
    timeouts: { ...defaultTimeouts, totalMs: timeoutMs },
    log: (line) => writeError(`${line}\n`),
  });
}

function withClient(
  options: CheckOptions,
  use: (client: AgentGraphClient) => Promise<boolean>,
): Promise<boolean> {
  return withTarget(options, (target, transport) => use(clientOf(options, target, transport)));
}

function printerFor({ json }: { readonly json?: boolean }): Printer {
  return json ? createJsonPrinter(write) : createTextPrinter(write, writeError);
}

/** Lends the given agent, or our own simulator, which lives as long as the command. */
async function withTarget({ target }: CheckOptions, use: Use): Promise<boolean> {
  if (target) return withTransport(target, use);
  const simulator = await startSimulator({ pace: 'real' });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  writeError(`No agent was given, so the simulator answers (${baseUrl}).\n\n`);
  const agent = { name: 'Simulator', baseUrl, businessId, agentId, clientKey: 'ask-sofia-cli' };
  try {
    return await withTransport({ agent, apiKey }, use);
  } finally {
    await simulator.close();
  }
}

async function withTransport(target: AskTarget, use: Use): Promise<boolean> {
  const transport = createUndiciTransport();
  try {
    await closeLeftSessions(ledger, [target], transport, writeError);
    return await use(target, transport);
  } finally {
    await transport.dispose();
  }
}

function typedLines(): AsyncIterable<string> {
  if (process.stdin.isTTY) writeError('Type a message and Enter; Ctrl+D ends.\n');
  return inputLines(signal);
}

const code = await main();
process.exitCode = outputEnd ?? code;
