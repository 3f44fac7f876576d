import { done, failed, inputFailure, type Outcome } from '../../shared/failure/failure.ts';
import { httpUrl, isFilledString, isRecord, isString } from '../../shared/guards.ts';
import { formatNumber, t } from '../../shared/l10n.ts';
import type { Agent } from '../../shared/agent.ts';
import type { InputEvent, MessageContent } from '../../shared/model.ts';
import { isTooDeep, maxDepth } from './jsonDepth.ts';

/**
 * Longest text or form of one input event, in bytes of UTF-8. The API states no limit (API notes,
 * 4.2); this is far above any chat message and far below what a gateway would cut silently.
 */
export const maxInputBytes = 256 * 1024;

type Wire = Readonly<Record<string, unknown>>;

/** The invalid field and what is wrong with it; undefined if all is valid. */
type Problem = { readonly field: string; readonly problem: string } | undefined;

function sizeProblem(field: string, text: string): Problem {
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxInputBytes) return undefined;
  const kib = (count: number) => `${formatNumber(Math.ceil(count / 1024))} KiB`;
  const args = { size: kib(bytes), limit: kib(maxInputBytes) };
  return { field, problem: t("It's {size}; the limit is {limit}.", args) };
}

function filled(wire: Wire, ...fields: readonly string[]): Problem {
  const field = fields.find((name) => !isFilledString(wire[name]));
  return field === undefined ? undefined : { field, problem: t('It must not be empty.') };
}

/** Accepts text or undefined. */
function optional(wire: Wire, ...fields: readonly string[]): Problem {
  const field = fields.find((name) => wire[name] !== undefined && !isString(wire[name]));
  return field === undefined ? undefined : { field, problem: t('It must be a string.') };
}

function webUrl(wire: Wire): Problem {
  return httpUrl(wire['url'])
    ? undefined
    : { field: 'url', problem: t('It must be a URL that starts with https:// or http://.') };
}

function degrees(wire: Wire, field: string, limit: number): Problem {
  const value = wire[field];
  if (typeof value === 'number' && Math.abs(value) <= limit) return undefined;
  return { field, problem: t('It must be a number from -{limit} to {limit}.', { limit }) };
}

type Check = (value: Wire) => Problem;
type Checks = ReadonlyMap<string, Check>;

const contentChecks: Checks = new Map(
  Object.entries<Check>({
    textContent: (content) =>
      filled(content, 'text') ?? sizeProblem('text', String(content['text'])),
    audioContent: webUrl,
    imageContent: (content) => webUrl(content) ?? optional(content, 'caption'),
    locationContent: (content) =>
      degrees(content, 'latitude', 90) ??
      degrees(content, 'longitude', 180) ??
      optional(content, 'name', 'address'),
  }),
);

/** Runs the check of the one key that an event or a content has. */
function checkOneKey(value: unknown, checks: Checks, field: string): Problem {
  const known = [...checks.keys()].join(', ');
  const keys = isRecord(value) ? Object.keys(value) : [];
  const [key = ''] = keys;
  const check = checks.get(key);
  const inner = isRecord(value) ? value[key] : undefined;
  if (keys.length !== 1 || !check) {
    return { field, problem: t('It must have exactly one of these keys: {known}.', { known }) };
  }
  return isRecord(inner) ? check(inner) : { field: key, problem: t('It must be an object.') };
}

function formProblem({ formData }: Wire): Problem {
  if (!isRecord(formData)) return { field: 'formData', problem: t('It must be an object.') };
  try {
    return sizeProblem('formData', JSON.stringify(formData));
  } catch {
    return { field: 'formData', problem: t("It can't be converted to JSON.") };
  }
}

function messageProblem({ role, content }: Wire): Problem {
  if (role !== 'USER' && role !== 'ASSISTANT') {
    return { field: 'role', problem: t('It must be USER or ASSISTANT.') };
  }
  return checkOneKey(content, contentChecks, 'content');
}

const eventChecks: Checks = new Map(
  Object.entries<Check>({
    messageEvent: messageProblem,
    buttonResponseEvent: (event) => filled(event, 'id', 'title'),
    listReplyEvent: (event) => filled(event, 'id', 'title') ?? optional(event, 'description'),
    filledFormResponseEvent: formProblem,
    storeEvent: (event) =>
      filled(event, 'storeId', 'name') ?? optional(event, 'cpName', 'city', 'state'),
  }),
);

/** Extra fields are sent as they are, and JSON.stringify fails on too many levels. */
function depthProblem(value: unknown): Problem {
  if (!isTooDeep(value)) return undefined;
  const limit = maxDepth;
  const problem = t("It's nested too deeply. The limit is {limit} levels.", { limit });
  return { field: 'inputEvent', problem };
}

/** Checks a value from outside as one input event (API notes, section 2); keeps extra fields. */
export function checkInputEvent(value: unknown): Outcome<InputEvent> {
  const found = checkOneKey(value, eventChecks, 'inputEvent') ?? depthProblem(value);
  return found ? failed(inputFailure(found.field, found.problem)) : done(value as InputEvent);
}

/** Checks a value from outside as a turn's input events, at least one. */
export function checkInputEvents(value: unknown): Outcome<readonly InputEvent[]> {
  if (!Array.isArray(value) || value.length === 0)
    return failed(inputFailure('inputEvents', t('It must be a list with at least one event.')));
  for (const item of value) {
    const checked = checkInputEvent(item);
    if (checked.type !== 'done') return checked;
  }
  return done(value as readonly InputEvent[]);
}

type Role = 'USER' | 'ASSISTANT';

/** What the wire sends under one key. */
type ValueOf<T, Key extends string> = Extract<T, Readonly<Record<Key, unknown>>>[Key];

function message(content: Wire, role: Role): Outcome<InputEvent> {
  return checkInputEvent({ messageEvent: { role, content } });
}

/** A text of the customer, or of the assistant if the agent has not seen it yet. */
export function textInput(text: string, role: Role = 'USER'): Outcome<InputEvent> {
  return message({ textContent: { text } }, role);
}

/** A voice message by its URL; nothing is uploaded. */
export function audioInput(url: string): Outcome<InputEvent> {
  return message({ audioContent: { url } }, 'USER');
}

/** An image by its URL; nothing is uploaded. */
export function imageInput(url: string, caption?: string): Outcome<InputEvent> {
  return message({ imageContent: { url, ...(caption && { caption }) } }, 'USER');
}

/** A location in decimal degrees. */
export function locationInput(
  locationContent: ValueOf<MessageContent, 'locationContent'>,
): Outcome<InputEvent> {
  return message({ locationContent }, 'USER');
}

/** A tap on a reply button: its ID, and its text as title (API notes, section 2). */
export function buttonInput(id: string, title: string): Outcome<InputEvent> {
  return checkInputEvent({ buttonResponseEvent: { id, title } });
}

/** A row chosen from a list: its ID, its text as title, its description. */
export function listReplyInput(
  id: string,
  title: string,
  description?: string,
): Outcome<InputEvent> {
  const reply = { id, title, ...(description && { description }) };
  return checkInputEvent({ listReplyEvent: reply });
}

/** A filled form: field names to values. */
export function formInput(formData: Wire): Outcome<InputEvent> {
  return checkInputEvent({ filledFormResponseEvent: { formData } });
}

/** A store that the customer chose. */
export function storeInput(storeEvent: ValueOf<InputEvent, 'storeEvent'>): Outcome<InputEvent> {
  return checkInputEvent({ storeEvent });
}

/** Body of init and health (API notes, 1.1 and 1.6). */
export function customerBody({ businessId, clientKey }: Agent): string {
  return JSON.stringify({ businessId, clientKey });
}

/** Body of close (API notes, 1.5). */
export function sessionBody({ businessId, clientKey }: Agent, sessionId: string): string {
  return JSON.stringify({ businessId, clientKey, sessionId });
}

/** Body of invoke and invoke_sync (API notes, 1.2). Omits an empty agentId. */
export function turnBody(
  { businessId, clientKey, agentId }: Agent,
  sessionId: string,
  inputEvents: readonly InputEvent[],
): string {
  const agent = agentId === '' ? {} : { agentId };
  return JSON.stringify({ businessId, clientKey, sessionId, ...agent, inputEvents });
}
