import type {
  InspectorHostMessage,
  WireExchange,
  WireRow,
} from '../../src/shared/protocol/inspectorProtocol.ts';

/** A longer gap between two lines is shown as a pause, in milliseconds. */
const breakMs = 1000;

const blank = 'blank';

/** The exchanges and lines received from the host. */
export interface WireRows {
  readonly exchanges: readonly WireExchange[];
  readonly rows: readonly WireRow[];
}

export const emptyWire: WireRows = { exchanges: [], rows: [] };

/** An entry of the list; `index` is in the exchanges or rows of `WireRows`. A pause precedes its row. */
export type ListEntry =
  | { readonly type: 'exchange'; readonly index: number; readonly exchange: WireExchange }
  | { readonly type: 'row' | 'pause'; readonly index: number; readonly row: WireRow };

/** The rows after a message from the host, which replaces them or adds to them. */
export function nextWire(
  wire: WireRows,
  message: Extract<InspectorHostMessage, { type: 'wire' | 'wireGrew' }>,
): WireRows {
  const { exchanges, rows } = message;
  if (message.type === 'wire') return { exchanges, rows };
  const byNumber = new Map(wire.exchanges.map((exchange) => [exchange.number, exchange]));
  for (const exchange of exchanges) byNumber.set(exchange.number, exchange);
  return {
    exchanges: exchanges.length === 0 ? wire.exchanges : [...byNumber.values()],
    rows: rows.length === 0 ? wire.rows : [...wire.rows, ...rows],
  };
}

export interface EntryFilter {
  /** The selected kinds; see `isWanted`. */
  readonly kinds: ReadonlySet<string>;
  /** Numbers of the exchanges whose rows are folded. */
  readonly folded: ReadonlySet<number>;
}

/** Blank lines are shown only if they are wanted; of the others all, unless some are. */
export function isWanted({ kinds }: WireRow, wanted: ReadonlySet<string>): boolean {
  const isBlank = kinds.includes(blank);
  return (!isBlank && isEveryKind(wanted)) || kinds.some((kind) => wanted.has(kind));
}

/** True unless the lines that are not blank are filtered. */
function isEveryKind(wanted: ReadonlySet<string>): boolean {
  return wanted.size === Number(wanted.has(blank));
}

/** The entries of the list: exchanges in the order they were sent, each followed by its rows. */
export function listEntries(
  { exchanges, rows }: WireRows,
  { kinds, folded }: EntryFilter,
): readonly ListEntry[] {
  // Requests may overlap (a health check during a response), so rows of one need not be adjacent.
  const byExchange = new Map<number, ListEntry[]>();
  for (const [index, row] of rows.entries()) {
    if (!isWanted(row, kinds)) continue;
    const own = byExchange.get(row.exchange) ?? [];
    if (own.length === 0) byExchange.set(row.exchange, own);
    if (row.gapMs > breakMs) own.push({ type: 'pause', index, row });
    own.push({ type: 'row', index, row });
  }
  return exchanges.flatMap((exchange, index): readonly ListEntry[] => {
    const own = byExchange.get(exchange.number) ?? [];
    if (own.length === 0 && !isEveryKind(kinds)) return [];
    return [{ type: 'exchange', index, exchange }, ...(folded.has(exchange.number) ? [] : own)];
  });
}

/** The number of rows of each kind, the most frequent first. */
export function kindCounts(rows: readonly WireRow[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { kinds } of rows) {
    // Avoids creating a set for the many rows with only one kind.
    for (const kind of kinds.length > 1 ? new Set(kinds) : kinds)
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].toSorted(
    ([oneKind, one], [otherKind, other]) => other - one || oneKind.localeCompare(otherKind),
  );
}
