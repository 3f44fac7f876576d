import { type Command, Option } from 'commander';
import type { Variables } from '../shared/variables.ts';
import { defaultBaseUrl, normalizeBaseUrl } from '../agentGraph/http/baseUrl.ts';
import { cleanQuoted, cleanValue, idProblem } from '../shared/cleanValue.ts';
import type { Agent } from '../shared/agent.ts';
import { failureCause } from '../shared/failure/describeFailure.ts';
import { t } from '../shared/l10n.ts';

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

/** Adds the options that name an agent below a heading; options added later stand below another. */
export function addTargetOptions(
  command: Command,
  heading = 'Agent (without one, the simulator responds):',
): Command {
  return command
    .optionsGroup(heading)
    .addOption(
      new Option('--base-url <url>', t('API base URL [env: SOFIA_BASE_URL]')).default(
        undefined,
        defaultBaseUrl,
      ),
    )
    .option('--business-id <id>', t('Business ID [env: SOFIA_BUSINESS_ID]'))
    .option('--agent-id <id>', t('Agent ID [env: SOFIA_AGENT_ID]'))
    .addOption(
      new Option('--client-key <id>', t('Customer ID to send [env: SOFIA_CLIENT_KEY]')).default(
        undefined,
        defaultClientKey,
      ),
    )
    .optionsGroup('Options:');
}

/** The variables of every command that talks to an agent. */
export function targetVariables(): readonly (readonly [name: string, description: string])[] {
  return [
    ['SOFIA_API_KEY', t("API key; it can't be passed as an option")],
    ['HTTPS_PROXY, NO_PROXY', t('Proxy, and hosts that need none')],
    ['NODE_EXTRA_CA_CERTS', t('File with more certificate authorities')],
  ];
}

/** The named agent; empty means the simulator. */
export function readTarget(
  flags: TargetFlags,
  env: Variables,
): { readonly target?: AskTarget } | { readonly problem: string } {
  const url = flags.baseUrl ?? env['SOFIA_BASE_URL'];
  const businessId = cleanQuoted(flags.businessId ?? env['SOFIA_BUSINESS_ID'] ?? '');
  const agentId = cleanQuoted(flags.agentId ?? env['SOFIA_AGENT_ID'] ?? '');
  const apiKey = cleanQuoted(env['SOFIA_API_KEY'] ?? '');
  if (!url && !businessId && !agentId && !apiKey) return {};
  const ids = [
    ['--business-id or SOFIA_BUSINESS_ID', businessId],
    ['--agent-id or SOFIA_AGENT_ID', agentId],
  ] as const;
  const needed = [...ids, ['SOFIA_API_KEY', apiKey]] as const;
  const missing = needed.flatMap(([name, value]) => (value ? [] : [name])).join(', ');
  if (missing !== '') {
    const hint = 'Set it, or set none of them to use the simulator.';
    return { problem: `Missing: ${missing}. ${hint}` };
  }
  const baseUrl = normalizeBaseUrl(url ?? defaultBaseUrl);
  if (baseUrl.type !== 'done') {
    const detail = baseUrl.type === 'failed' ? failureCause(baseUrl.failure) : '';
    return { problem: `--base-url: ${detail}` };
  }
  for (const [name, id] of ids) {
    const problem = idProblem(id);
    if (problem) return { problem: `${name}: ${problem}` };
  }
  const clientKey = cleanValue(flags.clientKey ?? env['SOFIA_CLIENT_KEY'] ?? defaultClientKey);
  const agent = { name: 'ask-sofia', businessId, agentId, baseUrl: baseUrl.value, clientKey };
  return { target: { agent, apiKey } };
}

/** The same for a command that needs it at once: a problem ends the command. */
export function targetOf(
  command: Command,
  flags: TargetFlags,
  env: Variables,
): { readonly target?: AskTarget } {
  const target = readTarget(flags, env);
  return 'problem' in target ? command.error(target.problem) : target;
}
