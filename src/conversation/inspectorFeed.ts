import type { ConversationManager } from './conversationManager.ts';
import type { ExchangeLog } from '../recordings/exchangeLog.ts';
import { WireReader } from '../recordings/inspect/wireReader.ts';
import type {
  InspectorHostMessage,
  WirePlace,
  WireRow,
} from '../shared/protocol/inspectorProtocol.ts';

/** One display frame in milliseconds: entries within it are posted together. */
const frameMs = 16;
/**
 * Time budget per slice, in milliseconds. The rest of a long conversation waits for the next slice.
 */
const sliceMs = 10;

interface Followed {
  readonly wire: ExchangeLog;
  readonly reader: WireReader;
  readonly stopListening: () => void;
  /** How many of the log's entries have been read. */
  read: number;
}

export interface InspectorFeedOptions {
  readonly conversations: Pick<ConversationManager, 'wire' | 'onChange'>;
  readonly post: (message: InspectorHostMessage) => void;
  /** Time budget per slice, in milliseconds; each slice reads at least one entry. */
  readonly sliceMs?: number;
}

/**
 * Feeds one page's inspector with the requests and responses of the conversation that the page
 * shows: everything at the start and when another conversation is shown, then what is new, at most
 * one message per frame. A long conversation arrives in parts, so that the page stays responsive.
 */
export class InspectorFeed {
  readonly #options: Required<InspectorFeedOptions>;
  #stopWatching: (() => void) | undefined;
  #followed: Followed | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: InspectorFeedOptions) {
    this.#options = { sliceMs, ...options };
  }

  /** Everything the page has been sent; undefined while its inspector is closed. */
  get reader(): WireReader | undefined {
    return this.#followed?.reader;
  }

  start(): void {
    this.stop();
    this.#stopWatching = this.#options.conversations.onChange(() => {
      if (this.#options.conversations.wire !== this.#followed?.wire) this.#follow();
    });
    this.#follow();
  }

  /** Stops posting. */
  stop(): void {
    this.#leave();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  showLine(place: WirePlace): void {
    const found = this.reader?.compare(place);
    if (found) this.#options.post({ type: 'lineText', place, ...found });
  }

  search(text: string): void {
    const rows = this.reader?.search(text);
    if (rows) this.#options.post({ type: 'found', text, rows });
  }

  #follow(): void {
    this.#leave();
    const { wire } = this.#options.conversations;
    const reader = new WireReader(wire);
    const stopListening = wire.onEntry(() => this.#schedule());
    this.#followed = { wire, reader, stopListening, read: 0 };
    this.#readOn(this.#followed, 'wire');
  }

  /** Reads new entries until the time budget is used up, and posts them. */
  #readOn(followed: Followed, type: 'wire' | 'wireGrew'): void {
    const { wire, reader } = followed;
    const { entries } = wire;
    const rows: WireRow[] = [];
    const changed = new Set<number>();
    const endMs = performance.now() + this.#options.sliceMs;
    do {
      const entry = entries[followed.read];
      if (!entry) break;
      const row = reader.read(entry);
      if (row) rows.push(row);
      changed.add(entry.exchange);
      followed.read++;
    } while (performance.now() < endMs);
    if (followed.read < entries.length) this.#schedule();
    if (type === 'wireGrew' && changed.size === 0) return;
    const exchanges = [...changed]
      .flatMap((number) => wire.find(number) ?? [])
      .map((exchange) => reader.describe(exchange));
    this.#options.post({ type, exchanges, rows });
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#followed) this.#readOn(this.#followed, 'wireGrew');
    }, frameMs);
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#followed?.stopListening();
    this.#followed = undefined;
  }
}
