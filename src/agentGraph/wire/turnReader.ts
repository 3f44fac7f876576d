import type { Endpoint, Failure, Framing } from '../../shared/failure/failure.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { TurnItem, TurnStats } from '../../shared/model.ts';
import { failureOfError } from '../errors.ts';
import type { EnvelopePart } from './envelope.ts';
import { EnvelopeReader, type ReadEnvelope } from './envelopeReader.ts';
import { decodeElement, type EventOrigin } from './decodeElement.ts';
import type { Misframed } from './framing.ts';
import type { NdjsonLine } from './ndjson.ts';
import { visibleHead } from './partialLine.ts';

export interface TurnReaderOptions {
  readonly endpoint: Endpoint;
  /** The request's session; events of another one are flagged (API notes, 5.11). */
  readonly sessionId: string;
  /** Masked in every item. */
  readonly secrets: SecretList;
  /** Milliseconds since the turn was sent. */
  readonly elapsedMs: () => number;
}

/** A page's title comes within this length. */
const maxPageLength = 16 * 1024;

/**
 * Turns the lines of one turn into items and counts them. Holds back a failure that can end a
 * stream (an error line or a cut line): it is the turn's end unless something follows it.
 */
export class TurnReader {
  readonly #options: TurnReaderOptions;
  readonly #envelopes: EnvelopeReader;
  #firstByteMs: number | undefined;
  #bytes = 0;
  #lines = 0;
  #events = 0;
  readonly #framings = new Set<Framing>();
  #isPage = false;
  #beginning = '';
  #held: Extract<TurnItem, { type: 'failure' }> | undefined;

  constructor(options: TurnReaderOptions) {
    this.#options = options;
    this.#envelopes = new EnvelopeReader(options.secrets);
  }

  /** Reads the text of one line; throws a SyntaxError if it is not JSON. */
  readonly parse = (text: string): ReadEnvelope => this.#envelopes.read(text);

  /** The beginning of a body that is markup, such as a proxy's page, instead of a response. */
  get page(): string | undefined {
    return this.#isPage ? Buffer.from(this.#beginning, 'latin1').toString() : undefined;
  }

  /** True once a page's title has arrived, or the page goes on without one. */
  get isPageRead(): boolean {
    const isOver = this.#beginning.length >= maxPageLength;
    return this.#isPage && (isOver || /<\/title|<body/i.test(this.#beginning));
  }

  /** Passes the body on and measures it. */
  async *measure(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of body) {
      if (chunk.length > 0) this.#firstByteMs ??= this.#options.elapsedMs();
      this.#bytes += chunk.length;
      // Keeps only what may be a page; after the first event nothing more.
      if (this.#events === 0 && this.#beginning.length < maxPageLength) {
        this.#beginning += Buffer.from(chunk).toString('latin1', 0, maxPageLength);
      }
      yield chunk;
    }
  }

  /** The items of some lines, in order. */
  read(lines: readonly NdjsonLine<ReadEnvelope>[]): readonly TurnItem[] {
    const items: TurnItem[] = [];
    const atMs = this.#options.elapsedMs();
    for (const line of lines) {
      this.#lines += 1;
      if (line.ok) this.#readEnvelope(line, line.value, atMs, items);
      else if (!line.misframed) this.#readBadLine(line.failure, atMs, items);
      else this.#readMisframed(line, line.misframed, atMs, items);
    }
    return items;
  }

  /** The failure held back, once nothing can follow it. */
  takeHeld(): Extract<TurnItem, { type: 'failure' }> | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  stats(): TurnStats {
    return {
      ...(this.#firstByteMs !== undefined && { firstByteMs: this.#firstByteMs }),
      totalMs: this.#options.elapsedMs(),
      bytes: this.#bytes,
      lines: this.#lines,
      events: this.#events,
    };
  }

  #readEnvelope(at: LinePlace, envelope: ReadEnvelope, atMs: number, items: TurnItem[]): void {
    const { endpoint, sessionId, secrets } = this.#options;
    const { parts, values = [], repeatedNames } = envelope;
    for (const [index, part] of parts.entries()) {
      this.#release(items);
      if (part.type === 'error') {
        const failure = failureOfError(endpoint, JSON.parse(part.text), secrets);
        this.#held = { type: 'failure', atMs, failure };
        continue;
      }
      const events = decodeElement(
        part.text,
        originOf(at.line, sessionId, part, repeatedNames),
        values[index],
      );
      if (!events) this.#readBadLine(tooDeep(at, part), atMs, items);
      for (const event of events ?? []) {
        this.#events += 1;
        items.push({ type: 'event', atMs, event });
      }
    }
  }

  /** Reports each kind of misframing once, and reads the values in the line. */
  #readMisframed(
    { line, bytes, failure }: Extract<NdjsonLine, { ok: false }>,
    { framing, texts, isWhole }: Misframed,
    atMs: number,
    items: TurnItem[],
  ): void {
    if (!this.#framings.has(framing)) {
      this.#framings.add(framing);
      this.#release(items);
      const { endpoint } = this.#options;
      const cause = { type: 'framing', reason: framing } as const;
      items.push({
        type: 'failure',
        atMs,
        failure: { kind: 'protocol', endpoint, cause, retryable: false },
      });
    }
    for (const text of texts)
      this.#readEnvelope({ line, bytes }, this.#envelopes.read(text), atMs, items);
    if (!isWhole) this.#readBadLine(failure, atMs, items);
  }

  #readBadLine(failure: Failure, atMs: number, items: TurnItem[]): void {
    if (this.#isPage) return;
    const { endpoint } = this.#options;
    const { cause } = failure;
    if (cause?.type !== 'line') {
      items.push({ type: 'failure', atMs, failure: { ...failure, endpoint } });
      return;
    }
    this.#release(items);
    if (this.#lines === 1 && cause.head.startsWith('<')) {
      this.#isPage = true;
      return;
    }
    const item = {
      type: 'failure',
      atMs,
      failure: { ...failure, endpoint },
    } as const;
    if (cause.reason === 'cut') this.#held = item;
    else items.push(item);
  }

  #release(items: TurnItem[]): void {
    if (!this.#held) return;
    items.push(this.#held);
    this.#held = undefined;
  }
}

type LinePlace = Pick<NdjsonLine, 'line' | 'bytes'>;

function originOf(
  line: number,
  sessionId: string,
  part: Extract<EnvelopePart, { type: 'element' }>,
  repeated: readonly string[],
): EventOrigin {
  const { sessionId: replied = sessionId } = part;
  const origin = replied === sessionId ? { line } : { line, foreignSessionId: replied };
  if (repeated.length === 0) return origin;
  return { ...origin, repeatedNames: repeated.map((place) => `$.${place}`) };
}

/** Affects only its own part; the rest of the line is shown. */
function tooDeep({ line, bytes }: LinePlace, { text, place }: EnvelopePart): Failure {
  const cause = {
    type: 'line',
    line,
    bytes,
    reason: 'tooDeep',
    head: visibleHead(text),
    ...(place !== '' && { place }),
  } as const;
  return { kind: 'protocol', cause, retryable: false };
}
