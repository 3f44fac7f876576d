import { maxInputBytes } from '../agentGraph/wire/requests.ts';
import { type Failure, inputFailure } from '../shared/failure/failure.ts';
import { parseJson } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';
import { shortLine, visibleText } from '../shared/visibleText.ts';
import { agentFieldNames, parseAgent, type AgentFields } from './agentFields.ts';

/**
 * The request in a `vscode://ask-sofia.ask-sofia/…` link. A link is untrusted: nothing happens
 * before the user confirms it.
 */
export type AgentLink =
  /** Fields to write to the settings, checked; the name may be empty. */
  | { readonly type: 'add'; readonly name: string; readonly fields: AgentFields }
  /** A text for the composer, never sent automatically. */
  | { readonly type: 'ask'; readonly text: string }
  | { readonly type: 'refused'; readonly failure: Failure }
  | { readonly type: 'unknown' };

type Parameters = ReadonlyMap<string, readonly string[]>;

/** Characters of an unknown parameter's name to show. */
const maxShownName = 40;

/** Longer than any agent's fields, in characters. */
const maxAddLength = 16 * 1024;
const maxNameLength = 100;

/** Spellings of the onboarding email. */
const otherSpellings: Readonly<Record<string, string>> = {
  business_id: 'businessId',
  agent_id: 'agentId',
  agent_descriptor_id: 'agentId',
  agentDescriptorId: 'agentId',
  base_url: 'baseUrl',
  client_key: 'clientKey',
  starter_prompts: 'starterPrompts',
  latency_budget_ms: 'latencyBudgetMs',
};

/** Repeated for several values: `starterPrompts=Hello&starterPrompts=Bye`. */
const listFields = ['starterPrompts'];
const jsonFields = ['latencyBudgetMs', 'timeouts'];
/** Headers are left out because they can hold a key. */
const linkFields = agentFieldNames.filter((name) => name !== 'headers');

const refused = (field: string, problem: string): AgentLink => ({
  type: 'refused',
  failure: inputFailure(field, problem),
});

function refusedUnknown(field: string, known: string): AgentLink {
  const unknown = shortLine(field, maxShownName);
  return refused(unknown, t('Unknown: {unknown}. Allowed: {known}.', { unknown, known }));
}

/**
 * Reads a link by its path and its query, without the question mark, as `vscode.Uri` gives them.
 * Refuses a link with anything like a key, whatever else it says, and one with an unknown
 * parameter.
 */
export function parseAgentLink(path: string, query: string): AgentLink {
  const action = path.replace(/\/$/, '');
  if (action !== '/add' && action !== '/ask') return { type: 'unknown' };
  // Each byte can be percent-encoded, which takes three characters.
  const maxLength = action === '/add' ? maxAddLength : 3 * maxInputBytes + 100;
  if (query.length > maxLength) return refused('', t('The link is too long.'));
  const parameters = readParameters(query);
  if (!parameters) return refused('', t("The link isn't encoded correctly."));
  const secret = [...parameters.keys()].find(isSecretName);
  if (secret !== undefined) {
    const problem = t(
      "Don't put an API key in a link. VS Code asks for the key and keeps it secret. Anyone who saw this link has seen the key.",
    );
    return refused(secretField(secret), problem);
  }
  return action === '/add' ? readAdd(parameters) : readAsk(parameters);
}

function readAdd(parameters: Parameters): AgentLink {
  const fields: Record<string, unknown> = {};
  let name = '';
  for (const [field, values] of parameters) {
    const [value = ''] = values;
    if (field !== 'name' && !linkFields.includes(field))
      return refusedUnknown(field, ['name', ...linkFields].join(', '));
    if (values.length > 1 && !listFields.includes(field)) {
      return refused(field, t('It appears more than once in the link.'));
    }
    // Line breaks and direction marks could forge the confirmation.
    if (values.some((one) => visibleText(one) !== one || /[\n\t]/.test(one))) {
      return refused(field, t('It contains invisible characters.'));
    }
    if (field === 'name') name = value.trim();
    else if (listFields.includes(field)) fields[field] = values;
    else fields[field] = jsonFields.includes(field) ? (parseJson(value) ?? value) : value;
  }
  if (name.length > maxNameLength) {
    return refused(
      'name',
      t("It can't be longer than {count} characters.", { count: maxNameLength }),
    );
  }
  // The host fills in the customer ID of an agent that has none.
  const agent = parseAgent(name, fields, 'add', '');
  return agent.ok ? { type: 'add', name, fields } : { type: 'refused', failure: agent.failure };
}

function readAsk(parameters: Parameters): AgentLink {
  const unknown = [...parameters.keys()].find((field) => field !== 'text');
  if (unknown !== undefined) return refusedUnknown(unknown, 'text');
  const texts = parameters.get('text') ?? [];
  if (texts.length > 1) return refused('text', t('It appears more than once in the link.'));
  const text = visibleText(texts[0] ?? '').trim();
  if (text === '') return refused('text', t('It must not be empty.'));
  // Showing control characters makes them longer.
  if (Buffer.byteLength(text) > maxInputBytes) return refused('text', t('The link is too long.'));
  return { type: 'ask', text };
}

/**
 * Parameters by the names of the settings; undefined if the encoding is broken. VS Code decodes a
 * query before it is split, so `%26` within a value arrives as a bare `&`: text after one that does
 * not look like a parameter belongs to the value before it.
 */
function readParameters(query: string): Parameters | undefined {
  const parameters = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const pair of query.split('&')) {
    const [, written, rest = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const value = decoded(written === undefined ? pair : rest);
    const name = decoded(written ?? '');
    if (name === undefined || value === undefined) return undefined;
    const isParameter = /^[a-z_$][\w.-]*$/i.test(name) || isSecretName(name);
    if (written !== undefined && (isParameter || !last)) {
      const field = Object.hasOwn(otherSpellings, name) ? (otherSpellings[name] ?? name) : name;
      last = parameters.get(field) ?? [];
      last.push(value);
      parameters.set(field, last);
    } else if (last) {
      last.push(`${last.pop() ?? ''}&${written === undefined ? value : `${name}=${value}`}`);
    } else if (pair !== '') {
      parameters.set(value, ['']);
    }
  }
  return parameters;
}

/** Keeps percent signs that encode nothing; undefined for bytes that are not UTF-8. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return undefined;
  }
}

/** True for names of keys and headers, in any spelling; `clientKey` is not secret. */
function isSecretName(name: string): boolean {
  if (name === 'clientKey') return false;
  return /key|token|secret|password|passwd|auth|bearer|credential|header|clave|chave/i.test(
    name.normalize('NFKC').replace(/[^\p{L}]/gu, ''),
  );
}

/** The parameter's name to show; empty if the name could itself be a key. */
function secretField(name: string): string {
  return /^[\w-]{1,20}$/.test(name) ? name : '';
}
