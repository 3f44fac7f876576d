import { isFailure } from '../shared/failure/failure.ts';
import {
  type AnyGuard,
  hasShape,
  isCount,
  isNonNegative,
  isRecord,
  isString,
  oneOf,
  optional,
} from '../shared/guards.ts';
import { latestMs, type RecordingEntry } from './recording.ts';

const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

const isMs: AnyGuard = (value) => isNonNegative(value) && value <= latestMs;
const isNumber: AnyGuard = (value) => isCount(value) && value >= 1;
const isStatus: AnyGuard = (value) => isCount(value) && value >= 100 && value <= 599;
const isHeaders: AnyGuard = (value) =>
  isRecord(value) &&
  Object.entries(value).every(([name, text]) => headerName.test(name) && isString(text));

const connection = {
  isReused: (value: unknown) => typeof value === 'boolean',
  dnsMs: optional(isMs),
  connectMs: optional(isMs),
  tlsMs: optional(isMs),
};
const base = { exchange: isNumber, atMs: isMs };

const shapes: { readonly [K in RecordingEntry['type']]: Readonly<Record<string, AnyGuard>> } = {
  request: {
    ...base,
    endpoint: oneOf('init', 'invoke', 'invoke_sync', 'close', 'health'),
    method: oneOf('POST'),
    url: (value) => isString(value) && /^https?:\/\//.test(value),
    headers: isHeaders,
    body: isString,
    turn: optional(isNumber),
  },
  retry: { ...base, attempt: isNumber, waitMs: isMs, reason: isString },
  response: {
    ...base,
    status: isStatus,
    headers: isHeaders,
    connection: optional((value) => hasShape(value, connection)),
  },
  line: {
    ...base,
    startedMs: isMs,
    text: optional(isString),
    base64: optional((value) => isString(value) && base64Pattern.test(value)),
    omittedBytes: optional(isNumber),
  },
  end: { ...base, outcome: oneOf('complete', 'stopped', 'failed'), failure: optional(isFailure) },
};

/**
 * True for a valid entry of a recording. Same rules as `media/recording.schema.json`, but without
 * ajv, because every window loads this code.
 */
export function isRecordingEntry(value: unknown): value is RecordingEntry {
  if (!isRecord(value) || !isString(value['type'])) return false;
  if (!Object.hasOwn(shapes, value['type'])) return false;
  const type = value['type'] as RecordingEntry['type'];
  if (!hasShape(value, shapes[type])) return false;
  return type !== 'line' || (value['text'] === undefined) !== (value['base64'] === undefined);
}
