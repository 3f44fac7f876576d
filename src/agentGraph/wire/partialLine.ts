import { Buffer } from 'node:buffer';
import type { Failure, CauseOf, FailureCause } from '../../shared/failure/failure.ts';

/** Enough for the 80 characters of a failure's head, and for a whole secret at their end. */
export const headBytes = 4096;
const smallestBytes = 16_384;
const largestReusedBytes = 65_536;

/**
 * A line whose end has not arrived. Copies the bytes, in amortised linear time, so that the chunks
 * can be freed; of a line over `maxBytes` keeps only the first bytes and the length.
 */
export class PartialLine {
  readonly #maxBytes: number;
  #buffer = Buffer.alloc(0);
  #held = 0;
  #length = 0;
  #lastByte = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes since the last line break, including the dropped ones of a long line. */
  get length(): number {
    return this.#length;
  }

  get lastByte(): number {
    return this.#lastByte;
  }

  get isOverflowing(): boolean {
    return this.#length > this.#maxBytes;
  }

  /** The kept bytes: all, or the head when overflowing. Valid until the next `append`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#held);
  }

  append(chunk: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.#length += end - start;
    this.#lastByte = chunk[end - 1] ?? 0;
    if (this.isOverflowing) this.#keepHead(chunk, start, end);
    else this.#keep(chunk, start, end);
  }

  /** Clears the line, and frees the memory of an unusually long one. */
  clear(): void {
    this.#held = 0;
    this.#length = 0;
    if (this.#buffer.length > largestReusedBytes) this.#buffer = Buffer.alloc(0);
  }

  #keepHead(chunk: Buffer, start: number, end: number): void {
    if (this.#held > headBytes) {
      this.#buffer = Buffer.from(this.#buffer.subarray(0, headBytes));
      this.#held = headBytes;
    }
    this.#keep(chunk, start, Math.min(end, start + headBytes - this.#held));
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    const needed = this.#held + end - start;
    if (needed > this.#buffer.length) {
      const roomy = Math.min(Math.max(2 * needed, smallestBytes), this.#maxBytes);
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, roomy));
      this.#buffer.copy(grown, 0, 0, this.#held);
      this.#buffer = grown;
    }
    chunk.copy(this.#buffer, this.#held, start, end);
    this.#held = needed;
  }
}

/** What can be wrong with the bytes of a line; depth concerns its value. */
export type LineReason = Exclude<CauseOf<'line'>['reason'], 'tooDeep'>;

const headCharacters = 80;

/**
 * The failure of a line without a value. Reads only the first bytes of `content`; `hide` masks
 * them.
 */
export function lineFailure(
  line: number,
  bytes: number,
  reason: LineReason,
  hide: (head: string) => string,
  content: Buffer,
): Failure {
  const head = visibleHead(hide(content.toString('utf8', 0, headBytes)));
  const cause: FailureCause = { type: 'line', line, bytes, reason, head };
  return { kind: 'protocol', cause, retryable: false };
}

/** The first characters of an already masked text, with invisible characters escaped. */
export function visibleHead(text: string): string {
  return [...text.slice(0, 2 * headCharacters)]
    .slice(0, headCharacters)
    .join('')
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
}
