import type {
  EndEntry,
  LineEntry,
  RecordingEntry,
  RequestEntry,
  ResponseEntry,
  RetryEntry,
} from './recording.ts';

/** One request and everything that came of it. */
export interface Exchange {
  readonly number: number;
  readonly request: RequestEntry;
  readonly retries: readonly RetryEntry[];
  /** Missing when none came. */
  readonly response?: ResponseEntry;
  readonly lines: readonly LineEntry[];
  /** Missing when the recording stopped before it. */
  readonly end?: EndEntry;
}

type Growing = {
  -readonly [K in keyof Exchange]: Exchange[K] extends readonly (infer T)[] ? T[] : Exchange[K];
};

/** Puts together what belongs together. Entries whose request is missing are counted as strays. */
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
 * The entries of the exchanges in the order in which they happened. Those of one exchange stay in
 * theirs, whatever times a damaged file gives them.
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
