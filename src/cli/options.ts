import { Command, CommanderError } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { addFileCommands, type FileCommand } from './fileOptions.ts';
import { standardStream } from './standardInput.ts';
import { addTestCommands, type TestCommand } from './test/testOptions.ts';
import { addTargetOptions, targetOf, type AskTarget, type TargetFlags } from './targetOptions.ts';
import { milliseconds } from './test/testOptionValues.ts';

/** The parsed arguments of `ask-sofia check`. */
export interface CheckOptions {
  /** Undefined means the simulator: no agent was given. */
  readonly target?: AskTarget;
  readonly json?: boolean;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

/** The parsed arguments of `ask-sofia ask`. */
export interface AskOptions extends CheckOptions {
  readonly texts: readonly string[];
  readonly sync?: boolean;
}

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

type Flags<Options> = TargetFlags & Omit<Options, 'texts' | 'target'>;

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
  ).action((texts: string[], flags: Flags<AskOptions>, command: Command) => {
    result = { type: 'ask', options: { ...flags, texts, ...targetOf(command, flags, env) } };
  });
  addAskOptions(
    program
      .command('record')
      .description('As ask, and keeps what went over the wire, with times and without the key.')
      .requiredOption('-o, --out <file>', 'the recording, a file that does not exist yet'),
  ).action((texts: string[], flags: Flags<RecordOptions>, command: Command) => {
    result = { type: 'record', options: { ...flags, texts, ...targetOf(command, flags, env) } };
    if (flags.out === standardStream)
      command.error('The answers go to standard output. Name a file: --out FILE');
  });
  addFileCommands(program, env, (command) => {
    result = { type: 'file', command };
  });
  addTestCommands(program, env, (command) => {
    result = { type: 'scenarios', command };
  });
  addTargetOptions(
    program
      .command('check')
      .description('Goes the whole way to an agent step by step, with one greeting, and reports.'),
  )
    .option('--json', 'the report as one JSON object on standard output')
    .option('--timeout-ms <ms>', 'limit of each request', milliseconds)
    .addHelpText(
      'after',
      '\nThe API key is read from SOFIA_API_KEY only. With no agent given the simulator answers.' +
        '\nExit code: 0 every step works, warnings allowed, 1 a step failed, 2 wrong usage.',
    )
    .action((flags: Flags<CheckOptions>, command: Command) => {
      result = { type: 'check', options: { ...flags, ...targetOf(command, flags, env) } };
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
    .option('--timeout-ms <ms>', 'limit of each request', milliseconds)
    .addHelpText(
      'after',
      '\nThe API key is read from SOFIA_API_KEY only. With no agent given the simulator answers.' +
        '\nExit code: 0 every turn was answered, 1 a failure, 2 wrong usage or a file cannot be used.',
    );
}
