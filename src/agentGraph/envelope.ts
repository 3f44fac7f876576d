import { isFilledString, isRecord } from '../shared/guards.ts';
import { onlyKey } from './fields.ts';

/** What one JSON value holds: elements of responseEvents and errors, in their order. */
export type EnvelopePart =
  | {
      readonly type: 'element';
      /** One element of responseEvents, usually an object with one event key. */
      readonly value: unknown;
      /** The sessionId that the reply named for it, unless empty. */
      readonly sessionId?: string;
    }
  | { readonly type: 'error'; readonly value: unknown };

interface Task {
  readonly value: unknown;
  sessionId: string | undefined;
  /** Where the value stood: alone on its line, below an envelope key, or as an element or error. */
  readonly place: 'top' | 'inner' | 'element' | 'error';
}

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

/** True for an error that says something; gateways may print unset ones (API notes, 5.3). */
function isError(value: unknown): boolean {
  if (value === null || value === '' || value === false) return false;
  return !isRecord(value) || Object.keys(value).length > 0;
}

/** True for a bare status in place of an answer: a code, a message and nothing foreign. */
function isBareStatus(value: Readonly<Record<string, unknown>>): boolean {
  if (!Object.hasOwn(value, 'code') || !Object.hasOwn(value, 'message')) return false;
  return Object.keys(value).every((key) => statusKeys.has(key));
}

function element(value: unknown, sessionId: string | undefined): EnvelopePart {
  return sessionId === undefined
    ? { type: 'element', value }
    : { type: 'element', value, sessionId };
}

/** What an object holds: envelope keys are opened, whatever stands beside them is one element. */
function open(value: Readonly<Record<string, unknown>>, outer: Task): Task[] {
  const inner: Task[] = [];
  const errors: Task[] = [];
  const others: [string, unknown][] = [];
  let sessionId = outer.sessionId;
  let isEnvelope = outer.place === 'inner';
  for (const key of Object.keys(value)) {
    const child = value[key];
    switch (plainKey(key)) {
      case 'sessionId':
        if (child !== null && typeof child !== 'string') others.push([key, child]);
        else if (isFilledString(child)) sessionId = child;
        break;
      case 'result':
      case 'response':
        if (child !== null) inner.push({ value: child, sessionId: undefined, place: 'inner' });
        break;
      case 'responseEvents':
        if (child !== null) inner.push({ value: child, sessionId: undefined, place: 'element' });
        break;
      case 'error':
        if (isError(child)) errors.push({ value: child, sessionId: undefined, place: 'error' });
        else if (child !== null) others.push([key, child]);
        break;
      default:
        others.push([key, child]);
        continue;
    }
    isEnvelope = true;
  }
  if (!isEnvelope) return [{ value, sessionId, place: 'element' }];
  if (others.some(([, child]) => child !== null)) {
    inner.push({ value: Object.fromEntries(others), sessionId, place: 'element' });
  }
  for (const task of inner) task.sessionId = sessionId;
  inner.push(...errors);
  return inner;
}

/** Steps through wrappers that hold nothing else. */
function unwrap(value: unknown): Task {
  let current = value;
  let place: Task['place'] = 'top';
  while (isRecord(current)) {
    const key = onlyKey(current);
    if (key !== 'result' && key !== 'response') break;
    const child = current[key];
    if (child === null) break;
    current = child;
    place = 'inner';
  }
  return { value: current, sessionId: undefined, place };
}

/** The parts of a reply that is just as documented; undefined where there is more to look at. */
function openDocumented(value: unknown): readonly EnvelopePart[] | undefined {
  if (!isRecord(value)) return undefined;
  let sessionId: string | undefined;
  let events: readonly unknown[] | undefined;
  for (const key in value) {
    const child = value[key];
    if (key === 'sessionId' && isFilledString(child)) sessionId = child;
    else if (key === 'responseEvents' && Array.isArray(child)) events = child;
    else return undefined;
  }
  if (!events) return undefined;
  const parts: EnvelopePart[] = [];
  for (const item of events) {
    if (Array.isArray(item)) return undefined;
    parts.push(element(item, sessionId));
  }
  return parts;
}

/**
 * Opens every published envelope form (API notes, 1.3 and 5.1 to 5.4), decided by keys: wrapped in
 * `result`, in `response`, bare events, lists of them, errors alone or beside a result. What has no
 * known place comes out as an element, so that it is shown. Never throws, however deep the value.
 */
export function openEnvelope(value: unknown): readonly EnvelopePart[] {
  // Nearly every line takes these two steps only, in a quarter of the time of what follows.
  const inside = unwrap(value);
  const documented = openDocumented(inside.value);
  if (documented) return documented;
  const parts: EnvelopePart[] = [];
  const tasks = [inside];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { value: current, sessionId, place } = task;
    if (place === 'error') {
      parts.push({ type: 'error', value: current });
    } else if (Array.isArray(current)) {
      const itemPlace = place === 'element' ? 'element' : 'top';
      for (let index = current.length - 1; index >= 0; index -= 1) {
        tasks.push({ value: current[index], sessionId, place: itemPlace });
      }
    } else if (place === 'element' || !isRecord(current)) {
      parts.push(element(current, sessionId));
    } else if (isBareStatus(current)) {
      parts.push({ type: 'error', value: current });
    } else {
      const found = open(current, task);
      for (let next = found.pop(); next; next = found.pop()) tasks.push(next);
    }
  }
  return parts;
}

/** A field of a unary reply, wherever the envelope forms put it; undefined when it is nowhere. */
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
