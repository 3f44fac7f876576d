import { ExchangeCollector, type Exchange } from './exchanges.ts';
import type { Recorder } from './recordExchanges.ts';
import type { RecordingEntry } from './recording.ts';

export interface WireLogOptions {
  /** When the conversation began, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** What was kept of it, in its order. */
  readonly entries?: readonly RecordingEntry[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * What goes over the wire in one conversation, over all its sessions. Numbers count on and times run
 * on where a kept conversation ended, whatever was done to the machine's clock.
 */
export class ExchangeLog {
  /** Milliseconds since the epoch; the entries' times count from it. */
  readonly createdAt: number;
  /** For whoever records: all sessions of the conversation write here. */
  readonly recorder: Required<Recorder>;
  readonly #exchanges = new ExchangeCollector();
  readonly #listeners = new Set<(entry: RecordingEntry) => void>();
  /** The number of the last exchange that is over because its window is. */
  readonly #lastKept: number;
  readonly #entries: RecordingEntry[];
  /** What the recorder has put off until the answer was passed on. */
  #putOff: (() => void)[] = [];

  constructor({ createdAt, entries = [], now }: WireLogOptions) {
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

  /** Everything, in its order. The list grows: a copy for every line would cost more than the line. */
  get entries(): readonly RecordingEntry[] {
    this.#catchUp();
    return this.#entries;
  }

  /** In the order of their requests. They grow. */
  get exchanges(): readonly Exchange[] {
    this.#catchUp();
    return this.#exchanges.exchanges;
  }

  /** The exchange of that number; it grows. */
  find(number: number): Exchange | undefined {
    this.#catchUp();
    return this.#exchanges.find(number);
  }

  /** True while more may come of it; false also for one that ended unseen, with its window. */
  isUnderWay({ number, end }: Exchange): boolean {
    return !end && number > this.#lastKept;
  }

  /** Calls the listener with each new entry; returns a function that ends it. */
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
