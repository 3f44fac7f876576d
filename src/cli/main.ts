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
import { runMerge } from './test/mergeCommand.ts';
import { parseArguments } from './options.ts';
import type { AskOptions, ParsedArguments, RecordOptions } from './options.ts';
import { createOutput } from './output/output.ts';
import { speakAsPage } from './test/reportLanguage.ts';
import { createJsonPrinter, type Printer } from './output/printer.ts';
import { runFileCommand } from './recordings/runFileCommand.ts';
import { unwritableSentence } from './recordings/recordingSentences.ts';
import { openRecording, type RecordingWriter } from './recordings/recordingWriter.ts';
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
    const code = await codeOf(parsed);
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

async function codeOf(
  parsed: Exclude<ParsedArguments, { readonly type: 'usage' | 'shown' }>,
): Promise<number> {
  if (parsed.type === 'scenarios') return runScenarios(parsed.command, signal);
  return (await run(parsed, signal)) ? exitCodes.answered : exitCodes.failed;
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

function runScenarios(command: TestCommand, signal: AbortSignal): Promise<number> {
  const { isTTY: isTty = false, columns: width = 80 } = process.stdout;
  const surroundings = { ...output, isTty, width, env: process.env, signal };
  speakAsPage(command.options, process.env);
  return command.type === 'test'
    ? runTests(command.options, surroundings)
    : runMerge(command.options, surroundings);
}

type Command = Exclude<ParsedArguments, { readonly type: 'usage' | 'shown' | 'scenarios' }>;

async function run(command: Command, signal: AbortSignal): Promise<boolean> {
  return command.type === 'file'
    ? runFileCommand(command.command, { ...output, printerFor, withClient, ledger, signal })
    : runOnline(command, signal);
}

type OnlineCommand = Exclude<Command, { readonly type: 'file' }>;

async function runOnline(command: OnlineCommand, signal: AbortSignal): Promise<boolean> {
  const { target, release } = await chooseTarget(command.options);
  const transport = createUndiciTransport();
  try {
    await closeLeftSessions({ ledger, targets: [target], transport, writeError });
    if (command.type === 'ask') return await runAsk(command.options, target, transport, signal);
    if (command.type === 'record') return await record(command.options, target, transport, signal);
    const { json, timeoutMs } = command.options;
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    const own = command.options.target ? { ledger } : {};
    return await check({ target, transport, json, ...limit, ...own, write, writeError, signal });
  } finally {
    await transport.dispose();
    await release();
  }
}

/** Like `ask`, with a transport that records the traffic. */
async function record(
  options: RecordOptions,
  target: AskTarget,
  transport: HttpTransport,
  signal: AbortSignal,
): Promise<boolean> {
  let recording: RecordingWriter;
  try {
    recording = await openRecording(options.out, target.agent);
  } catch (error) {
    throw new CannotRun(unwritableSentence(options.out, error), { cause: error });
  }
  const recorded = recordExchanges({ transport, write: recording.write });
  const isAnswered = await runAsk(options, target, recorded, signal);
  try {
    await recording.close();
  } catch (error) {
    throw new CannotRun(unwritableSentence(options.out, error), { cause: error });
  }
  return isAnswered;
}

function runAsk(
  options: AskOptions,
  target: AskTarget,
  transport: HttpTransport,
  signal: AbortSignal,
): Promise<boolean> {
  return ask({
    client: clientOf(options, target, transport),
    texts: options.texts.length > 0 ? options.texts : typedLines(signal),
    isSync: options.sync,
    printer: printerFor(options),
    ...(options.target && { ledger }),
    signal,
  });
}

function clientOf(
  { timeoutMs = defaultTimeouts.totalMs }: Pick<AskOptions, 'timeoutMs'>,
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

async function withClient(
  options: Pick<AskOptions, 'target' | 'timeoutMs'>,
  use: (client: AgentGraphClient) => Promise<boolean>,
): Promise<boolean> {
  const { target, release } = await chooseTarget(options);
  const transport = createUndiciTransport();
  try {
    await closeLeftSessions({ ledger, targets: [target], transport, writeError });
    return await use(clientOf(options, target, transport));
  } finally {
    await transport.dispose();
    await release();
  }
}

function printerFor({ json }: { readonly json: boolean }): Printer {
  return json ? createJsonPrinter(write) : createTextPrinter(write, writeError);
}

/** The given agent, or our own simulator, which lives as long as the command. */
async function chooseTarget({ target }: Pick<AskOptions, 'target'>): Promise<{
  readonly target: AskTarget;
  readonly release: () => Promise<void>;
}> {
  if (target) return { target, release: () => Promise.resolve() };
  const simulator = await startSimulator({ pace: 'real' });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  writeError(`No agent was given, so the simulator answers (${baseUrl}).\n\n`);
  const agent = { name: 'Simulator', baseUrl, businessId, agentId, clientKey: 'ask-sofia-cli' };
  return { target: { agent, apiKey }, release: () => simulator.close() };
}

function typedLines(signal: AbortSignal): AsyncIterable<string> {
  if (process.stdin.isTTY) writeError('Type a message and Enter; Ctrl+D ends.\n');
  return inputLines(signal);
}

const code = await main();
process.exitCode = outputEnd ?? code;
