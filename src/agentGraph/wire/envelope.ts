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
  return new Opener(text).open();
}

class Opener {
  readonly #index: JsonIndex;
  readonly #parts: EnvelopePart[] = [];
  readonly #repeatedNames: string[] = [];

  constructor(text: string) {
    this.#index = new JsonIndex(text);
  }

  open(): Envelope {
    const index = this.#index;
    const tasks: Task[] = [{ span: index.root, path: '', sessionId: undefined, place: 'top' }];
    for (let task = tasks.pop(); task; task = tasks.pop()) {
      const { span, place, path } = task;
      if (place === 'error') this.#add('error', task);
      else if (task.text === undefined && index.isArray(span)) {
        const { sessionId } = task;
        const itemPlace = place === 'element' ? 'element' : 'top';
        const items = index.items(span).map((item, at) => {
          return { span: item, path: `${path}[${at}]`, sessionId, place: itemPlace } as const;
        });
        for (let item = items.pop(); item; item = items.pop()) tasks.push(item);
      } else if (place === 'element' || !index.isObject(span)) this.#add('element', task);
      else {
        const members = index.members(span);
        if (isBareStatus(members)) this.#add('error', task);
        else {
          const found = this.#openObject(members, task);
          for (let next = found.pop(); next; next = found.pop()) tasks.push(next);
        }
      }
    }
    return { parts: this.#parts, repeatedNames: this.#repeatedNames };
  }

  #add(type: EnvelopePart['type'], { span, text, path: place, sessionId }: Task): void {
    const part = { text: text ?? this.#index.textOf(span), place };
    if (type === 'error' || sessionId === undefined) this.#parts.push({ type, ...part });
    else this.#parts.push({ type, ...part, sessionId });
  }

  /** The parts of an object: opens envelope keys; everything beside them is one element. */
  #openObject(members: readonly JsonMember[], outer: Task): Task[] {
    const index = this.#index;
    const inner: Task[] = [];
    const errors: Task[] = [];
    const others: JsonMember[] = [];
    let sessionId = outer.sessionId;
    let isEnvelope = outer.place === 'inner';
    for (const member of members) {
      const { name, value: span } = member;
      const isNull = index.isNull(span);
      const path = outer.path === '' ? name : `${outer.path}.${name}`;
      const task = { span, path, sessionId: undefined };
      switch (plainKey(name)) {
        case 'sessionId': {
          if (!isNull && !index.isString(span)) others.push(member);
          else if (!isNull) {
            const value = index.valueOf(span);
            if (isFilledString(value)) sessionId = value;
          }
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
    this.#noteRepeated(members, outer.path);
    if (others.some(({ value }) => !index.isNull(value))) {
      const texts = others.map(({ nameText, value }) => `${nameText}:${index.textOf(value)}`);
      const text = `{${texts.join(',')}}`;
      inner.push({ ...outer, text, sessionId, place: 'element' });
    }
    for (const task of inner) task.sessionId = sessionId;
    inner.push(...errors);
    return inner;
  }

  #noteRepeated(members: readonly JsonMember[], path: string): void {
    const seen = new Set<string>();
    for (const { name } of members) {
      if (seen.has(name) && this.#repeatedNames.length < maxRepeatedNames)
        this.#repeatedNames.push(path === '' ? name : `${path}.${name}`);
      seen.add(name);
    }
  }
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
