import { type Command, InvalidArgumentError, Option } from 'commander';
import { faultNames, parseFault } from '../simulator/faults/faults.ts';
import { personaNames, personas } from '../simulator/personaNames.ts';
import { envelopeNames } from '../simulator/server/envelopes.ts';
import { paceNames } from '../simulator/server/pacing.ts';
import type { OtherPrices } from '../simulator/shop/otherPrices.ts';
import type { SimulatorOptions } from '../simulator/simulatorOptions.ts';
import { addHelpSections } from './helpSections.ts';

/** Adds `simulate`; `done` gets its parsed options. */
export function addSimulateCommand(
  program: Command,
  done: (options: SimulatorOptions) => void,
): void {
  const command = program
    .command('simulate')
    .description('Run a local Sofia to test your own application against')
    .option('--port <number>', 'Port on 127.0.0.1; 0 for any free port', wholeNumber, 8787)
    .addOption(choice('--pace <name>', 'How fast it responds', paceNames, 'real'))
    .option('--seed <number>', 'Seed of pauses and phrasings', wholeNumber, 1)
    .addOption(choice('--envelope <form>', 'Format of the stream lines', envelopeNames, 'A'))
    .addOption(
      choice('--persona <name>', 'What is wrong with its responses', personaNames, 'honest'),
    )
    .option('--fault <name>', 'Fault of every turn, or of every init', faultText)
    .option('--prices <list>', 'Prices that differ from the catalog: product=99.90,…', pricesOf)
    .action(done);
  addHelpSections(command, {
    lists: [
      ['Personas:', Object.entries(personas)],
      ['Faults (a number can follow, such as "stall 3"):', Object.entries(faultNames)],
    ],
    examples: ['ask-sofia simulate', 'ask-sofia simulate --port 0 --fault "stall 3"'],
    exitCodes: [
      ['0', 'Stopped with Ctrl+C'],
      ['2', "The port can't be used, or wrong usage"],
    ],
  });
}

function choice(flags: string, description: string, names: readonly string[], usual: string) {
  return new Option(flags, description).choices(names).default(usual);
}

function faultText(text: string): string {
  if (!parseFault(text)) throw new InvalidArgumentError('Use one of the faults in --help.');
  return text;
}

function pricesOf(text: string): OtherPrices {
  const entries = text.split(',').map((part) => {
    const [, id = '', price = ''] = /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
    if (id === '') throw new InvalidArgumentError('Use a list such as tarvexa-meadow=99.90.');
    return [id, Number(price)] as const;
  });
  return Object.fromEntries(entries);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
