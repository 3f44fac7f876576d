import { once } from 'node:events';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { envelopeNames } from './server/envelopes.ts';
import { faultNames, parseFault } from './faults/faults.ts';
import type { OtherPrices } from './shop/otherPrices.ts';
import { paceNames } from './server/pacing.ts';
import { personaNames, personas } from './personas.ts';
import { startSimulator, type Simulator } from './server/server.ts';
import type { SimulatorOptions } from './simulatorOptions.ts';

type CommandOptions = SimulatorOptions & { readonly port: number };

/** The command line of the simulator. Resolves with the exit code; Ctrl+C ends it with 0. */
export async function runSimulator(args: readonly string[]): Promise<number> {
  const command = describeCommand();
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    return error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  }
  const options = command.opts<CommandOptions>();
  const simulator = await start(options);
  if (!simulator) return 1;
  process.stdout.write(
    [
      'A simulated Sofia is listening. Stop it with Ctrl+C.',
      `  Base URL     ${simulator.baseUrl}`,
      `  Business ID  ${simulator.businessId}`,
      `  Agent ID     ${simulator.agentId}`,
      `  API key      ${simulator.apiKey}`,
      'Type /help in the chat for its commands.',
      '',
    ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await simulator.close();
  return 0;
}

async function start(options: CommandOptions): Promise<Simulator | undefined> {
  try {
    return await startSimulator(options);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const reason =
      code === 'EADDRINUSE'
        ? `Port ${options.port} is taken: choose another one with --port, or 0 for any.`
        : `The simulator cannot listen on port ${options.port} (${code}).`;
    process.stderr.write(`${reason}\n`);
    return undefined;
  }
}

function describeCommand(): Command {
  return new Command('simulator')
    .description('A local Sofia that speaks the Agent Graph API on 127.0.0.1.')
    .exitOverride()
    .option('--port <number>', 'port to listen on, 0 for any', wholeNumber, 8787)
    .addOption(choice('--pace <name>', 'how fast it answers', paceNames, 'real'))
    .option('--seed <number>', 'decides pauses and phrasings', wholeNumber, 1)
    .addOption(choice('--envelope <form>', 'form of the stream lines', envelopeNames, 'A'))
    .addOption(
      choice('--persona <name>', 'what is wrong with all its answers', personaNames, 'honest'),
    )
    .option(
      '--fault <name>',
      'a fault for every turn, or for every init; a number may follow: "stall 3"',
      faultText,
    )
    .option(
      '--prices <list>',
      'other prices than the catalogue has: "tarvexa-meadow=99.90,…"',
      pricesOf,
    )
    .addHelpText('after', `\nPersonas:\n${lines(personas)}\n\nFaults:\n${lines(faultNames)}`);
}

function choice(flags: string, description: string, names: readonly string[], usual: string) {
  return new Option(flags, description).choices(names).default(usual);
}

function faultText(text: string): string {
  if (!parseFault(text)) throw new InvalidArgumentError('There is no such fault, see --help.');
  return text;
}

function pricesOf(text: string): OtherPrices {
  const entries = text.split(',').map((part) => {
    const [, id = '', price = ''] = /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
    if (id === '') throw new InvalidArgumentError('It must be like tarvexa-meadow=99.90.');
    return [id, Number(price)] as const;
  });
  return Object.fromEntries(entries);
}

function lines(table: Readonly<Record<string, string>>): string {
  return Object.entries(table)
    .map(([name, description]) => `  ${name.padEnd(22)} ${description}`)
    .join('\n');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
  return Number(text);
}
