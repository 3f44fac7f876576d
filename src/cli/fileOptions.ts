import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { defaultCountries } from '../recordings/redaction/finders/defaultCountries.ts';
import { requestFormats } from '../shared/protocol/inspectorProtocol.ts';
import { faultNames, parseFault, type FaultCall } from '../simulator/faults/faults.ts';
import { addTargetOptions, targetOf, type AskTarget, type TargetFlags } from './targetOptions.ts';
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
  | ({ readonly type: 'redact'; readonly file: string } & RedactFlags);

export type FileCommandOf<T> = Extract<FileCommand, { readonly type: T }>;

/** The agent that a recording is sent to. */
export interface LiveReplay {
  /** Undefined means the simulator. */
  readonly target?: AskTarget;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

interface ReplayFlags extends TargetFlags {
  readonly json: boolean;
  readonly speed?: number;
  readonly fault: readonly FaultCall[];
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
}

interface RedactFlags {
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

/** Adds the commands that read a recording; `done` gets the parsed one. */
export function addFileCommands(
  program: Command,
  env: Variables,
  done: (command: FileCommand) => void,
): void {
  const replay = add(
    program,
    'replay',
    'Plays a recording again, without a network, or says the same to an agent and compares.',
  );
  addTargetOptions(replay)
    .option('--json', 'one JSON object a line on standard output', false)
    .option(
      '--speed <factor>',
      '1 as it was, 2 twice as fast, Infinity without waiting',
      parseSpeed,
    )
    .addOption(
      new Option('--fault <name>', 'spoils the recorded answers; repeated: one for each turn')
        .default([], 'none')
        .argParser(each(turnFault)),
    )
    .option('--offline', 'asks nobody, which is what happens without --live or an agent')
    .option('--live', 'sends the turns to the agent of the options and variables')
    .option('--timeout-ms <ms>', 'limit of each request, with --live', milliseconds)
    .addHelpText(
      'after',
      `The API key is read from SOFIA_API_KEY only. With --live and no agent the simulator answers.
Then exit code 0 says that every turn was answered.
Faults; a number may follow, as in "stall 3":\n${faultLines()}`,
    )
    .action((file: string, flags: ReplayFlags) => {
      const { json, speed = 1, fault: faults } = flags;
      const live = liveReplay(replay, flags, env);
      done({ type: 'replay', file, json, speed, faults, ...(live && { live }) });
    });
  add(program, 'inspect', 'Prints the requests of a recording: each line, when, what.')
    .option('--json', 'one JSON object a request on standard output', false)
    .action((file: string, flags: { json: boolean }) => done({ type: 'inspect', file, ...flags }));
  add(program, 'export', 'Writes a recording in another format.')
    .addOption(
      new Option('--format <name>', 'the conversation, an HTTP Archive, or one request to be run')
        .choices(exportFormats)
        .default('har'),
    )
    .option(
      '--request <n>',
      'only this one, as inspect counts them; of code the last turn',
      positive,
    )
    .option('-o, --out <file>', 'a file that does not exist yet; without it, standard output')
    .action((file: string, flags: ExportFlags) => done({ type: 'export', file, ...flags }));
  add(program, 'redact', 'Replaces what is personal in a recording, and lists each replacement.')
    .option(
      '-o, --out <file>',
      'the redacted recording, a file that does not exist yet, or - for standard output',
    )
    .option('--name <text>', 'a name to replace; may be repeated', each(parseText), [])
    .option(
      '--keep <text>',
      'a text to leave although a rule finds it; may be repeated',
      each(parseText),
      [],
    )
    .option(
      '--pattern <regexp>',
      'something else to replace; may be repeated',
      each(parsePattern),
      [],
    )
    .addOption(
      new Option(
        '--country <code>',
        'whose phone numbers to find without +, such as DE; may be repeated',
      )
        .default([], defaultCountries.join(', '))
        .argParser(each((text) => text.toUpperCase())),
    )
    .option('--likely', 'replaces also what is only likely to be personal', false)
    .addHelpText(
      'after',
      `It looks for the customer's id, the names you give, e-mail addresses, phone and card numbers, IBANs,
CLABEs, national IDs (CPF, CNPJ, RUT, DNI, NIE, CIF, CURP, RFC, CUIT, NIT, RUC, PAN, SSN), IP addresses,
passwords, one-time codes, session cookies, tokens and keys. It does not know postal addresses, nor
names that you do not give: read the copy before you give it away.`,
    )
    .action((file: string, flags: RedactFlags) => done({ type: 'redact', file, ...flags }));
}

/** Variables alone do not send anything: they may be set for other commands. */
function liveReplay(command: Command, flags: ReplayFlags, env: Variables): LiveReplay | undefined {
  const { baseUrl, businessId, agentId, clientKey, timeoutMs, offline, live } = flags;
  const isLive = [baseUrl, businessId, agentId, clientKey].some(Boolean) || live === true;
  if (!isLive) return undefined;
  if (offline) command.error('--offline asks nobody: leave it out, or --live and the agent.');
  if (flags.fault.length > 0 || flags.speed !== undefined)
    command.error('--fault and --speed are for a replay that asks nobody.');
  return { ...targetOf(command, flags, env), ...(timeoutMs !== undefined && { timeoutMs }) };
}

/** A replay opens no session, so faults of init do not apply. */
const turnFaults = Object.entries(faultNames).filter(([name]) => !name.startsWith('init-'));

function turnFault(text: string): FaultCall {
  const call = parseFault(text);
  if (call?.at === 'invoke') return call;
  const names = turnFaults.map(([name]) => name).join(', ');
  throw new InvalidArgumentError(`There is no such fault. There are: ${names}.`);
}

function faultLines(): string {
  return turnFaults.map(([name, description]) => `  ${name.padEnd(16)} ${description}`).join('\n');
}

function add(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument(
      '<file>',
      'a recording, a conversation, an HTTP Archive or an answer as NDJSON; - is standard input',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 all of the file was read, 1 not all of it, 2 a file cannot be used or wrong usage.',
    );
}

/** Collects the values of an option that may be repeated. */
function each<T>(parse: (text: string) => T) {
  return (text: string, before: readonly T[]) => [...before, parse(text)];
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
    throw new InvalidArgumentError('It is no regular expression of JavaScript.');
  }
  if (''.search(pattern) === 0) throw new InvalidArgumentError('It would match everywhere.');
  return pattern;
}

function parseSpeed(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0, or Infinity.');
  return value;
}
