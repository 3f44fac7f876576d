import type {
  EndEntry,
  LineEntry,
  RecordingEntry,
  RequestEntry,
  ResponseEntry,
  RetryEntry,
} from './recording.ts';

/** One request and everything that followed from it. */
export interface Exchange {
  readonly number: number;
  readonly request: RequestEntry;
  readonly retries: readonly RetryEntry[];
  /** Missing when no response came. */
  readonly response?: ResponseEntry;
  readonly lines: readonly LineEntry[];
  /** Missing when the recording stopped before it. */
  readonly end?: EndEntry;
}

type Growing = {
  -readonly [K in keyof Exchange]: Exchange[K] extends readonly (infer T)[] ? T[] : Exchange[K];
};

/** Groups entries by exchange. Entries without a request are counted as strays. */
export class ExchangeCollector {
  readonly #exchanges = new Map<number, Growing>();
  #strays = 0;

  /** In the order of their requests. */
  get exchanges(): readonly Exchange[] {
    return [...this.#exchanges.values()];
  }

  find(number: number): Exchange | undefined {
    return this.#exchanges.get(number);
  }

  /** How many entries belong to no request. */
  get strays(): number {
    return this.#strays;
  }

  add(entry: RecordingEntry): void {
    const known = this.#exchanges.get(entry.exchange);
    if (entry.type === 'request' && !known) {
      const { exchange: number } = entry;
      this.#exchanges.set(number, { number, request: entry, retries: [], lines: [] });
    } else if (!known || entry.type === 'request') this.#strays += 1;
    else if (entry.type === 'line') known.lines.push(entry);
    else if (entry.type === 'retry') known.retries.push(entry);
    else if (entry.type === 'response') known.response ??= entry;
    else known.end ??= entry;
  }
}

/**
 * The entries of all exchanges in time order. Entries of one exchange keep their own order, even if
 * a damaged file gives them wrong times.
 */
export function entriesOf(exchanges: readonly Exchange[]): readonly RecordingEntry[] {
  return exchanges
    .flatMap(({ request, retries, response, lines, end }) => {
      const own = [
        request,
        ...retries,
        ...(response ? [response] : []),
        ...lines,
        ...(end ? [end] : []),
      ];
      let reachedMs = 0;
      return own.map((entry) => ({ entry, atMs: (reachedMs = Math.max(reachedMs, entry.atMs)) }));
    })
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ entry }) => entry);
}
