import { Buffer, constants, isAscii, isUtf8 } from 'node:buffer';
import type { Failure } from '../../shared/failure/failure.ts';
import { isBeginningOfJson, type Misframed, readMisframed } from './framing.ts';
import { lineFailure, type LineReason, PartialLine } from './partialLine.ts';

/**
 * One line that is not blank: its value, or the `protocol` failure that explains why it has none.
 */
export type NdjsonLine<T = unknown> =
  | {
      readonly ok: true;
      /** 1-based, counting blank lines. */
      readonly line: number;
      /** Without line break and BOM. */
      readonly bytes: number;
      readonly value: T;
    }
  | {
      readonly ok: false;
      readonly line: number;
      readonly bytes: number;
      readonly failure: Failure;
      /** The stream's actual framing, if the line reveals it. */
      readonly misframed?: Misframed;
    };

export interface NdjsonOptions<T = unknown> {
  /** Longer lines become failures and are not kept in memory. Default 32 MiB. */
  readonly maxLineBytes?: number;
  /** Masks secrets in the head of a bad line, before it is cut short. */
  readonly hide?: (head: string) => string;
  /** Parses a line's text and throws for anything but JSON; default JSON.parse. */
  readonly parse?: (text: string) => T;
}

/** Bytes of whole lines. */
interface Region {
  readonly bytes: Buffer;
  /** The bytes as text, if all are ASCII: decoded in one go, with the same offsets. */
  readonly ascii: string | undefined;
  /** True if the stream ends here without a line break. */
  readonly isLast: boolean;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const bom = Buffer.from('\ufeff');
/** A line's break and BOM do not count towards its length. */
const framingBytes = bom.length + 1;
/** Bounds a batch, and the work between two turns of the consumer. */
const windowBytes = 65_536;

/**
 * Reads newline-delimited JSON (API notes, 1.3) in batches: the lines completed by a chunk, or by
 * 64 KiB of a long one. A bad line becomes a failure in its place, and the following lines still
 * arrive. Reads a chunk only when the previous one is used up; leaving the loop closes the source.
 * An error of the source comes after everything that arrived, including an unfinished line.
 */
export async function* parseNdjson<T = unknown>(
  source: AsyncIterable<Uint8Array>,
  options: NdjsonOptions<T> = {},
): AsyncGenerator<readonly NdjsonLine<T>[], void, undefined> {
  const reader = new LineReader(options);
  try {
    for await (const bytes of source) {
      const chunk = asBuffer(bytes);
      for (let at = 0; at < chunk.length;) {
        const batch: NdjsonLine<T>[] = [];
        at = reader.read(chunk, at, batch);
        if (batch.length > 0) yield batch;
      }
    }
  } catch (error) {
    const rest = reader.finish();
    if (rest.length > 0) yield rest;
    throw error;
  }
  const rest = reader.finish();
  if (rest.length > 0) yield rest;
}

/** Like `parseNdjson`, for complete bytes: their end is the stream's end. */
export function parseWholeNdjson<T = unknown>(
  bytes: Uint8Array,
  options: NdjsonOptions<T> = {},
): readonly NdjsonLine<T>[] {
  const reader = new LineReader(options);
  const chunk = asBuffer(bytes);
  const lines: NdjsonLine<T>[] = [];
  for (let at = 0; at < chunk.length;) at = reader.read(chunk, at, lines);
  lines.push(...reader.finish());
  return lines;
}

const gzip: Misframed = { framing: 'gzip', texts: [], isWhole: false };

class LineReader<T> {
  readonly #maxLineBytes: number;
  readonly #hide: (head: string) => string;
  readonly #parse: (text: string) => T;
  readonly #partial: PartialLine;
  #line = 0;

  constructor({
    maxLineBytes = 32 * 1024 * 1024,
    hide = (head) => head,
    parse = (text) => JSON.parse(text) as T,
  }: NdjsonOptions<T>) {
    this.#hide = hide;
    this.#parse = parse;
    this.#maxLineBytes = Math.min(maxLineBytes, constants.MAX_STRING_LENGTH);
    this.#partial = new PartialLine(this.#maxLineBytes + framingBytes);
  }

  /** Reads one batch from offset `from` and returns the offset of the next one. */
  read(chunk: Buffer, from: number, batch: NdjsonLine<T>[]): number {
    let start = from;
    if (this.#partial.length > 0) {
      const end = chunk.indexOf(lineFeed, start);
      this.#partial.append(chunk, start, end === -1 ? chunk.length : end);
      if (end === -1) return chunk.length;
      this.#takePartial(false, batch);
      start = end + 1;
    }
    const end = windowEnd(chunk, start);
    if (end > start) this.#parseLines(makeRegion(chunk.subarray(start, end), false), batch);
    // The rest of the chunk may hold more lines.
    if (end > start && chunk.length - start > windowBytes) return end;
    this.#partial.append(chunk, end, chunk.length);
    return chunk.length;
  }

  /** The last line, if no line break followed it. */
  finish(): readonly NdjsonLine<T>[] {
    const batch: NdjsonLine<T>[] = [];
    if (this.#partial.length > 0) this.#takePartial(true, batch);
    return batch;
  }

  #parseLines(region: Region, batch: NdjsonLine<T>[]): void {
    const { bytes, ascii } = region;
    for (let at = 0; at < bytes.length;) {
      const end = ascii === undefined ? bytes.indexOf(lineFeed, at) : ascii.indexOf('\n', at);
      const parsed = this.#parseLine(region, at, end);
      if (parsed !== undefined) batch.push(parsed);
      at = end + 1;
    }
  }

  #takePartial(isLast: boolean, batch: NdjsonLine<T>[]): void {
    const partial = this.#partial;
    const { bytes } = partial;
    let parsed: NdjsonLine<T> | undefined;
    if (partial.isOverflowing) {
      this.#line += 1;
      const start = this.#bomLength(bytes, 0);
      const length = partial.length - start - (partial.lastByte === carriageReturn ? 1 : 0);
      parsed = this.#bad('tooLong', bytes.subarray(start, start + length), length);
    } else {
      parsed = this.#parseLine(makeRegion(bytes, isLast), 0, bytes.length);
    }
    partial.clear();
    if (parsed !== undefined) batch.push(parsed);
  }

  #parseLine(region: Region, from: number, to: number): NdjsonLine<T> | undefined {
    const { bytes } = region;
    this.#line += 1;
    const start = from + this.#bomLength(bytes, from);
    const end = to > start && bytes[to - 1] === carriageReturn ? to - 1 : to;
    const length = end - start;
    if (length > this.#maxLineBytes) return this.#bad('tooLong', bytes.subarray(start, end));
    if (isBlank(bytes, start, end)) return undefined;
    const text = region.ascii?.slice(start, end) ?? decode(bytes, start, end);
    // Decoding replaces invalid bytes with U+FFFD, but the sender may have sent U+FFFD itself.
    if (text.includes('\ufffd') && !isUtf8(bytes.subarray(start, end))) {
      const isCut = region.isLast && endsWithinCharacter(bytes.subarray(start, end));
      const isGzip = this.#line === 1 && bytes[start] === 0x1f && bytes[start + 1] === 0x8b;
      const bad = this.#bad(isCut ? 'cut' : 'invalidUtf8', bytes.subarray(start, end));
      return isGzip ? { ...bad, misframed: gzip } : bad;
    }
    let value: T;
    try {
      value = this.#parse(text);
    } catch {
      const isCut = region.isLast && isBeginningOfJson(text);
      const misframed = readMisframed(text);
      const bad = this.#bad(isCut ? 'cut' : 'notJson', bytes.subarray(start, end));
      // A response can be cut anywhere, so a cut line is no sign of spread JSON.
      const isExplained = misframed && !(isCut && misframed.framing === 'spread');
      return isExplained ? { ...bad, misframed } : bad;
    }
    return { ok: true, line: this.#line, bytes: length, value };
  }

  #bad(reason: LineReason, content: Buffer, bytes = content.length) {
    const line = this.#line;
    const failure = lineFailure(line, bytes, reason, this.#hide, content);
    return { ok: false, line, bytes, failure } as const;
  }

  #bomLength(bytes: Buffer, start: number): number {
    const isBom = this.#line === 1 && bom.equals(bytes.subarray(start, start + bom.length));
    return isBom ? bom.length : 0;
  }
}

function makeRegion(bytes: Buffer, isLast: boolean): Region {
  const ascii =
    bytes.length <= windowBytes && isAscii(bytes) ? bytes.toString('latin1') : undefined;
  return { bytes, ascii, isLast };
}

/** The bytes as a Buffer over the same memory. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The offset after the last line feed of the next 64 KiB, or after the first one of a longer line;
 * `start` if no line ends.
 */
function windowEnd(chunk: Buffer, start: number): number {
  const end = chunk.lastIndexOf(lineFeed, start + windowBytes - 1) + 1;
  if (end > start) return end;
  const later = chunk.indexOf(lineFeed, start + windowBytes) + 1;
  return Math.max(start, later);
}

/**
 * A Buffer's own decoder: `toString` checks its arguments first, which is measurable on short
 * lines.
 */
interface FastBuffer {
  utf8Slice?(start: number, end: number): string;
}

function decode(bytes: Buffer & FastBuffer, start: number, end: number): string {
  return bytes.utf8Slice?.(start, end) ?? bytes.toString('utf8', start, end);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== space && (byte < tab || byte > carriageReturn)) return false;
  }
  return true;
}

/** True if the bytes are valid UTF-8 except for an incomplete last character. */
function endsWithinCharacter(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
