import { Ajv } from 'ajv';
import schema from '../../media/recording.schema.json' with { type: 'json' };
import { isTooDeep, mayBeTooDeep } from '../agentGraph/wire/jsonDepth.ts';
import { parseNdjson, type NdjsonLine } from '../agentGraph/wire/ndjson.ts';
import { isCount, isRecord } from '../shared/guards.ts';
import { isRecordingEntry } from './isRecordingEntry.ts';
import {
  recordingFormat,
  recordingVersion,
  type RecordingEntry,
  type RecordingHeader,
} from './recording.ts';

/** The parts of a recording's file, in order. */
export type RecordingPart =
  | { readonly type: 'header'; readonly header: RecordingHeader }
  | { readonly type: 'entry'; readonly entry: RecordingEntry }
  /** A line that cannot be used; reading continues after it. */
  | { readonly type: 'damage'; readonly line: number; readonly reason: DamageReason }
  /** The file cannot be used at all; no part follows. */
  | { readonly type: 'unreadable'; readonly reason: UnreadableReason };

/**
 * `cut`: the file ends in the middle of a line. `secondRecording`: another header; reading stops
 * there, because the requests after it reuse the numbers of those before it.
 */
export type DamageReason =
  'notJson' | 'invalidUtf8' | 'notAnEntry' | 'tooLong' | 'tooDeep' | 'cut' | 'secondRecording';
export type UnreadableReason = 'empty' | 'notARecording' | 'newerVersion';

/** The longest line kept, 32 MiB, is six times as long in JSON if every byte needs an escape. */
const maxLineBytes = 256 * 1024 * 1024;

// Readers ignore unknown fields, so that a later version may add some.
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false });
ajv.addSchema(schema, 'recording');
const isHeader = ajv.compile<RecordingHeader>({ $ref: 'recording#/definitions/header' });

/**
 * Reads a recording as it arrives. Throws only when the source cannot be read, never because of the
 * file's content.
 */
export async function* readRecording(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<RecordingPart, void, undefined> {
  let hasHeader = false;
  for await (const lines of parseNdjson(source, { maxLineBytes }))
    for (const line of lines) {
      const part = hasHeader ? readEntry(line) : readHeader(line);
      yield part;
      if (part.type === 'unreadable') return;
      if (part.type === 'damage' && part.reason === 'secondRecording') return;
      hasHeader = true;
    }
  if (!hasHeader) yield { type: 'unreadable', reason: 'empty' };
}

function readHeader(line: NdjsonLine): RecordingPart {
  const value = line.ok ? line.value : undefined;
  if (!isRecord(value) || value['format'] !== recordingFormat)
    return { type: 'unreadable', reason: 'notARecording' };
  const { version } = value;
  if (isCount(version) && version > recordingVersion)
    return { type: 'unreadable', reason: 'newerVersion' };
  return isHeader(value) && !Number.isNaN(Date.parse(value.createdAt))
    ? { type: 'header', header: value }
    : { type: 'unreadable', reason: 'notARecording' };
}

function readEntry(line: NdjsonLine): RecordingPart {
  const damage = (reason: DamageReason) => ({ type: 'damage', line: line.line, reason }) as const;
  if (!line.ok) {
    const { cause } = line.failure;
    const reason = cause?.type === 'line' ? cause.reason : 'notJson';
    return damage(reason);
  }
  const { value } = line;
  if (mayBeTooDeep(line.bytes) && isTooDeep(value)) return damage('tooDeep');
  if (isRecord(value) && value['format'] === recordingFormat) return damage('secondRecording');
  return isRecordingEntry(value) ? { type: 'entry', entry: value } : damage('notAnEntry');
}
