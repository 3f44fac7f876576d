import type { LineEntry } from './recording.ts';

/** Texts are stored in blocks of this size. */
const blockBytes = 1024 * 1024;
/** A lone surrogate has no UTF-8. */
const surrogate = /\p{Surrogate}/u;
/** The most UTF-8 bytes that one UTF-16 unit needs. */
const maxBytesOfUnit = 3;

/**
 * Keeps the texts of lines as bytes outside of V8's heap. They are nearly all of a large recording,
 * and as strings the garbage collector would visit them again and again.
 */
export class OffHeapText {
  #block = Buffer.alloc(0);
  #used = 0;

  /** The same entry, with its text in the pool. Text that UTF-8 cannot represent stays a string. */
  keep(entry: LineEntry): LineEntry {
    const { text } = entry;
    if (text === undefined || surrogate.test(text)) return entry;
    const mostBytes = text.length * maxBytesOfUnit;
    if (mostBytes > blockBytes) return new PooledLine(entry, Buffer.from(text));
    if (this.#used + mostBytes > this.#block.length) {
      this.#block = Buffer.allocUnsafeSlow(blockBytes);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += this.#block.write(text, start);
    return new PooledLine(entry, this.#block, start, this.#used);
  }
}

/** An entry whose text is decoded on each access. A copy of it (`{ ...entry }`) has no text. */
class PooledLine implements LineEntry {
  readonly type = 'line';
  readonly exchange: number;
  readonly atMs: number;
  readonly startedMs: number;
  readonly omittedBytes?: number;
  readonly #block: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(entry: LineEntry, block: Buffer, start = 0, end = block.length) {
    this.exchange = entry.exchange;
    this.atMs = entry.atMs;
    this.startedMs = entry.startedMs;
    if (entry.omittedBytes !== undefined) this.omittedBytes = entry.omittedBytes;
    this.#block = block;
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.#block.toString('utf8', this.#start, this.#end);
  }

  toJSON(): LineEntry {
    return { ...this, text: this.text };
  }
}
