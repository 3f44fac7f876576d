import {
  kindsWithoutEvent,
  type WireExchange,
  type WirePlace,
  type WireRow,
  type WireTag,
} from '../shared/inspector.ts';
import { ExchangeCollector, type Exchange } from './exchanges.ts';
import { figuresOf, inspectLine, lineText, type ContractFinding } from './inspection.ts';
import { isSpoken, plainLine, summaryOf } from './lineSummary.ts';
import type { LineEntry, RecordingEntry } from './recording.ts';

/** Nobody reads more than so many tags of a line. */
const maxTags = 50;
/** There is nothing to compare in them. */
const noEvents: readonly string[] = kindsWithoutEvent;

export interface WireReaderOptions {
  /** Milliseconds since the epoch; the entries' times count from it. */
  readonly createdAt: number;
  /** True while more may come of an exchange that has no end. */
  readonly isUnderWay: (exchange: Exchange) => boolean;
}

/** What is counted while the lines of an exchange are read. */
interface Counts {
  bytes: number;
  firstTextMs?: number;
}

/** A line as text, and the same event before it. */
export interface ComparedLine {
  readonly text: string;
  readonly previous?: { readonly place: WirePlace; readonly text: string };
}

/** Makes of a conversation's entries, one after the other, what the inspector shows. */
export class WireReader {
  readonly #options: WireReaderOptions;
  readonly #collector = new ExchangeCollector();
  readonly #counts = new Map<number, Counts>();
  readonly #rows: WireRow[] = [];
  /** Line for line what `#rows` has. */
  readonly #lines: LineEntry[] = [];
  /** Events that the documents do not have and the conversation had. */
  readonly #seenEvents = new Set<string>();

  constructor(options: WireReaderOptions) {
    this.#options = options;
  }

  /** In the order in which the lines came. It grows. */
  get rows(): readonly WireRow[] {
    return this.#rows;
  }

  /** In the order of their requests. */
  get exchanges(): readonly Exchange[] {
    return this.#collector.exchanges;
  }

  find(number: number): Exchange | undefined {
    return this.#collector.find(number);
  }

  /** Entries of a request that is not there are left out. */
  add(entry: RecordingEntry): void {
    this.#collector.add(entry);
    const exchange = this.#collector.find(entry.exchange);
    if (exchange && entry.type === 'line') this.#addLine(exchange, entry);
  }

  /** The exchange as the inspector shows it. */
  describe(exchange: Exchange): WireExchange {
    const { number, request, retries, response, end } = exchange;
    const { endpoint, turn, method, url, headers, body, atMs: sentMs } = request;
    const { createdAt, isUnderWay } = this.#options;
    const { totalMs, firstByteMs } = figuresOf(exchange);
    const { bytes, firstTextMs } = this.#countsOf(number);
    return {
      number,
      endpoint,
      ...(turn !== undefined && { turnId: turn }),
      method,
      url,
      sentAt: Math.round(createdAt + sentMs),
      requestHeaders: headers,
      requestBody: body,
      ...(response && {
        status: response.status,
        responseHeaders: response.headers,
        headMs: response.atMs - sentMs,
        ...(response.connection && { connection: response.connection }),
      }),
      retries: retries.map(({ atMs, attempt, waitMs, reason }) => ({
        atMs: atMs - sentMs,
        attempt,
        waitMs,
        reason,
      })),
      outcome: end?.outcome ?? (isUnderWay(exchange) ? 'underWay' : 'unfinished'),
      ...(end?.failure && { failure: end.failure }),
      ...(firstByteMs !== undefined && { firstByteMs }),
      ...(firstTextMs !== undefined && { firstTextMs }),
      lastMs: totalMs,
      bytes,
    };
  }

  /** The line at that place with the same event of the turn before; undefined when there is none. */
  compare({ exchange, line }: WirePlace): ComparedLine | undefined {
    const index = this.#rows.findIndex((row) => row.exchange === exchange && row.line === line);
    const [row, entry] = [this.#rows[index], this.#lines[index]];
    if (!row || !entry) return undefined;
    const previous = this.#previous(row, index);
    return { text: lineText(entry), ...(previous && { previous }) };
  }

  /** Indexes of the rows whose line has that text in it, without regard to case. */
  search(text: string): readonly number[] {
    const wanted = text.toLowerCase();
    return this.#lines.flatMap((entry, index) =>
      lineText(entry).toLowerCase().includes(wanted) ? [index] : [],
    );
  }

  /** Those rows' lines as they came, each with a line break. */
  linesOf(rows: readonly number[]): string {
    return rows
      .flatMap((index) => this.#lines[index] ?? [])
      .map((entry) => `${lineText(entry)}\n`)
      .join('');
  }

  #addLine(exchange: Exchange, entry: LineEntry): void {
    const { row, parts, findings } = inspectLine(exchange, exchange.lines.length - 1);
    const counts = this.#countsOf(exchange.number);
    counts.bytes += row.bytes;
    if (parts.some(isSpoken)) counts.firstTextMs ??= row.atMs;
    this.#lines.push(entry);
    this.#rows.push({
      exchange: exchange.number,
      ...row,
      // A key may be anything as well.
      kinds: row.kinds.map((kind) => plainLine(kind)),
      summary: summaryOf(entry, parts),
      tags: findings.slice(0, maxTags).map((finding) => this.#tagOf(finding)),
    });
  }

  #tagOf({ finding: type, subject: full }: ContractFinding): WireTag {
    const subject = plainLine(full);
    if (type !== 'unknownEvent') return { type, subject };
    const isNew = !this.#seenEvents.has(full);
    this.#seenEvents.add(full);
    return { type, subject, isNew };
  }

  /** The first event with its like in the exchange before that has one, counted from its start. */
  #previous({ exchange, kinds }: WireRow, index: number): ComparedLine['previous'] {
    const kind = kinds.find((one) => !noEvents.includes(one));
    if (kind === undefined) return undefined;
    const isAlike = (row: WireRow) => row.kinds.includes(kind);
    const before = this.#rows.slice(0, index);
    const ordinal = before.filter((row) => row.exchange === exchange && isAlike(row)).length;
    const last = before.findLast((row) => row.exchange !== exchange && isAlike(row));
    const others = before.filter((row) => row.exchange === last?.exchange && isAlike(row));
    const found = others[ordinal] ?? last;
    const entry = found && this.#lines[this.#rows.indexOf(found)];
    if (!entry) return undefined;
    const place = { exchange: found.exchange, line: found.line };
    return { place, text: lineText(entry) };
  }

  #countsOf(number: number): Counts {
    const counts = this.#counts.get(number) ?? { bytes: 0 };
    this.#counts.set(number, counts);
    return counts;
  }
}
