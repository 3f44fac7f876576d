import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { defaultBaseUrl, normalizeBaseUrl } from '../agentGraph/baseUrl.ts';
import { describeFailure } from '../shared/describeFailure.ts';
import type { Agent } from '../shared/model.ts';

/** Whom to ask. The key comes from the environment and goes into no output. */
export interface AskTarget {
  readonly agent: Agent;
  readonly apiKey: string;
}

/** What `ask-sofia ask` was told to do. */
export interface AskOptions {
  readonly texts: readonly string[];
  /** Undefined: nothing was said about an agent, so the simulator is meant. */
  readonly target?: AskTarget;
  readonly json: boolean;
  readonly sync: boolean;
  /** Limit of each request in milliseconds. */
  readonly timeoutMs?: number;
}

/** `usage` goes to standard error with exit code 2; `shown` is help or the version, exit code 0. */
export type ParsedArguments =
  | { readonly type: 'ask'; readonly options: AskOptions }
  | { readonly type: 'usage'; readonly problem: string }
  | { readonly type: 'shown' };

type Environment = Readonly<Record<string, string | undefined>>;

interface Flags {
  readonly baseUrl?: string;
  readonly businessId?: string;
  readonly agentId?: string;
  readonly clientKey?: string;
  readonly json?: boolean;
  readonly sync?: boolean;
  readonly timeoutMs?: number;
}

const defaultClientKey = 'ask-sofia-cli';

/** Reads the arguments (without node and script) and the SOFIA_… variables. Never exits, never throws. */
export function parseArguments(argv: readonly string[], env: Environment): ParsedArguments {
  let result: ParsedArguments | undefined;
  const program = new Command('ask-sofia')
    .description("Talks to Sofia, Connectly's AI sales agent.")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  program
    .command('ask')
    .description('Opens a session, sends each text as one turn, prints the answers, closes.')
    .argument('[text...]', 'one turn each; without any, one per line of standard input')
    .option('--base-url <url>', `where the API is, SOFIA_BASE_URL (default ${defaultBaseUrl})`)
    .option('--business-id <id>', 'business_id of the onboarding mail, SOFIA_BUSINESS_ID')
    .option('--agent-id <id>', 'agent_descriptor_id of the onboarding mail, SOFIA_AGENT_ID')
    .option(
      '--client-key <id>',
      `the customer's id, SOFIA_CLIENT_KEY (default ${defaultClientKey})`,
    )
    .option('--json', 'one JSON object a line on standard output')
    .option('--sync', 'invoke_sync instead of the stream')
    .option('--timeout-ms <ms>', 'limit of each request', parseMilliseconds)
    .addHelpText(
      'after',
      '\nThe API key is read from SOFIA_API_KEY only. With no agent given the simulator answers.' +
        '\nExit code: 0 every turn was answered, 1 a failure, 2 wrong usage.',
    )
    .action((texts: string[], flags: Flags) => {
      result = ask(texts, flags, env);
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

function ask(texts: readonly string[], flags: Flags, env: Environment): ParsedArguments {
  const rest = {
    texts,
    json: flags.json ?? false,
    sync: flags.sync ?? false,
    ...(flags.timeoutMs !== undefined && { timeoutMs: flags.timeoutMs }),
  };
  const given = {
    baseUrl: flags.baseUrl ?? env['SOFIA_BASE_URL'],
    businessId: flags.businessId ?? env['SOFIA_BUSINESS_ID'],
    agentId: flags.agentId ?? env['SOFIA_AGENT_ID'],
    apiKey: env['SOFIA_API_KEY'],
  };
  if (Object.values(given).every((value) => !value)) return { type: 'ask', options: rest };
  const { businessId, agentId, apiKey } = given;
  if (!businessId || !agentId || !apiKey) {
    const missing = [
      ...(businessId ? [] : ['--business-id or SOFIA_BUSINESS_ID']),
      ...(agentId ? [] : ['--agent-id or SOFIA_AGENT_ID']),
      ...(apiKey ? [] : ['SOFIA_API_KEY']),
    ];
    const hint = 'Give it, or give nothing about an agent to talk to the simulator.';
    return { type: 'usage', problem: `Missing: ${missing.join(', ')}. ${hint}` };
  }
  const baseUrl = normalizeBaseUrl(given.baseUrl ?? defaultBaseUrl);
  if (baseUrl.type === 'failed') {
    return { type: 'usage', problem: `--base-url: ${describeFailure(baseUrl.failure).detail}` };
  }
  if (baseUrl.type === 'aborted') return { type: 'shown' };
  const clientKey = flags.clientKey ?? env['SOFIA_CLIENT_KEY'] ?? defaultClientKey;
  const agent = { name: 'ask-sofia', businessId, agentId, baseUrl: baseUrl.value, clientKey };
  return { type: 'ask', options: { ...rest, target: { agent, apiKey } } };
}

function parseMilliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a whole number of milliseconds above 0.');
  }
  return value;
}
