import type { Turn, TurnItem } from '../../src/shared/model.ts';

/** Maximum rows in the document, so that frame times stay constant. */
export const windowSize = 200;

/** If more rows than this arrive at once, only the last of them are drawn immediately. */
export const burstSize = 40;

/** Rows that "Show earlier" moves the window by; half the window stays visible for orientation. */
export const windowStep = 100;

/** One row of the log: the sent input, an item, or the turn's end. */
export interface Row {
  /** Unique in the conversation. */
  readonly key: string;
  readonly turn: Turn;
  readonly item: TurnItem | 'inputs' | 'end';
  /** Index in the turn's items, if the row is one of them. */
  readonly index: number;
  /** The turn before this one. */
  readonly previous: Turn | undefined;
}

const rowsOf = (turn: Turn): number => turn.items.length + 2;

export function countRows(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + rowsOf(turn), 0);
}

/** Rows from `start` up to, not including, `end`, counted over the whole conversation. */
export function rowsBetween(turns: readonly Turn[], start: number, end: number): readonly Row[] {
  const rows: Row[] = [];
  let offset = 0;
  for (const [position, turn] of turns.entries()) {
    const previous = turns[position - 1];
    const from = Math.max(0, start - offset);
    const to = Math.min(rowsOf(turn), end - offset);
    for (let index = from; index < to; index++) rows.push(rowAt(turn, index, previous));
    offset += rowsOf(turn);
    if (offset >= end) break;
  }
  return rows;
}

function rowAt(turn: Turn, index: number, previous: Turn | undefined): Row {
  const item = turn.items[index - 1] ?? (index === 0 ? 'inputs' : 'end');
  const name = typeof item === 'string' ? item : String(index - 1);
  return { key: `${turn.id}:${name}`, turn, item, index: index - 1, previous };
}

/** A turn's figures are not a message, but its failure is. */
export function isMessage({ item, turn }: Row): boolean {
  return item !== 'end' || turn.failure !== undefined;
}
