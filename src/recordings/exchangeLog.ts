import { ExchangeCollector, type Exchange } from './exchanges.ts';
import type { Recorder } from './recordExchanges.ts';
import type { RecordingEntry } from './recording.ts';

export interface ExchangeLogOptions {
  /** When the conversation began, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** The saved entries, in order. */
  readonly entries?: readonly RecordingEntry[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The requests and responses of one conversation, across all its sessions. For a saved
 * conversation, request numbers and times continue where it ended, even if the machine's clock was
 * changed.
 */
export class ExchangeLog {
  /** Milliseconds since the epoch; the entries' times count from it. */
  readonly createdAt: number;
  /** All sessions of the conversation write here. */
  readonly recorder: Required<Recorder>;
  readonly #exchanges = new ExchangeCollector();
  readonly #listeners = new Set<(entry: RecordingEntry) => void>();
  /** Highest request number of an earlier window; those requests are over. */
  readonly #lastKept: number;
  readonly #entries: RecordingEntry[];
  /** Tasks that the recorder has postponed until the response has been passed on. */
  #putOff: (() => void)[] = [];

  constructor({ createdAt, entries = [], now }: ExchangeLogOptions) {
    this.createdAt = createdAt;
    this.#entries = [...entries];
    let last = 0;
    let lastMs = Math.max(0, now() - createdAt);
    for (const entry of entries) {
      this.#exchanges.add(entry);
      last = Math.max(last, entry.exchange);
      lastMs = Math.max(lastMs, entry.atMs);
    }
    this.#lastKept = last;
    const startedAt = performance.now();
    this.recorder = {
      write: (entry) => {
        this.#catchUp();
        this.#add(entry);
      },
      elapsedMs: () => lastMs + performance.now() - startedAt,
      nextExchange: () => ++last,
      later: (task) => {
        if (this.#putOff.push(task) === 1) setImmediate(() => this.#catchUp());
      },
    };
  }

  /**
   * All entries, in order. The same growing list each time: copying it for every line would cost
   * more than the line itself.
   */
  get entries(): readonly RecordingEntry[] {
    this.#catchUp();
    return this.#entries;
  }

  /** In the order of their requests. They grow. */
  get exchanges(): readonly Exchange[] {
    this.#catchUp();
    return this.#exchanges.exchanges;
  }

  /** The exchange with that number; it grows. */
  find(number: number): Exchange | undefined {
    this.#catchUp();
    return this.#exchanges.find(number);
  }

  /** True while more may arrive for it. False for one without an end from an earlier window. */
  isUnderWay({ number, end }: Exchange): boolean {
    return !end && number > this.#lastKept;
  }

  /** Calls the listener with each new entry. Returns a function that removes it. */
  onEntry(listener: (entry: RecordingEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #catchUp(): void {
    const tasks = this.#putOff;
    this.#putOff = [];
    for (const task of tasks) task();
  }

  #add(entry: RecordingEntry): void {
    this.#entries.push(entry);
    this.#exchanges.add(entry);
    for (const listener of this.#listeners) listener(entry);
  }
}
