import type { Endpoint, Failure, Framing } from '../shared/failure.ts';
import { maskValue } from '../shared/masking/maskJson.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import type { TurnItem, TurnStats } from '../shared/model.ts';
import { openEnvelope } from './envelope.ts';
import { failureOfError } from './errors.ts';
import { decodeElement } from './events.ts';
import type { Misframed } from './framing.ts';
import { isTooDeep, jsonHead, mayBeTooDeep } from './jsonDepth.ts';
import type { NdjsonLine } from './ndjson.ts';
import { redact } from './redact.ts';

export interface TurnReaderOptions {
  readonly endpoint: Endpoint;
  /** The request's; events of another one are flagged (API notes, 5.11). */
  readonly sessionId: string;
  /** In no item: what repeats them is masked. */
  readonly secrets: SecretList;
  /** Milliseconds since the turn was sent. */
  readonly elapsedMs: () => number;
}

/**
 * Turns the lines of one turn into items and counts them. A failure that ends a stream, an error
 * line or a line that was cut, is held back: it is the turn's end unless something follows it.
 */
export class TurnReader {
  readonly #options: TurnReaderOptions;
  #firstByteMs: number | undefined;
  #bytes = 0;
  #lines = 0;
  #events = 0;
  readonly #framings = new Set<Framing>();
  #page: string | undefined;
  #held: Extract<TurnItem, { type: 'failure' }> | undefined;

  constructor(options: TurnReaderOptions) {
    this.#options = options;
  }

  /** The beginning of a body that is markup, a proxy's page for example, instead of an answer. */
  get page(): string | undefined {
    return this.#page;
  }

  /** Passes the body on and takes its measure. */
  async *measure(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of body) {
      if (chunk.length > 0) this.#firstByteMs ??= this.#options.elapsedMs();
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  /** The items of some lines, in their order. */
  read(lines: readonly NdjsonLine[]): readonly TurnItem[] {
    const items: TurnItem[] = [];
    const atMs = this.#options.elapsedMs();
    for (const line of lines) {
      this.#lines += 1;
      if (line.ok && mayBeTooDeep(line.bytes) && isTooDeep(line.value)) {
        this.#readBadLine(this.#tooDeep(line), atMs, items);
      } else if (line.ok) {
        const value = maskValue(line.value, this.#options.secrets);
        this.#readValue(line.line, value, atMs, items);
      } else if (!line.misframed) this.#readBadLine(line.failure, atMs, items);
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

  #readValue(line: number, value: unknown, atMs: number, items: TurnItem[]): void {
    const { endpoint, sessionId, secrets } = this.#options;
    for (const part of openEnvelope(value)) {
      this.#release(items);
      if (part.type === 'error') {
        this.#held = {
          type: 'failure',
          atMs,
          failure: failureOfError(endpoint, part.value, secrets),
        };
        continue;
      }
      const { sessionId: replied = sessionId } = part;
      const origin = replied === sessionId ? { line } : { line, foreignSessionId: replied };
      for (const event of decodeElement(part.value, origin)) {
        this.#events += 1;
        items.push({ type: 'event', atMs, event });
      }
    }
  }

  /** Says once what is wrong with all such lines, and shows what they hold. */
  #readMisframed(
    { line, bytes, failure }: Extract<NdjsonLine, { ok: false }>,
    { framing, values, isWhole }: Misframed,
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
    for (const value of values) {
      if (mayBeTooDeep(bytes) && isTooDeep(value)) {
        this.#readBadLine(this.#tooDeep({ ok: true, line, bytes, value }), atMs, items);
      } else this.#readValue(line, maskValue(value, this.#options.secrets), atMs, items);
    }
    if (!isWhole) this.#readBadLine(failure, atMs, items);
  }

  #readBadLine(failure: Failure, atMs: number, items: TurnItem[]): void {
    const { endpoint } = this.#options;
    const { cause } = failure;
    if (cause?.type !== 'line') {
      items.push({ type: 'failure', atMs, failure: { ...failure, endpoint } });
      return;
    }
    this.#release(items);
    if (this.#lines === 1 && cause.head.startsWith('<')) {
      this.#page = cause.head;
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

  #tooDeep({ line, bytes, value }: Extract<NdjsonLine, { ok: true }>): Failure {
    const head = jsonHead(value, (text) => redact(text, this.#options.secrets));
    const cause = { type: 'line', line, bytes, reason: 'tooDeep', head } as const;
    return { kind: 'protocol', cause, retryable: false };
  }
}
