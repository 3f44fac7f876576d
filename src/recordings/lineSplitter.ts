/** A line of a body, including its line break. */
export interface RawLine {
  readonly bytes: Buffer;
  readonly startedMs: number;
  readonly omittedBytes: number;
}

const lineFeed = 0x0a;
/** How much is kept of a longer line, in bytes: as much as the client itself reads. */
export const maxKeptBytes = 32 * 1024 * 1024;

/** The lines of a complete body. */
export function linesOfBody(bytes: Uint8Array): readonly RawLine[] {
  const splitter = new LineSplitter(maxKeptBytes);
  const lines = [...splitter.push(bytes, 0)];
  const rest = splitter.finish();
  return rest ? [...lines, rest] : lines;
}

/** Splits the chunks of a body into lines, without looking at their content. */
export class LineSplitter {
  readonly #maxLineBytes: number;
  #parts: Buffer[] = [];
  #length = 0;
  #startedMs = 0;
  #omittedBytes = 0;

  /** Keeps at most `maxLineBytes` of each line. */
  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** The lines that a chunk completes; `atMs` is when it arrived. */
  *push(chunk: Uint8Array, atMs: number): Generator<RawLine, void, undefined> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(lineFeed, start) + 1;
      this.#append(bytes.subarray(start, end === 0 ? bytes.length : end), atMs);
      if (end === 0) return;
      yield this.#take();
      start = end;
    }
  }

  /** The last line, if it has no line break. */
  finish(): RawLine | undefined {
    return this.#length > 0 ? this.#take() : undefined;
  }

  #append(part: Buffer, atMs: number): void {
    if (this.#length === 0) this.#startedMs = atMs;
    const kept = part.subarray(0, this.#maxLineBytes - this.#length);
    this.#omittedBytes += part.length - kept.length;
    if (kept.length === 0) return;
    this.#parts.push(kept);
    this.#length += kept.length;
  }

  #take(): RawLine {
    const [first = Buffer.alloc(0), ...more] = this.#parts;
    const line = {
      bytes: more.length === 0 ? first : Buffer.concat(this.#parts),
      startedMs: this.#startedMs,
      omittedBytes: this.#omittedBytes,
    };
    this.#parts = [];
    this.#length = 0;
    this.#omittedBytes = 0;
    return line;
  }
}
