import { InvalidArgumentError, type Command } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { defaultBaseUrl, normalizeBaseUrl } from '../agentGraph/http/baseUrl.ts';
import { cleanQuoted, cleanValue, idProblem } from '../shared/cleanValue.ts';
import type { Agent } from '../shared/agent.ts';
import { failureCause } from '../shared/failure/describeFailure.ts';

/** The agent to talk to. The key comes from the environment and is never printed. */
export interface AskTarget {
  readonly agent: Agent;
  readonly apiKey: string;
}

/** Every API key in the environment, for whichever agent. */
export function environmentKeys(env: Variables): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    /^SOFIA_API_KEY(?:_|$)/.test(name) && cleanQuoted(value) !== '' ? [cleanQuoted(value)] : [],
  );
}

/** The parsed values of `addTargetOptions`. */
export interface TargetFlags {
  readonly baseUrl?: string;
  readonly businessId?: string;
  readonly agentId?: string;
  readonly clientKey?: string;
}

const defaultClientKey = 'ask-sofia-cli';

/** Adds the options that name an agent. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--base-url <url>', `where the API is, SOFIA_BASE_URL (default ${defaultBaseUrl})`)
    .option('--business-id <id>', 'business_id of the onboarding email, SOFIA_BUSINESS_ID')
    .option('--agent-id <id>', 'agent_descriptor_id of the onboarding email, SOFIA_AGENT_ID')
    .option(
      '--client-key <id>',
      `the customer's id, SOFIA_CLIENT_KEY (default ${defaultClientKey})`,
    );
}

/** The named agent; empty means the simulator. */
export function readTarget(
  flags: TargetFlags,
  env: Variables,
): { readonly target?: AskTarget } | { readonly problem: string } {
  const given = {
    baseUrl: flags.baseUrl ?? env['SOFIA_BASE_URL'],
    businessId: cleanQuoted(flags.businessId ?? env['SOFIA_BUSINESS_ID'] ?? ''),
    agentId: cleanQuoted(flags.agentId ?? env['SOFIA_AGENT_ID'] ?? ''),
    apiKey: cleanQuoted(env['SOFIA_API_KEY'] ?? ''),
  };
  if (Object.values(given).every((value) => !value)) return {};
  const { businessId, agentId, apiKey } = given;
  if (!businessId || !agentId || !apiKey) {
    const missing = [
      ...(businessId ? [] : ['--business-id or SOFIA_BUSINESS_ID']),
      ...(agentId ? [] : ['--agent-id or SOFIA_AGENT_ID']),
      ...(apiKey ? [] : ['SOFIA_API_KEY']),
    ];
    const hint = 'Give it, or give nothing about an agent to talk to the simulator.';
    return { problem: `Missing: ${missing.join(', ')}. ${hint}` };
  }
  const baseUrl = normalizeBaseUrl(given.baseUrl ?? defaultBaseUrl);
  if (baseUrl.type !== 'done') {
    const detail = baseUrl.type === 'failed' ? failureCause(baseUrl.failure) : '';
    return { problem: `--base-url: ${detail}` };
  }
  const odd = idProblems(businessId, agentId);
  if (odd !== undefined) return { problem: odd };
  const clientKey = cleanValue(flags.clientKey ?? env['SOFIA_CLIENT_KEY'] ?? defaultClientKey);
  const agent = { name: 'ask-sofia', businessId, agentId, baseUrl: baseUrl.value, clientKey };
  return { target: { agent, apiKey } };
}

function idProblems(businessId: string, agentId: string): string | undefined {
  const named = [
    ['--business-id or SOFIA_BUSINESS_ID', idProblem(businessId)],
    ['--agent-id or SOFIA_AGENT_ID', idProblem(agentId)],
  ] as const;
  return named.flatMap(([name, problem]) => (problem ? [`${name}: ${problem}`] : []))[0];
}

/** An argument parser for commander. */
export function parseMilliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a whole number of milliseconds above 0.');
  }
  return value;
}
