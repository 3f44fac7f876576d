import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { defaultCountries } from '../recordings/redaction/finders/defaultCountries.ts';
import { requestFormats } from '../shared/protocol/inspectorProtocol.ts';
import { faultNames, parseFault, type FaultCall } from '../simulator/faults/faults.ts';
import { addHelpSections } from './helpSections.ts';
import type { PageLanguage } from './output/speak.ts';
import {
  addTargetOptions,
  targetOf,
  targetVariables,
  type AskTarget,
  type TargetFlags,
} from './targetOptions.ts';
import { languageOption } from './test/reportOptions.ts';
import { milliseconds, positive } from './test/testOptionValues.ts';

/** Formats that `ask-sofia export` can write. */
const exportFormats = ['md', 'html', 'json', 'har', ...requestFormats] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The parsed arguments of a command that reads a recording. */
export type FileCommand =
  | {
      readonly type: 'replay';
      readonly file: string;
      /** Print one JSON object per line instead of lines for people. */
      readonly json: boolean;
      /** 1 is the pace of the recording; `Infinity` does not wait. */
      readonly speed: number;
      /** One per turn; the last applies to all later turns. Empty leaves the turns unchanged. */
      readonly faults: readonly FaultCall[];
      /** Present when the turns are sent to an agent to compare its responses. */
      readonly live?: LiveReplay;
    }
  | { readonly type: 'inspect'; readonly file: string; readonly json: boolean }
  | ({ readonly type: 'export'; readonly file: string } & ExportFlags)
  | ({ readonly type: 'redact'; readonly file: string } & RedactOptions);

export type FileCommandOf<T> = Extract<FileCommand, { readonly type: T }>;

/** The agent that a recording is sent to. */
export interface LiveReplay {
  /** Undefined means the simulator. */
  readonly target?: AskTarget;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

interface ReplayFlags extends TargetFlags {
  readonly json?: boolean;
  readonly speed?: number;
  readonly fault?: readonly FaultCall[];
  readonly offline?: boolean;
  readonly live?: boolean;
  readonly timeoutMs?: number;
}

interface ExportFlags {
  readonly format: ExportFormat;
  /** A request's number as in `inspect`. Undefined means all; for code, the last turn. */
  readonly request?: number;
  /** A file that does not exist yet; undefined means standard output. */
  readonly out?: string;
  /** Language of the HTML; missing means the environment's. */
  readonly language?: PageLanguage;
}

interface RedactOptions {
  /** A file that does not exist yet, or `-`; undefined only shows what would be replaced. */
  readonly out?: string;
  readonly name: readonly string[];
  readonly pattern: readonly RegExp[];
  /** Texts to keep even if a rule finds them. */
  readonly keep: readonly string[];
  /**
   * Countries whose phone numbers are found without country code, in capitals but not yet checked;
   * empty means the defaults.
   */
  readonly country: readonly string[];
  /** Also replace what is only likely to be personal. */
  readonly likely: boolean;
}

type RedactFlags = Partial<RedactOptions>;

/** Adds the commands that read a recording; `done` gets the parsed one. */
export function addFileCommands(
  program: Command,
  env: Variables,
  done: (command: FileCommand) => void,
): void {
  const replay = add(program, 'replay', 'Replay a recording, offline or against an agent')
    .option('--json', 'Print one JSON object per line')
    .addOption(
      new Option('--speed <factor>', '2 is twice as fast, Infinity has no pauses')
        .default(undefined, '1')
        .argParser(parseSpeed),
    )
    .option(
      '--fault <name>',
      'Fault to add to the responses; repeat it for one per turn',
      each(turnFault),
    )
    .option('--offline', 'Send nothing; the default without --live or an agent')
    .option('--live', 'Send the messages to the agent and compare its responses')
    .option('--timeout-ms <ms>', 'Time limit of each request, with --live', milliseconds);
  addTargetOptions(replay).action((file: string, flags: ReplayFlags) => {
    const { json = false, speed = 1, fault: faults = [] } = flags;
    const live = liveReplay(replay, flags, env);
    done({ type: 'replay', file, json, speed, faults, ...(live && { live }) });
  });
  addHelpSections(replay, {
    lists: [['Faults (a number can follow, such as "stall 3"):', turnFaults]],
    examples: [
      'ask-sofia replay talk.ndjson --speed 4',
      'ask-sofia replay talk.ndjson --fault "stall 3"',
      'ask-sofia replay talk.ndjson --live',
    ],
    environment: targetVariables(),
    exitCodes: [
      ['0', 'The whole file was replayed; with --live, every turn got a response'],
      ['1', 'A part of the file is damaged, or a turn failed'],
      cannotRunCode,
    ],
  });
  addHelpSections(
    add(program, 'inspect', 'List the requests of a recording, line by line')
      .option('--json', 'Print one JSON object per request')
      .action((file: string, { json = false }: { readonly json?: boolean }) =>
        done({ type: 'inspect', file, json }),
      ),
    { examples: ['ask-sofia inspect talk.ndjson'], exitCodes: fileExitCodes },
  );
  addHelpSections(
    add(program, 'export', 'Convert a recording to another format')
      .addOption(
        new Option('--format <name>', 'Output format').choices(exportFormats).default('har'),
      )
      .addOption(
        new Option('--request <n>', 'Only request <n>, as numbered by inspect')
          .default(undefined, 'all; for code, the last turn')
          .argParser(positive),
      )
      .addOption(languageOption())
      .option('-o, --out <file>', 'New file to write instead of standard output')
      .action((file: string, flags: ExportFlags) => done({ type: 'export', file, ...flags })),
    {
      examples: [
        'ask-sofia export talk.ndjson --format html --out talk.html',
        'ask-sofia export talk.ndjson --format curl --request 3',
      ],
      exitCodes: fileExitCodes,
    },
  );
  addRedact(program, done);
}

function addRedact(program: Command, done: (command: FileCommand) => void): void {
  const redact = add(program, 'redact', 'Replace personal data in a recording')
    .option(
      '-o, --out <file>',
      'New file to write, or - for standard output; without it, only list',
    )
    .option('--name <text>', 'Name to replace; repeatable', each(parseText))
    .option('--pattern <regex>', 'Other text to replace; repeatable', each(parsePattern))
    .option('--keep <text>', 'Text to keep even if a rule finds it; repeatable', each(parseText))
    .addOption(
      new Option('--country <code>', 'Country for phone numbers without +; repeatable')
        .default(undefined, defaultCountries.join(', '))
        .argParser(each((text) => text.toUpperCase())),
    )
    .option('--likely', 'Also replace text that is only likely to be personal')
    .action(
      (
        file: string,
        { name = [], pattern = [], keep = [], country = [], likely = false, out }: RedactFlags,
      ) => {
        const lists = { name, pattern, keep, country };
        done({ type: 'redact', file, ...lists, likely, ...(out !== undefined && { out }) });
      },
    );
  addHelpSections(redact, {
    note: `Lists what it replaces: the customer ID, the names you give, email addresses, phone and card numbers, IBANs, CLABEs, national IDs (CPF, CNPJ, RUT, DNI, NIE, CIF, CURP, RFC, CUIT, NIT, RUC, PAN, SSN), IP addresses, passwords, one-time codes, session cookies, tokens, and keys. It doesn't find postal addresses, or names that you don't give: read the copy before you share it.`,
    examples: ['ask-sofia redact talk.ndjson --name "Ana Gómez" --out shared.ndjson'],
    exitCodes: fileExitCodes,
  });
}

const cannotRunCode = ['2', "A file can't be used, or wrong usage"] as const;
const fileExitCodes = [
  ['0', 'The whole file was read'],
  ['1', 'A part of the file is damaged, or what you asked for is missing'],
  cannotRunCode,
] as const;

/** Variables alone do not send anything: they may be set for other commands. */
function liveReplay(command: Command, flags: ReplayFlags, env: Variables): LiveReplay | undefined {
  const { baseUrl, businessId, agentId, clientKey, timeoutMs, offline, live } = flags;
  const isLive = [baseUrl, businessId, agentId, clientKey].some(Boolean) || live === true;
  if (!isLive) return undefined;
  if (offline) command.error("--offline sends nothing: don't combine it with --live or an agent.");
  if (flags.fault !== undefined || flags.speed !== undefined)
    command.error("--fault and --speed work only offline: don't combine them with an agent.");
  return { ...targetOf(command, flags, env), ...(timeoutMs !== undefined && { timeoutMs }) };
}

/** A replay opens no session, so faults of init do not apply. */
const turnFaults = Object.entries(faultNames).filter(([name]) => !name.startsWith('init-'));

function turnFault(text: string): FaultCall {
  const call = parseFault(text);
  if (call?.at === 'invoke') return call;
  const names = turnFaults.map(([name]) => name).join(', ');
  throw new InvalidArgumentError(`Use one of: ${names}.`);
}

function add(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument(
      '<file>',
      'Recording, exported conversation (JSON), HAR file, or saved response; - is standard input',
    );
}

/** Collects the values of an option that may be repeated. */
function each<T>(parse: (text: string) => T) {
  return (text: string, before: readonly T[] = []) => [...before, parse(text)];
}

function parseText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

function parsePattern(text: string): RegExp {
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, 'gu');
  } catch {
    throw new InvalidArgumentError("It isn't a valid JavaScript regular expression.");
  }
  if (''.search(pattern) === 0) throw new InvalidArgumentError('It also matches empty text.');
  return pattern;
}

function parseSpeed(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0, or Infinity.');
  return value;
}
