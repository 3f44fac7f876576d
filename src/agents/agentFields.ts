import { defaultBaseUrl, normalizeBaseUrl } from '../agentGraph/http/baseUrl.ts';
import {
  type Agent,
  agentColors,
  environments,
  markups,
  type RequestOptions,
} from '../shared/agent.ts';
import { cleanQuoted, cleanValue, idProblem } from '../shared/cleanValue.ts';
import { type Failure, inputFailure } from '../shared/failure/failure.ts';
import { isFilledString, isRecord } from '../shared/guards.ts';
import { compact } from '../shared/compact.ts';
import { t } from '../shared/l10n.ts';

/** An agent as written in settings or in a `.sofia/agents.json`, field by field. */
export type AgentFields = Readonly<Record<string, unknown>>;

/** The parsed fields of an agent, or its first problem. */
export type ParsedAgent =
  | { readonly ok: true; readonly agent: Agent; readonly options: RequestOptions }
  | { readonly ok: false; readonly failure: Failure };

/** Returns why a value is invalid; undefined if it is valid. */
type Check = (value: unknown) => string | undefined;

const timeoutNames: readonly string[] = ['connectMs', 'firstByteMs', 'idleMs', 'totalMs'];
/** A week; anything longer is a typing error. */
const maxMs = 7 * 24 * 60 * 60 * 1000;

const requiredText: Check = (value) =>
  isFilledString(value)
    ? undefined
    : t('It must be a string: the value from the onboarding email.');
const requiredId: Check = (value) => requiredText(value) ?? idProblem(cleanQuoted(String(value)));
const optionalText: Check = (value) =>
  isFilledString(value) ? undefined : t('It must be a string or be omitted.');
const milliseconds: Check = (value) =>
  typeof value === 'number' && value > 0 && value <= maxMs
    ? undefined
    : t('It must be a number of milliseconds above 0.');
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.includes(value as string)
      ? undefined
      : t('It must be one of: {known}.', { known: known.join(', ') });

/** Every field of an agent; checks only fields that are present, except required ones. */
const checks: Readonly<Record<string, Check>> = {
  businessId: requiredId,
  agentId: requiredId,
  baseUrl: (value) => optionalText(value) ?? urlProblem(String(value)),
  clientKey: optionalText,
  environment: oneOf(environments),
  markup: oneOf(markups),
  greeting: optionalText,
  starterPrompts: (value) =>
    Array.isArray(value) && value.every(isFilledString)
      ? undefined
      : t('It must be a list of strings.'),
  latencyBudgetMs: milliseconds,
  timeouts: timeoutsProblem,
  headers: headersProblem,
  color: oneOf(agentColors),
};

/** The names of an agent's fields, in documentation order. */
export const agentFieldNames: readonly string[] = Object.keys(checks);

/**
 * Reads one agent. `place` is its name in failures, for example `askSofia.agents.Shoe shop`;
 * `clientKey` applies to agents that have none. Settings may hold anything, so every wrong shape
 * becomes a failure that names the field.
 */
export function parseAgent(
  name: string,
  fields: unknown,
  place: string,
  clientKey: string,
): ParsedAgent {
  if (!isRecord(fields)) {
    const problem = t('It must be an object with businessId and agentId.');
    return { ok: false, failure: inputFailure(place, problem) };
  }
  const failure = problemOf(fields, place);
  if (failure) return { ok: false, failure };
  const baseUrl = normalizeBaseUrl(text(fields['baseUrl']) ?? defaultBaseUrl);
  const starterPrompts = texts(fields['starterPrompts']);
  const { latencyBudgetMs, timeouts, headers } = fields;
  return {
    ok: true,
    agent: {
      name,
      businessId: cleanQuoted(text(fields['businessId']) ?? ''),
      agentId: cleanQuoted(text(fields['agentId']) ?? ''),
      baseUrl: baseUrl.type === 'done' ? baseUrl.value : '',
      clientKey: cleanValue(text(fields['clientKey']) ?? clientKey),
      ...compact({
        environment: environments.find((known) => known === fields['environment']),
        markup: markups.find((known) => known === fields['markup']),
        greeting: text(fields['greeting']),
        starterPrompts: starterPrompts.length > 0 ? starterPrompts : undefined,
        latencyBudgetMs: typeof latencyBudgetMs === 'number' ? latencyBudgetMs : undefined,
        color: agentColors.find((known) => known === fields['color']),
      }),
    },
    options: {
      ...(isRecord(timeouts) && { timeouts }),
      ...(isRecord(headers) && { headers: lowerCaseNames(headers) }),
    },
  };
}

/** The first problem of the fields, with the setting to change. */
function problemOf(fields: AgentFields, place: string): Failure | undefined {
  const unknown = Object.keys(fields).filter((key) => !agentFieldNames.includes(key));
  if (unknown.length > 0) {
    // The API silently drops a misspelt agentId and responds with another agent.
    const list = { unknown: unknown.join(', '), known: agentFieldNames.join(', ') };
    const problem = unknown.some(isKeyName)
      ? t("Don't store API keys in files. VS Code asks for the key and keeps it secret.")
      : t('Unknown: {unknown}. Allowed: {known}.', list);
    return inputFailure(`${place}.${unknown.find(isKeyName) ?? unknown[0] ?? ''}`, problem);
  }
  for (const [name, check] of Object.entries(checks)) {
    if (fields[name] === undefined && check !== requiredId) continue;
    const problem = check(fields[name]);
    if (problem !== undefined) return inputFailure(`${place}.${name}`, problem);
  }
  return undefined;
}

function isKeyName(name: string): boolean {
  return /^(x[-_])?api[-_]?key$/i.test(name);
}

function urlProblem(url: string): string | undefined {
  const parsed = normalizeBaseUrl(url);
  if (parsed.type !== 'failed') return undefined;
  const { cause } = parsed.failure;
  return cause?.type === 'input' ? cause.problem : '';
}

function timeoutsProblem(value: unknown): string | undefined {
  const isKnown = (name: string) => timeoutNames.includes(name);
  if (isRecord(value) && Object.keys(value).every(isKnown))
    return Object.values(value).map(milliseconds).find(Boolean);
  const known = timeoutNames.join(', ');
  return t('It must be an object with {known}, each in milliseconds.', { known });
}

function lowerCaseNames(headers: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function text(value: unknown): string | undefined {
  return isFilledString(value) ? value.trim() : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}

/** The client or HTTP itself sets these: another value would break the request. */
const ownHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is wrong with an agent's custom headers; undefined if nothing. */
function headersProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return t('It must be an object that maps header names to strings.');
  for (const [name, content] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (lower === 'x-api-key') {
      return t(
        "The API key isn't a setting. Remove x-api-key, and VS Code will ask you for the key.",
      );
    }
    if (ownHeaders.has(lower) || lower.startsWith('proxy-')) {
      return t("You can't set the {name} header. Ask Sofia sets it automatically.", { name });
    }
    // RFC 9110, 5.1 and 5.5.
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
      return t("{name} isn't a valid header name.", { name: JSON.stringify(name) });
    }
    if (typeof content !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(content)) {
      return t('The {name} header must be a string without line breaks.', { name });
    }
  }
  return undefined;
}
