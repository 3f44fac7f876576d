import { catalogue } from '../shop/catalogue.ts';
import { suggestions, textMessage, type Step } from '../responseEvents.ts';
import { faultNames, parseFault } from '../faults/faults.ts';
import { recommendation } from '../productEvents.ts';
import type { Said } from '../turn.ts';

/** Commands for testers, typed into the chat. */
interface ChatCommand {
  readonly usage: string;
  readonly description: string;
  readonly run: (said: Said, words: readonly string[]) => Iterable<Step>;
}

const maxBurst = 1_000_000;
const maxProducts = 500;

/** To add a command, add a row. */
const commands: Readonly<Record<string, ChatCommand>> = {
  help: { usage: '/help', description: 'this list', run: showHelp },
  fault: {
    usage: '/fault NAME [N]',
    description: 'an answer with a fault in it',
    run: (said, [name = '', amount = '']) => demonstrate(said, `${name} ${amount}`),
  },
  slow: {
    usage: '/slow [LINES] [MS]',
    description: 'so many lines (20), so many milliseconds apart (1000), at any pace',
    run: (_, [lines, ms]) => slowly(wholeNumber(lines, 20, 10_000), wholeNumber(ms, 1000, 600_000)),
  },
  burst: {
    usage: '/burst [EVENTS]',
    description: 'so many events (1000) without a pause',
    run: (_, [events]) => burst(wholeNumber(events, 1000, maxBurst)),
  },
  products: {
    usage: '/products [COUNT]',
    description: 'one recommendation of so many products (50)',
    run: (said, [count]) => {
      const all = Array.from({ length: wholeNumber(count, 50, maxProducts) }, (_, index) =>
        catalogue.slice(index % catalogue.length).slice(0, 1),
      ).flat();
      return [recommendation(said, all)];
    },
  },
};

/** The response to a text that starts with a slash. An unknown command gets the list. */
export function runCommand(said: Said): Iterable<Step> {
  const [name = '', ...words] = said.text.trim().slice(1).toLowerCase().split(/\s+/);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command ? command.run(said, words) : showHelp(said);
}

/** The fault that a text asks for. */
export function typedFault(text: string) {
  const name = /^\s*\/fault\s+(\S.*)$/i.exec(text)?.[1];
  return name === undefined ? undefined : parseFault(name);
}

function showHelp({ say }: Said): readonly Step[] {
  const rows = Object.values(commands).map(
    ({ usage, description }) => `- \`${usage}\`: ${description}`,
  );
  return [
    textMessage(say.help),
    textMessage(`${say.commands}\n\n${rows.join('\n')}`),
    textMessage(faultList()),
  ];
}

function faultList(): string {
  const rows = Object.entries(faultNames).map(
    ([name, description]) => `- \`/fault ${name}\`: ${description}`,
  );
  return rows.join('\n');
}

/** Lines of several kinds, for the fault to happen among. */
function demonstrate(said: Said, text: string): readonly Step[] {
  const fault = parseFault(text);
  if (!fault) return [textMessage(faultList())];
  return [
    textMessage(`Fault \`${fault.name}\`: ${faultNames[fault.name] ?? ''}.`),
    recommendation(said, catalogue.slice(0, 2)),
    textMessage('This line comes after the products.'),
    suggestions('/help', ...said.say.chips.start),
  ];
}

function* slowly(lines: number, waitMs: number): Generator<Step> {
  for (let line = 1; line <= lines; line++) {
    yield { ...textMessage(`Line ${line} of ${lines}.`), waitMs };
  }
}

function* burst(events: number): Generator<Step> {
  for (let event = 1; event <= events; event++) {
    yield { ...textMessage(`Event ${event} of ${events}.`), waitMs: 0 };
  }
}

function wholeNumber(word: string | undefined, usual: number, most: number): number {
  return word !== undefined && /^\d{1,9}$/.test(word) ? Math.min(Number(word), most) : usual;
}
