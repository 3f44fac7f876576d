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

type FailureItem = Extract<TurnItem, { type: 'failure' }>;

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
  #held: FailureItem | undefined;
  /** The items of the lines that are being read, and when these lines arrived. */
  #items: TurnItem[] = [];
  #atMs = 0;

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
    this.#items = [];
    this.#atMs = this.#options.elapsedMs();
    for (const line of lines) {
      this.#lines += 1;
      if (line.ok) this.#readEnvelope(line, line.value);
      else if (line.misframed) this.#readMisframed(line, line.misframed);
      else this.#readBadLine(line.failure);
    }
    return this.#items;
  }

  /** The failure held back, once nothing can follow it. */
  takeHeld(): FailureItem | undefined {
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

  #readEnvelope(at: LinePlace, { parts, values = [], repeatedNames }: ReadEnvelope): void {
    const { endpoint, sessionId, secrets } = this.#options;
    for (const [index, part] of parts.entries()) {
      this.#release();
      if (part.type === 'error') {
        this.#held = this.#itemOf(failureOfError(endpoint, JSON.parse(part.text), secrets));
        continue;
      }
      const origin = originOf(at.line, sessionId, part, repeatedNames);
      const events = decodeElement(part.text, origin, values[index]);
      if (!events) this.#readBadLine(tooDeep(at, part));
      for (const event of events ?? []) {
        this.#events += 1;
        this.#items.push({ type: 'event', atMs: this.#atMs, event });
      }
    }
  }

  /** Reports each kind of misframing once, and reads the values in the line. */
  #readMisframed(
    line: Extract<NdjsonLine, { ok: false }>,
    { framing, texts, isWhole }: Misframed,
  ): void {
    if (!this.#framings.has(framing)) {
      this.#framings.add(framing);
      this.#release();
      const { endpoint } = this.#options;
      const cause = { type: 'framing', reason: framing } as const;
      this.#items.push(this.#itemOf({ kind: 'protocol', endpoint, cause, retryable: false }));
    }
    for (const text of texts) this.#readEnvelope(line, this.#envelopes.read(text));
    if (!isWhole) this.#readBadLine(line.failure);
  }

  #readBadLine(failure: Failure): void {
    if (this.#isPage) return;
    const { cause } = failure;
    const item = this.#itemOf(failure);
    if (cause?.type === 'line') {
      this.#release();
      this.#isPage = this.#lines === 1 && cause.head.startsWith('<');
      if (this.#isPage) return;
      if (cause.reason === 'cut') {
        this.#held = item;
        return;
      }
    }
    this.#items.push(item);
  }

  #itemOf(failure: Failure): FailureItem {
    const { endpoint } = this.#options;
    return { type: 'failure', atMs: this.#atMs, failure: { ...failure, endpoint } };
  }

  #release(): void {
    if (this.#held) this.#items.push(this.#held);
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
