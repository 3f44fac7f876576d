import { compact } from '../../shared/compact.ts';
import {
  kindsWithoutEvent,
  type WireExchange,
  type WirePlace,
  type WireRow,
  type WireTag,
} from '../../shared/protocol/inspectorProtocol.ts';
import type { ExchangeLog } from '../exchangeLog.ts';
import type { Exchange } from '../exchanges.ts';
import { figuresOf, inspectLine, lineText, type ContractFinding } from './inspection.ts';
import { shortLine } from '../../shared/visibleText.ts';
import { isSpoken, maxSummaryLength, summaryOf } from './lineSummary.ts';
import type { LineEntry, RecordingEntry } from '../recording.ts';

/** More tags than this on one line are not useful. */
const maxTags = 50;
/** Kinds without an event; they have nothing to compare. */
const noEvents: readonly string[] = kindsWithoutEvent;

type Log = Pick<ExchangeLog, 'createdAt' | 'isUnderWay' | 'find'>;

/** Counters that grow while the lines of an exchange are read. */
interface Counts {
  lines: number;
  bytes: number;
  isEnded: boolean;
  firstTextMs?: number;
}

/** A line as text, with the same event of an earlier turn. */
export interface ComparedLine {
  readonly text: string;
  readonly previous?: { readonly place: WirePlace; readonly text: string };
}

/** What is kept of a row; the rest is derived again on demand. */
type RowPlace = Pick<WireRow, 'exchange' | 'line' | 'kinds'>;

/**
 * Turns the entries of a log, one by one, into what the inspector shows. The log may be ahead of
 * what has been read.
 */
export class WireReader {
  readonly #log: Log;
  readonly #counts = new Map<number, Counts>();
  readonly #places: RowPlace[] = [];
  /** Lists of kinds by their joined names, shared because most lines have the same few. */
  readonly #kinds = new Map<string, readonly string[]>();
  /** Undocumented events seen so far in the conversation. */
  readonly #seenEvents = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Reads the log's next entry; returns the row if it is a line of a request. */
  read(entry: RecordingEntry): WireRow | undefined {
    if (entry.type === 'end') this.#countsOf(entry.exchange).isEnded = true;
    if (entry.type !== 'line') return undefined;
    const exchange = this.#log.find(entry.exchange);
    // A line that came before its request belongs to none.
    const isNext = exchange?.lines[this.#countsOf(entry.exchange).lines] === entry;
    return exchange && isNext ? this.#readLine(exchange, entry) : undefined;
  }

  /** The exchange as the inspector shows it, as far as it has been read. */
  describe(exchange: Exchange): WireExchange {
    const { bytes, firstTextMs, isEnded } = this.#countsOf(exchange.number);
    const { end: readLater, ...open } = exchange;
    const read: Exchange = isEnded ? exchange : open;
    const { number, request, retries, response, end } = read;
    const { endpoint, turn, method, url, headers, body, atMs: sentMs } = request;
    const { status, headers: responseHeaders, connection } = response ?? {};
    const { totalMs, firstByteMs } = figuresOf(read);
    return {
      ...compact({ number, endpoint, turnId: turn, method, url }),
      sentAt: Math.round(this.#log.createdAt + sentMs),
      requestHeaders: headers,
      requestBody: body,
      ...compact({ status, responseHeaders, connection }),
      ...(response && { headMs: response.atMs - sentMs }),
      retries: retries.map(({ atMs, attempt, waitMs, reason }) => ({
        atMs: atMs - sentMs,
        attempt,
        waitMs,
        reason,
      })),
      outcome: end?.outcome ?? (this.#log.isUnderWay(read) ? 'underWay' : 'unfinished'),
      ...compact({ failure: end?.failure, firstByteMs, firstTextMs, lastMs: totalMs, bytes }),
    };
  }

  /**
   * The line at that place, with the same event of an earlier turn if there is one. Undefined when
   * there is no such line.
   */
  compare({ exchange, line }: WirePlace): ComparedLine | undefined {
    const index = this.#places.findIndex((one) => one.exchange === exchange && one.line === line);
    const place = this.#places[index];
    if (!place) return undefined;
    const previous = this.#previous(place, index);
    return { text: this.#textAt(place), ...(previous && { previous }) };
  }

  /** Indexes of the rows whose line contains the text, ignoring case. */
  search(text: string): readonly number[] {
    const wanted = text.toLowerCase();
    return this.#places.flatMap((place, index) =>
      this.#textAt(place).toLowerCase().includes(wanted) ? [index] : [],
    );
  }

  /** The original lines of these rows, each with a line break. */
  linesOf(rows: readonly number[]): string {
    return rows
      .flatMap((index) => this.#places[index] ?? [])
      .map((place) => `${this.#textAt(place)}\n`)
      .join('');
  }

  #readLine(exchange: Exchange, entry: LineEntry): WireRow {
    const counts = this.#countsOf(exchange.number);
    const { row, parts, findings } = inspectLine(exchange, counts.lines);
    counts.lines += 1;
    counts.bytes += row.bytes;
    if (parts.some(isSpoken)) counts.firstTextMs ??= row.atMs;
    const kinds = this.#sameKinds(row.kinds);
    this.#places.push({ exchange: exchange.number, line: row.line, kinds });
    return {
      exchange: exchange.number,
      ...row,
      kinds,
      summary: summaryOf(entry, parts),
      tags: findings.slice(0, maxTags).map((finding) => this.#tagOf(finding)),
    };
  }

  /**
   * The kinds, shortened for display because a key may be any text. Returns the same list for the
   * same kinds.
   */
  #sameKinds(kinds: readonly string[]): readonly string[] {
    const name = kinds.join('\n');
    const known = this.#kinds.get(name) ?? kinds.map((kind) => shortLine(kind, maxSummaryLength));
    this.#kinds.set(name, known);
    return known;
  }

  #textAt({ exchange, line }: WirePlace): string {
    const entry = this.#log.find(exchange)?.lines[line - 1];
    return entry ? lineText(entry) : '';
  }

  #tagOf({ finding: type, subject: full }: ContractFinding): WireTag {
    const subject = shortLine(full, maxSummaryLength);
    if (type !== 'unknownEvent') return { type, subject };
    const isNew = !this.#seenEvents.has(full);
    this.#seenEvents.add(full);
    return { type, subject, isNew };
  }

  /**
   * The line to compare with. Takes the row's first event kind and the nearest earlier exchange
   * that has it; there, the line with the same ordinal among those of that kind, or else the last
   * one.
   */
  #previous({ exchange, kinds }: RowPlace, index: number): ComparedLine['previous'] {
    const kind = kinds.find((one) => !noEvents.includes(one));
    if (kind === undefined) return undefined;
    const isAlike = (one: RowPlace) => one.kinds.includes(kind);
    const before = this.#places.slice(0, index);
    const ordinal = before.filter((one) => one.exchange === exchange && isAlike(one)).length;
    const last = before.findLast((one) => one.exchange !== exchange && isAlike(one));
    const others = before.filter((one) => one.exchange === last?.exchange && isAlike(one));
    const found = others[ordinal] ?? last;
    if (!found) return undefined;
    const place = { exchange: found.exchange, line: found.line };
    return { place, text: this.#textAt(place) };
  }

  #countsOf(number: number): Counts {
    const counts = this.#counts.get(number) ?? { lines: 0, bytes: 0, isEnded: false };
    this.#counts.set(number, counts);
    return counts;
  }
}
