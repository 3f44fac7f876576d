import { createInterface } from 'node:readline';
import { AgentGraphClient } from '../agentGraph/client.ts';
import { defaultTimeouts } from '../agentGraph/transport.ts';
import { createUndiciTransport } from '../agentGraph/undiciTransport.ts';
import { startSimulator } from '../simulator/server.ts';
import { ask } from './askCommand.ts';
import { parseArguments, type AskOptions, type AskTarget } from './options.ts';
import { createJsonPrinter } from './printer.ts';
import { createTextPrinter } from './textPrinter.ts';

const exitCodes = { answered: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const write = (text: string) => void process.stdout.write(text);
const writeError = (text: string) => void process.stderr.write(text);

async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2), process.env);
  if (parsed.type === 'shown') return exitCodes.answered;
  if (parsed.type === 'usage') {
    writeError(`${parsed.problem.trimEnd()}\n`);
    return exitCodes.usage;
  }
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  const isClean = await run(parsed.options, interruption.signal);
  if (interruption.signal.aborted) return exitCodes.interrupted;
  return isClean ? exitCodes.answered : exitCodes.failed;
}

async function run(options: AskOptions, signal: AbortSignal): Promise<boolean> {
  const { target, release } = await chooseTarget(options);
  const transport = createUndiciTransport();
  try {
    const client = new AgentGraphClient({
      ...target,
      transport,
      timeouts: { ...defaultTimeouts, totalMs: options.timeoutMs ?? defaultTimeouts.totalMs },
      log: (line) => writeError(`${line}\n`),
    });
    return await ask({
      client,
      texts: options.texts.length > 0 ? options.texts : standardInput(signal),
      isSync: options.sync,
      printer: options.json ? createJsonPrinter(write) : createTextPrinter(write, writeError),
      signal,
    });
  } finally {
    await transport.dispose();
    await release();
  }
}

/** The agent that was named, or a simulator of our own that lives as long as the command. */
async function chooseTarget({ target }: AskOptions): Promise<{
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

/** The lines of standard input that are not blank; ends at an abort. */
async function* standardInput(signal: AbortSignal): AsyncGenerator<string> {
  if (process.stdin.isTTY) writeError('Type a message and Enter; Ctrl+D ends.\n');
  const lines = createInterface({ input: process.stdin, signal });
  for await (const line of lines) if (line.trim() !== '') yield line;
}

process.exitCode = await main();
