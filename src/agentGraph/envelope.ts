import { isFilledString, isRecord } from '../shared/guards.ts';

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
  readonly sessionId: string | undefined;
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
  return key.replace(/^(?:result\.|response\.)+/, '');
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
function open(value: Readonly<Record<string, unknown>>, outer: Task): readonly Task[] {
  const inner: Task[] = [];
  const errors: Task[] = [];
  const others: [string, unknown][] = [];
  let sessionId = outer.sessionId;
  let isEnvelope = outer.place === 'inner';
  for (const [key, child] of Object.entries(value)) {
    switch (plainKey(key)) {
      case 'sessionId':
        if (child !== null && typeof child !== 'string') others.push([key, child]);
        else if (isFilledString(child)) sessionId = child;
        isEnvelope = true;
        break;
      case 'result':
      case 'response':
        isEnvelope = true;
        if (child !== null) inner.push({ value: child, sessionId: undefined, place: 'inner' });
        break;
      case 'responseEvents':
        isEnvelope = true;
        if (child !== null) inner.push({ value: child, sessionId: undefined, place: 'element' });
        break;
      case 'error':
        isEnvelope = true;
        if (isError(child)) errors.push({ value: child, sessionId: undefined, place: 'error' });
        else if (child !== null) others.push([key, child]);
        break;
      default:
        others.push([key, child]);
    }
  }
  if (!isEnvelope) return [{ value, sessionId, place: 'element' }];
  const found = inner.map((task) => ({ ...task, sessionId }));
  if (others.some(([, child]) => child !== null)) {
    found.push({ value: Object.fromEntries(others), sessionId, place: 'element' });
  }
  return [...found, ...errors];
}

/**
 * Opens every published envelope form (API notes, 1.3 and 5.1 to 5.4), decided by keys: wrapped in
 * `result`, in `response`, bare events, lists of them, errors alone or beside a result. What has no
 * known place comes out as an element, so that it is shown. Never throws, however deep the value.
 */
export function openEnvelope(value: unknown): readonly EnvelopePart[] {
  const parts: EnvelopePart[] = [];
  const tasks: Task[] = [{ value, sessionId: undefined, place: 'top' }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { value: current, sessionId, place } = task;
    if (place === 'error') {
      parts.push({ type: 'error', value: current });
    } else if (Array.isArray(current)) {
      const items = place === 'element' ? 'element' : 'top';
      for (let index = current.length - 1; index >= 0; index -= 1) {
        tasks.push({ value: current[index], sessionId, place: items });
      }
    } else if (place === 'element' || !isRecord(current)) {
      parts.push(element(current, sessionId));
    } else if (isBareStatus(current)) {
      parts.push({ type: 'error', value: current });
    } else {
      tasks.push(...open(current, task).toReversed());
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
