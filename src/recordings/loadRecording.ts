import { ExchangeCollector, type Exchange } from './exchanges.ts';
import type { RecordingEntry, RecordingHeader } from './recording.ts';
import { readRecording, type DamageReason, type UnreadableReason } from './recordingFile.ts';
import { OffHeapText } from './offHeapText.ts';

/** A problem in a file that is usable all the same. */
export type RecordingDamage =
  | { readonly type: 'line'; readonly line: number; readonly reason: DamageReason }
  /** Nothing follows the header: the program was stopped before its first request. */
  | { readonly type: 'headerOnly' }
  /** Entries of a request that is not in the file. */
  | { readonly type: 'strays'; readonly count: number }
  /** Entries that repeat a complete request, or belong to another request with the same number. */
  | { readonly type: 'repeated'; readonly count: number }
  /** Requests without an end: the program was stopped, or the file was cut off. */
  | { readonly type: 'unfinished'; readonly exchanges: readonly number[] }
  /** What an HTTP Archive lacks for some requests. */
  | { readonly type: 'archive'; readonly gap: ArchiveGap; readonly exchanges: readonly number[] }
  /** Requests to the API that ask an agent nothing, for example a browser's OPTIONS. */
  | { readonly type: 'methods'; readonly methods: readonly string[]; readonly count: number };

export type ArchiveGap = 'noTime' | 'noQuestion' | 'noAnswer' | 'partOfAnswer';

/** False for mere notices: no request or response is missing. */
export function isLoss(damage: RecordingDamage): boolean {
  return damage.type !== 'methods' && !(damage.type === 'archive' && damage.gap === 'noTime');
}

export interface Recording {
  readonly header: RecordingHeader;
  readonly exchanges: readonly Exchange[];
  readonly damage: readonly RecordingDamage[];
}

export type LoadedRecording =
  | ({ readonly type: 'loaded' } & Recording)
  | { readonly type: 'unreadable'; readonly reason: UnreadableReason };

/** Reads a whole recording into memory. Rejects only when the source cannot be read. */
export async function collectRecording(
  source: AsyncIterable<Uint8Array>,
): Promise<LoadedRecording> {
  const collector = new ExchangeCollector();
  const texts = new OffHeapText();
  const damage: RecordingDamage[] = [];
  const repetitions = new Repetitions();
  let header: RecordingHeader | undefined;
  for await (const part of readRecording(source)) {
    if (part.type === 'unreadable') return part;
    if (part.type === 'header') ({ header } = part);
    else if (part.type === 'entry') {
      const { entry } = part;
      if (repetitions.take(entry, collector.find(entry.exchange))) continue;
      collector.add(entry.type === 'line' ? texts.keep(entry) : entry);
    } else damage.push({ ...part, type: 'line' });
  }
  if (!header) return { type: 'unreadable', reason: 'empty' };
  const { exchanges, strays } = collector;
  if (strays > 0) damage.push({ type: 'strays', count: strays });
  if (exchanges.length === 0 && damage.length === 0) damage.push({ type: 'headerOnly' });
  if (repetitions.count > 0) damage.push({ type: 'repeated', count: repetitions.count });
  return { type: 'loaded', header, exchanges, damage: [...damage, ...unfinished(exchanges)] };
}

/** Finds repeated entries, so that no response is attached to the wrong request. */
class Repetitions {
  readonly #closed = new Set<number>();
  count = 0;

  /** True for an entry that must be left out. `known` is the exchange as read so far. */
  take(entry: RecordingEntry, known: Exchange | undefined): boolean {
    if (!known) return false;
    const { exchange, type } = entry;
    const isRepeated =
      this.#closed.has(exchange) ||
      type === 'request' ||
      (type === 'response' && known.response !== undefined);
    if (isRepeated) this.count += 1;
    // The same request again is harmless; for a different one, later entries cannot be told apart.
    const isAnother =
      type === 'request' && (known.response !== undefined || entry.body !== known.request.body);
    if (type === 'end' || isAnother) this.#closed.add(exchange);
    return isRepeated;
  }
}

/** Lists the requests whose end is missing. */
export function unfinished(exchanges: readonly Exchange[]): readonly RecordingDamage[] {
  const numbers = exchanges.filter(({ end }) => !end).map(({ number }) => number);
  return numbers.length > 0 ? [{ type: 'unfinished', exchanges: numbers }] : [];
}
