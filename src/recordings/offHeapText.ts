import type { LineEntry } from './recording.ts';

/** The texts of many lines stand in blocks of so many bytes. */
const blockBytes = 1024 * 1024;
/** Half a character has no UTF-8. */
const surrogate = /\p{Surrogate}/u;
/** UTF-8 needs no more for a UTF-16 unit. */
const maxBytesOfUnit = 3;

/**
 * Keeps the texts of lines as bytes outside of V8's heap: of a large recording they are nearly
 * everything, and as strings they would pass through the collector's hands again and again.
 */
export class OffHeapText {
  #block = Buffer.alloc(0);
  #used = 0;

  /** The same entry, with its text in the pool. What UTF-8 cannot hold stays a string. */
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

/** An entry whose text is made when it is asked for. A copy of it (`{ ...entry }`) has none. */
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
