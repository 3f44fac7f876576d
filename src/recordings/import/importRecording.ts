import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isTooDeep, mayBeTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { decodeText, type TextProblem } from '../../shared/decodeText.ts';
import { isCount, isRecord, parseJson } from '../../shared/guards.ts';
import { ExchangeCollector, type Exchange } from '../exchanges.ts';
import { fromHar, isHar } from './fromHar.ts';
import { exchangesOf, headerOf, type KeptTurns } from './fromTurns.ts';
import { collectRecording, unfinished, type Recording } from '../loadRecording.ts';
import { jsonValues, fromAnswer, isAnswer } from './rawAnswer.ts';
import { fileErrorCode, refuseNamedPipe } from '../readText.ts';
import { recordingFormat, type RecordingEntry, type RecordingHeader } from '../recording.ts';
import type { UnreadableReason } from '../recordingFile.ts';
import { UndecodableError, utf8Chunks } from '../utf8Chunks.ts';

/** What kind of file it is. An `answer` is a response body without its request. */
export type RecordingSource = 'recording' | 'conversation' | 'har' | 'answer';

/**
 * Why a file cannot be used at all. `damaged`: it is cut off or partly invalid; `noRequests`: an
 * archive or a conversation without any request to an agent.
 */
export type ImportProblem = UnreadableReason | 'damaged' | 'tooLarge' | 'tooDeep' | 'noRequests';

export type ImportedRecording =
  | ({ readonly type: 'loaded'; readonly source: RecordingSource } & Recording)
  | { readonly type: 'unreadable'; readonly reason: ImportProblem }
  /** The file is compressed, or in an unsupported encoding. */
  | { readonly type: 'undecodable'; readonly problem: TextProblem }
  /** The file cannot be read; `code` is Node's, for example ENOENT, or `namedPipe`. */
  | { readonly type: 'noFile'; readonly code: string };

/** A saved or exported conversation; `entries` are its requests and responses. */
export type ImportedConversation = KeptTurns & { readonly entries: readonly RecordingEntry[] };

/** Reads the text of a conversation; undefined when it is something else or damaged. */
export type ReadConversation = (text: string) => ImportedConversation | 'newerVersion' | undefined;

/** Larger files are read only as recordings, line by line. */
export const maxImportBytes = 256 * 1024 * 1024;
/** A longer first line is not a recording's header. */
const maxHeadBytes = 64 * 1024;

/**
 * Read size. A large file takes fewer turns of the event loop than with Node's default of 64 KiB.
 */
const chunkBytes = 1024 * 1024;

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Reads a recording, a saved or exported conversation, an HTTP Archive, or a response body, told
 * apart by their content. Never throws, whatever is in the file. `keep` gets the bytes that were
 * read.
 */
export async function importRecording(
  path: string,
  readConversation: ReadConversation,
  keep?: (chunk: Uint8Array) => void,
): Promise<ImportedRecording> {
  try {
    await refuseNamedPipe(path);
    const { mtimeMs } = await stat(path);
    const stream = createReadStream(path, { highWaterMark: chunkBytes });
    const source = keep ? seen(stream, keep) : stream;
    return await importFrom(source, Math.round(mtimeMs), readConversation);
  } catch (error) {
    return { type: 'noFile', code: fileErrorCode(error) };
  }
}

/** The same chunks, each passed to `keep` first. */
export async function* seen(
  source: Bytes,
  keep: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    keep(chunk);
    yield chunk;
  }
}

/**
 * Same as `importRecording`; `createdAt` is used as the time of a response body, which has none.
 */
export async function importFrom(
  source: Bytes,
  createdAt: number,
  readConversation: ReadConversation,
  maxBytes = maxImportBytes,
): Promise<ImportedRecording> {
  const chunks = utf8Chunks(source);
  try {
    const head = await readHead(chunks);
    if (isRecordingHead(head)) {
      const loaded = await collectRecording(following(head, chunks));
      return loaded.type === 'loaded' ? { ...loaded, source: 'recording' } : loaded;
    }
    const bytes = await readBounded(following(head, chunks), maxBytes);
    return bytes ? importBytes(bytes, createdAt, readConversation) : unreadable('tooLarge');
  } catch (error) {
    if (error instanceof UndecodableError) return { type: 'undecodable', problem: error.problem };
    throw error;
  } finally {
    await chunks.return();
  }
}

function importBytes(
  bytes: Buffer,
  createdAt: number,
  readConversation: ReadConversation,
): ImportedRecording {
  const text = bytes.toString().replace(/^\ufeff/, '');
  if (text.trim() === '') return unreadable('empty');
  const imported = importText(text, bytes, createdAt, readConversation);
  // A response body keeps its bytes and is checked line by line, so it may have invalid UTF-8.
  if (imported.type === 'loaded' && imported.source === 'answer') return imported;
  const decoded = decodeText(bytes);
  return 'problem' in decoded ? { type: 'undecodable', problem: decoded.problem } : imported;
}

function importText(
  text: string,
  bytes: Buffer,
  createdAt: number,
  readConversation: ReadConversation,
): ImportedRecording {
  // An archive or an export is one JSON value.
  const value = parseJson(text);
  // An export may nest deeper: the limit counts from each of its events.
  if (isRecord(value) && Object.hasOwn(value, 'branches'))
    return importConversation(text, readConversation);
  if (mayBeTooDeep(text.length) && isTooDeep(value)) return unreadable('tooDeep');
  if (isHar(value)) {
    const { header, exchanges, damage } = fromHar(value, createdAt);
    return exchanges.length > 0
      ? { type: 'loaded', source: 'har', header, exchanges, damage }
      : unreadable('noRequests');
  }
  // A saved conversation has its own kind of header.
  const first = firstLine(text);
  return isRecord(first) && isCount(first['format']) && Object.hasOwn(first, 'agent')
    ? importConversation(text, readConversation)
    : importAnswer(bytes, text, createdAt);
}

/** The value of the first line that is not blank. */
function firstLine(text: string): unknown {
  return parseJson(text.trimStart().split('\n', 1)[0] ?? '');
}

function importConversation(text: string, readConversation: ReadConversation): ImportedRecording {
  const kept = readConversation(text);
  if (kept === 'newerVersion') return unreadable('newerVersion');
  if (!kept) return unreadable('damaged');
  const collector = new ExchangeCollector();
  for (const entry of kept.entries) collector.add(entry);
  const recorded = collector.exchanges;
  const exchanges = recorded.length > 0 ? recorded : exchangesOf(kept);
  if (exchanges.length === 0) return unreadable('noRequests');
  return loadedFrom('conversation', headerOf(kept), exchanges);
}

function importAnswer(bytes: Buffer, text: string, createdAt: number): ImportedRecording {
  if (jsonValues(text).some((value) => isAnswer(value, text.length))) {
    const { header, exchange } = fromAnswer(bytes, createdAt);
    return loadedFrom('answer', header, [exchange]);
  }
  // Text that begins like JSON was once one of these files; a date in brackets does not match.
  const isCut =
    parseJson(text) === undefined && /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]]|$))/.test(text);
  return unreadable(isCut ? 'damaged' : 'notARecording');
}

function loadedFrom(
  source: RecordingSource,
  header: RecordingHeader,
  exchanges: readonly Exchange[],
): ImportedRecording {
  return { type: 'loaded', source, header, exchanges, damage: unfinished(exchanges) };
}

function unreadable(reason: ImportProblem): ImportedRecording {
  return { type: 'unreadable', reason };
}

function isRecordingHead(head: Buffer): boolean {
  const first = firstLine(head.toString().replace(/^\ufeff/, ''));
  return isRecord(first) && first['format'] === recordingFormat;
}

/** Everything up to the end of the first line that is not blank, and the rest of that chunk. */
async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < maxHeadBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
    if (head.toString('latin1').trimStart().includes('\n')) break;
  }
  return head;
}

async function* following(head: Buffer, chunks: Bytes): AsyncGenerator<Uint8Array> {
  yield head;
  yield* chunks;
}

/** Undefined when there is more than `maxBytes`; stops reading there. */
async function readBounded(source: Bytes, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    length += part.length;
    if (length > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
