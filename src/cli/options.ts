import { Command, CommanderError } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { addFileCommands, type FileCommand } from './fileOptions.ts';
import { standardStream } from './standardInput.ts';
import { addTestCommands, type TestCommand } from './test/testOptions.ts';
import {
  addTargetOptions,
  parseMilliseconds,
  readTarget,
  type AskTarget,
  type TargetFlags,
} from './targetOptions.ts';

/** The parsed arguments of `ask-sofia ask`. */
export interface AskOptions {
  readonly texts: readonly string[];
  /** Undefined means the simulator: no agent was given. */
  readonly target?: AskTarget;
  readonly json: boolean;
  readonly sync: boolean;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

/** The parsed arguments of `ask-sofia check`. */
export type CheckOptions = Pick<AskOptions, 'target' | 'json' | 'timeoutMs'>;

/** The parsed arguments of `ask-sofia record`. */
export interface RecordOptions extends AskOptions {
  /** Path of the recording, which must not exist yet. */
  readonly out: string;
}

/** `usage` goes to standard error with exit code 2; `shown` is help or the version, exit code 0. */
export type ParsedArguments =
  | { readonly type: 'ask'; readonly options: AskOptions }
  | { readonly type: 'check'; readonly options: CheckOptions }
  | { readonly type: 'record'; readonly options: RecordOptions }
  | { readonly type: 'file'; readonly command: FileCommand }
  | { readonly type: 'scenarios'; readonly command: TestCommand }
  | { readonly type: 'usage'; readonly problem: string }
  | { readonly type: 'shown' };

interface Flags extends TargetFlags {
  readonly json?: boolean;
  readonly sync?: boolean;
  readonly timeoutMs?: number;
  readonly out?: string;
}

/** Reads the arguments (without node and script) and SOFIA_… variables. Never exits or throws. */
export function parseArguments(argv: readonly string[], env: Variables): ParsedArguments {
  let result: ParsedArguments | undefined;
  const program = new Command('ask-sofia')
    .description("Talks to Sofia, Connectly's AI sales agent.")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  addAskOptions(
    program
      .command('ask')
      .description('Opens a session, sends each text as one turn, prints the answers, closes.'),
  ).action((texts: string[], flags: Flags) => {
    result = ask(texts, flags, env);
  });
  addAskOptions(
    program
      .command('record')
      .description('As ask, and keeps what went over the wire, with times and without the key.')
      .requiredOption('-o, --out <file>', 'the recording, a file that does not exist yet'),
  ).action((texts: string[], flags: Flags) => {
    result = record(texts, flags, env);
  });
  addFileCommands(program, env, (command) => {
    result = { type: 'file', command };
  });
  addTestCommands(program, env, (command) => {
    result =
      'problem' in command
        ? { type: 'usage', problem: command.problem }
        : { type: 'scenarios', command };
  });
  const checkCommand = program
    .command('check')
    .description('Goes the whole way to an agent step by step, with one greeting, and reports.');
  addTargetOptions(checkCommand)
    .option('--json', 'the report as one JSON object on standard output')
    .option('--timeout-ms <ms>', 'limit of each request', parseMilliseconds)
    .addHelpText(
      'after',
      '\nThe API key is read from SOFIA_API_KEY only. With no agent given the simulator answers.' +
        '\nExit code: 0 every step works, warnings allowed, 1 a step failed, 2 wrong usage.',
    )
    .action((flags: Flags) => {
      result = check(flags, env);
    });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { type: 'shown' };
    // Without a command, commander prints its help as an error.
    const problem = error.code === 'commander.help' ? program.helpInformation() : error.message;
    return { type: 'usage', problem };
  }
  return result ?? { type: 'usage', problem: program.helpInformation() };
}

function addAskOptions(command: Command): Command {
  return addTargetOptions(
    command.argument('[text...]', 'one turn each; without any, one per line of standard input'),
  )
    .option('--json', 'one JSON object a line on standard output')
    .option('--sync', 'invoke_sync instead of the stream')
    .option('--timeout-ms <ms>', 'limit of each request', parseMilliseconds)
    .addHelpText(
      'after',
      '\nThe API key is read from SOFIA_API_KEY only. With no agent given the simulator answers.' +
        '\nExit code: 0 every turn was answered, 1 a failure, 2 wrong usage or a file cannot be used.',
    );
}

function ask(texts: readonly string[], flags: Flags, env: Variables): ParsedArguments {
  const target = readTarget(flags, env);
  if ('problem' in target) return { type: 'usage', problem: target.problem };
  const options = { texts, sync: flags.sync ?? false, ...common(flags), ...target };
  return { type: 'ask', options };
}

function record(texts: readonly string[], flags: Flags, env: Variables): ParsedArguments {
  const parsed = ask(texts, flags, env);
  if (parsed.type !== 'ask' || flags.out === undefined) return parsed;
  if (flags.out === standardStream) {
    const problem = 'The answers go to standard output. Name a file: --out FILE';
    return { type: 'usage', problem };
  }
  return { type: 'record', options: { ...parsed.options, out: flags.out } };
}

function check(flags: Flags, env: Variables): ParsedArguments {
  const target = readTarget(flags, env);
  if ('problem' in target) return { type: 'usage', problem: target.problem };
  return { type: 'check', options: { ...common(flags), ...target } };
}

function common({ json = false, timeoutMs }: Flags) {
  return { json, ...(timeoutMs !== undefined && { timeoutMs }) };
}
