import {
  kindsWithoutEvent,
  type WireExchange,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { kindCounts, type WireRows } from './rowsModel.ts';

/** Half of the times are at most `p50` milliseconds, 95 of 100 are at most `p95`. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Figures over everything in the inspector. */
export interface Totals {
  readonly turns: number;
  /** Event kinds with their number of lines; lines without an event are left out. */
  readonly events: readonly (readonly [string, number])[];
  readonly bytes: number;
  /** Missing while no turn has a first byte. */
  readonly firstByte?: Percentiles;
  /** Only turns that have ended; missing while none has. */
  readonly total?: Percentiles;
  /** Turns that exceeded the agent's first-byte budget; missing without a budget. */
  readonly overBudget?: number;
  /** Total times of the last turns that have ended, in milliseconds; at most 50, newest last. */
  readonly recentMs: readonly number[];
}

const maxRecent = 50;
const noEvents: readonly string[] = kindsWithoutEvent;

export function totalsOf({ exchanges, rows }: WireRows, budgetMs: number | undefined): Totals {
  const invokes = exchanges.filter(isInvoke);
  const totals = invokes
    .filter(({ outcome }) => outcome !== 'underWay')
    .map(({ lastMs }) => lastMs);
  const firstBytes = invokes.flatMap(({ firstByteMs }) => firstByteMs ?? []);
  const firstByte = percentiles(firstBytes);
  const total = percentiles(totals);
  return {
    turns: invokes.length,
    events: kindCounts(rows).filter(([kind]) => !noEvents.includes(kind)),
    bytes: exchanges.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(firstByte && { firstByte }),
    ...(total && { total }),
    ...(budgetMs !== undefined && {
      overBudget: firstBytes.filter((time) => time > budgetMs).length,
    }),
    recentMs: totals.slice(-maxRecent),
  };
}

function isInvoke({ endpoint }: WireExchange): boolean {
  return endpoint === 'invoke' || endpoint === 'invoke_sync';
}

/** By nearest rank, so that each result is a measured time. */
export function percentiles(times: readonly number[]): Percentiles | undefined {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1];
  const p50 = at(0.5);
  const p95 = at(0.95);
  return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
}
