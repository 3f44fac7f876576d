import { Command, CommanderError } from 'commander';
import { t } from '../shared/l10n.ts';
import type { Variables } from '../shared/variables.ts';
import type { SimulatorOptions } from '../simulator/simulatorOptions.ts';
import { addFileCommands, type FileCommand } from './fileOptions.ts';
import { addHelpSections, helpStyle } from './helpSections.ts';
import { addSimulateCommand } from './simulateOptions.ts';
import { standardStream } from './standardInput.ts';
import { addTestCommands, type TestCommand } from './test/testOptions.ts';
import { milliseconds } from './test/testOptionValues.ts';
import {
  addTargetOptions,
  targetOf,
  targetVariables,
  type AskTarget,
  type TargetFlags,
} from './targetOptions.ts';

/** Where a command's requests go. */
interface TargetedOptions {
  /** Undefined means the simulator: no agent was given. */
  readonly target?: AskTarget;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

/** The parsed arguments of `ask-sofia check`. */
export interface CheckOptions extends TargetedOptions {
  readonly json?: boolean;
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

/** The parsed arguments of `ask-sofia chat`. */
export interface ChatOptions extends TargetedOptions {
  /** Path of a recording, which must not exist yet; undefined records nothing. */
  readonly out?: string;
}

/** `usage` goes to standard error with exit code 2; `shown` is help, exit code 0. */
export type ParsedArguments =
  | { readonly type: 'ask'; readonly options: AskOptions }
  | { readonly type: 'chat'; readonly options: ChatOptions }
  | { readonly type: 'check'; readonly options: CheckOptions }
  | { readonly type: 'record'; readonly options: RecordOptions }
  | { readonly type: 'simulate'; readonly options: SimulatorOptions }
  | { readonly type: 'file'; readonly command: FileCommand }
  | { readonly type: 'scenarios'; readonly command: TestCommand }
  | { readonly type: 'version' }
  | { readonly type: 'usage'; readonly problem: string }
  | { readonly type: 'shown' };

type Flags<Options> = TargetFlags & Omit<Options, 'texts' | 'target'>;

/** Reads the arguments (without node and script) and SOFIA_… variables. Never exits or throws. */
export function parseArguments(argv: readonly string[], env: Variables): ParsedArguments {
  let result: ParsedArguments | undefined;
  let problem = '';
  const program = createProgram(
    () => (result = { type: 'version' }),
    (text) => (problem += text),
  );
  program.commandsGroup('Agents:');
  addAskCommand(program.command('ask'), 'Send messages to an agent and print its responses').action(
    (texts: string[], flags: Flags<AskOptions>, command: Command) => {
      result = { type: 'ask', options: { ...flags, texts, ...targetOf(command, flags, env) } };
    },
  );
  addChatCommand(program).action((flags: Flags<ChatOptions>, command: Command) => {
    result = { type: 'chat', options: { ...flags, ...targetOf(command, flags, env) } };
    refuseStandardOutput(command, flags);
  });
  addCheckCommand(program).action((flags: Flags<CheckOptions>, command: Command) => {
    result = { type: 'check', options: { ...flags, ...targetOf(command, flags, env) } };
  });
  addSimulateCommand(program, (options) => {
    result = { type: 'simulate', options };
  });
  program.commandsGroup('Scenarios:');
  addTestCommands(program, env, (command) => {
    result = { type: 'scenarios', command };
  });
  program.commandsGroup('Recordings:');
  addAskCommand(
    program
      .command('record')
      .requiredOption('-o, --out <file>', 'New file for the recording (required)'),
    'Like ask, but save every request and response',
  ).action((texts: string[], flags: Flags<RecordOptions>, command: Command) => {
    result = { type: 'record', options: { ...flags, texts, ...targetOf(command, flags, env) } };
    refuseStandardOutput(command, flags);
  });
  addFileCommands(program, env, (command) => {
    result = { type: 'file', command };
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return result ?? { type: 'shown' };
    return { type: 'usage', problem };
  }
  return result ?? { type: 'usage', problem: program.helpInformation() };
}

/**
 * The program without its commands. `onVersion` runs when the version is asked for, `writeProblem`
 * gets wrong usage in words, or the help if there is no command.
 */
function createProgram(onVersion: () => void, writeProblem: (text: string) => void): Command {
  const program = new Command('ask-sofia')
    .description("Test Sofia, Connectly's AI sales agent, from the command line")
    .usage('<command> [options]')
    .exitOverride()
    .configureOutput({ writeErr: writeProblem })
    .showHelpAfterError('Use --help for more information.')
    .configureHelp(helpStyle)
    .helpOption('-h, --help', t('Show help'))
    .helpCommand('help [command]')
    .option('-v, --version', 'Show the version')
    .on('option:version', () => {
      onVersion();
      throw new CommanderError(0, 'commander.version', '');
    });
  return addHelpSections(program, {
    examples: [
      'ask-sofia chat',
      'ask-sofia ask "Do you have running shoes?"',
      'ask-sofia test --demo first.sofia.yaml',
      'ask-sofia test --help',
    ],
    environment: [
      ['SOFIA_BASE_URL', 'API base URL'],
      ['SOFIA_BUSINESS_ID', 'Business ID, from the onboarding email'],
      ['SOFIA_AGENT_ID', 'Agent ID, from the onboarding email'],
      ['SOFIA_CLIENT_KEY', 'Customer ID to send'],
      ...targetVariables(),
    ],
    exitCodes: [
      ['0', 'Success'],
      ['1', 'An agent failed, or a file is damaged'],
      ['2', "The command couldn't run, or wrong usage"],
      ['130', 'Interrupted'],
    ],
  });
}

/** The answers go there already. */
function refuseStandardOutput(command: Command, { out }: { readonly out?: string }): void {
  if (out === standardStream)
    command.error('Standard output is taken by the responses. Write to a file: --out FILE');
}

const turnExitCodes = [
  ['0', 'Every turn got a response'],
  ['1', 'A turn failed'],
  ['2', "A file can't be used, or wrong usage"],
  ['130', 'Interrupted'],
] as const;

function addAskCommand(command: Command, description: string): Command {
  const name = command.name();
  const out = name === 'record' ? ' --out talk.ndjson' : '';
  addTargetOptions(
    command
      .description(description)
      .argument('[text...]', 'Messages, one turn each; without any, lines of standard input')
      .option('--json', 'Print one JSON object per line')
      .option('--sync', 'Use invoke_sync instead of the stream')
      .option('--timeout-ms <ms>', t('Time limit of each request'), milliseconds),
  );
  return addHelpSections(command, {
    ...(name === 'record' && { note: 'A recording has the exact times, and never the API key.' }),
    examples: [`ask-sofia ${name}${out} "Running shoes, please" "Anything cheaper?"`],
    environment: targetVariables(),
    exitCodes: turnExitCodes,
  });
}

function addChatCommand(program: Command): Command {
  const command = program
    .command('chat')
    .description('Chat with an agent in the terminal')
    .option('-o, --out <file>', 'Also save the conversation as a recording, in a new file')
    .option('--timeout-ms <ms>', t('Time limit of each request'), milliseconds);
  return addHelpSections(addTargetOptions(command), {
    lists: [
      [
        'In the chat:',
        [
          ['7', 'Choose number 7 of the last response'],
          ['\\7', 'Send the text "7"'],
          ['/new', 'Start a new session'],
          ['/quit, Ctrl+D', 'End the chat'],
          ['Ctrl+C', 'Stop the response; at the prompt, end the chat'],
        ],
      ],
    ],
    examples: ['ask-sofia chat', 'ask-sofia chat --out talk.ndjson'],
    environment: targetVariables(),
    exitCodes: turnExitCodes,
  });
}

function addCheckCommand(program: Command): Command {
  const command = program
    .command('check')
    .description('Check the connection to an agent, step by step')
    .option('--json', 'Print the report as one JSON object')
    .option('--timeout-ms <ms>', t('Time limit of each request'), milliseconds);
  return addHelpSections(addTargetOptions(command), {
    examples: ['ask-sofia check', 'ask-sofia check --base-url https://gateway.example --json'],
    environment: targetVariables(),
    exitCodes: [
      ['0', 'Every step works; there may be warnings'],
      ['1', 'A step failed'],
      ['2', 'Wrong usage'],
      ['130', 'Interrupted'],
    ],
  });
}
