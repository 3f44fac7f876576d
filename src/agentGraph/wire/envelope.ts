import { isFilledString, isRecord } from '../../shared/guards.ts';
import { JsonIndex, type JsonMember, type JsonSpan } from '../../shared/json/jsonIndex.ts';

/** A part of a line, with its JSON as it was sent. */
export type EnvelopePart =
  | {
      readonly type: 'element';
      /** One element of responseEvents, usually an object with one event key. */
      readonly text: string;
      /** Its path in the line, for example `result.response.responseEvents[1]`. */
      readonly place: string;
      /** The sessionId that the response names for it, unless empty. */
      readonly sessionId?: string;
    }
  | { readonly type: 'error'; readonly text: string; readonly place: string };

/** The contents of one line. */
export interface Envelope {
  /** Elements of responseEvents and errors, in order. */
  readonly parts: readonly EnvelopePart[];
  /** Paths of repeated names outside the elements; at most `maxRepeatedNames`. */
  readonly repeatedNames: readonly string[];
}

interface Task {
  readonly span: JsonSpan;
  /** The JSON of the keys beside envelope keys, joined from their texts. */
  readonly text?: string;
  readonly path: string;
  sessionId: string | undefined;
  /** The value's position: alone on its line, below an envelope key, or as an element or error. */
  readonly place: 'top' | 'inner' | 'element' | 'error';
}

const maxRepeatedNames = 50;

const statusKeys = new Set([
  'code',
  'message',
  'details',
  'type',
  'status',
  'userTitle',
  'userMessage',
  'cntTraceId',
]);

/** The name without the prefixes of the flattened samples (API notes, 5.27). */
function plainKey(key: string): string {
  return !key.includes('.') ? key : key.replace(/^(?:result\.|response\.)+/, '');
}

/** True for an error with content; gateways may print empty ones (API notes, 5.3). */
function isError(text: string): boolean {
  return !/^(?:null|""|false|\{\s*\})$/.test(text);
}

/** True for a bare status instead of a response: a code, a message and no unknown key. */
function isBareStatus(members: readonly JsonMember[]): boolean {
  const names = new Set(members.map(({ name }) => name));
  const isKnown = members.every(({ name }) => statusKeys.has(name));
  return isKnown && names.has('code') && names.has('message');
}

/**
 * Opens every published envelope form (API notes, 1.3 and 5.1 to 5.4), decided by keys: wrapped in
 * `result`, in `response`, bare events, lists of them, errors alone or beside a result. Anything
 * without a known place becomes an element, so that it is shown; so does a repeated key. Accepts
 * any text that JSON.parse accepts, however deep; linear in its length.
 */
export function openEnvelope(text: string): Envelope {
  const index = new JsonIndex(text);
  const parts: EnvelopePart[] = [];
  const repeatedNames: string[] = [];
  const add = (type: EnvelopePart['type'], task: Task): void => {
    const { span, path: place, sessionId } = task;
    const part = { text: task.text ?? index.textOf(span), place };
    if (type === 'error' || sessionId === undefined) parts.push({ type, ...part });
    else parts.push({ type, ...part, sessionId });
  };
  const tasks: Task[] = [{ span: index.root, path: '', sessionId: undefined, place: 'top' }];
  // Reversed, because this is a stack.
  const doNext = (next: Task[]): void => {
    for (let task = next.pop(); task; task = next.pop()) tasks.push(task);
  };
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { span, place, path, sessionId } = task;
    if (place === 'error') add('error', task);
    else if (task.text === undefined && index.isArray(span)) {
      const itemPlace = place === 'element' ? 'element' : 'top';
      doNext(
        index.items(span).map((item, at) => {
          return { span: item, path: `${path}[${at}]`, sessionId, place: itemPlace };
        }),
      );
    } else if (place === 'element' || !index.isObject(span)) add('element', task);
    else {
      const members = index.members(span);
      if (isBareStatus(members)) add('error', task);
      else doNext(openObject(index, members, task, repeatedNames));
    }
  }
  return { parts, repeatedNames };
}

/** The parts of an object: opens envelope keys; everything beside them is one element. */
function openObject(
  index: JsonIndex,
  members: readonly JsonMember[],
  outer: Task,
  repeatedNames: string[],
): Task[] {
  const inner: Task[] = [];
  const errors: Task[] = [];
  const others: JsonMember[] = [];
  let sessionId = outer.sessionId;
  let isEnvelope = outer.place === 'inner';
  for (const member of members) {
    const { name, value: span } = member;
    const isNull = index.isNull(span);
    const task = { span, path: pathOf(outer, name), sessionId: undefined };
    switch (plainKey(name)) {
      case 'sessionId': {
        const value = index.isString(span) ? index.valueOf(span) : undefined;
        if (!isNull && value === undefined) others.push(member);
        if (isFilledString(value)) sessionId = value;
        break;
      }
      case 'result':
      case 'response':
        if (!isNull) inner.push({ ...task, place: 'inner' });
        break;
      case 'responseEvents':
        if (!isNull) inner.push({ ...task, place: 'element' });
        break;
      case 'error':
        if (isError(index.textOf(span))) errors.push({ ...task, place: 'error' });
        else if (!isNull) others.push(member);
        break;
      default:
        others.push(member);
        continue;
    }
    isEnvelope = true;
  }
  if (!isEnvelope) return [{ ...outer, sessionId, place: 'element' }];
  const seen = new Set<string>();
  for (const { name } of members) {
    if (seen.has(name) && repeatedNames.length < maxRepeatedNames)
      repeatedNames.push(pathOf(outer, name));
    seen.add(name);
  }
  if (others.some(({ value }) => !index.isNull(value))) {
    const texts = others.map(({ nameText, value }) => `${nameText}:${index.textOf(value)}`);
    inner.push({ ...outer, text: `{${texts.join(',')}}`, place: 'element' });
  }
  for (const task of inner) task.sessionId = sessionId;
  return [...inner, ...errors];
}

function pathOf({ path }: Task, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A field of a unary response, in any envelope form; undefined if missing. */
export function responseField(value: unknown, name: string): unknown {
  let level: unknown = value;
  for (let depth = 0; depth < 3 && isRecord(level); depth += 1) {
    for (const [key, child] of Object.entries(level)) {
      if (plainKey(key) === name && child !== null) return child;
    }
    const { result, response } = level;
    level = result ?? response;
  }
  return undefined;
}
