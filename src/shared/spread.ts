import type { Failure } from './failure/failure.ts';
import type { Product, TurnItem, TurnPhase, TurnStats } from './model.ts';

/** What came of the same message in several sessions. Every type here is JSON-safe. */

/** One session: the turns before, then the message. */
export interface AskedRun {
  /** From 1, in the order in which they began. */
  readonly number: number;
  /** What came of the message; missing where it could not be sent. */
  readonly answer?: {
    readonly phase: TurnPhase;
    readonly items: readonly TurnItem[];
    readonly stats?: TurnStats;
    readonly failure?: Failure;
  };
  /** Why the message could not be sent. */
  readonly failure?: Failure;
}

export interface TimeSpread {
  readonly p50: number;
  readonly p95: number;
}

export interface Spread {
  /** Runs with an answer. */
  readonly answered: number;
  /** Runs without one. */
  readonly failed: number;
  /** Numbers of the runs that answered the same, the most first. */
  readonly groups: readonly (readonly number[])[];
  /** How many of the runs with an answer recommended a product, the most first. */
  readonly products: readonly { readonly product: Product; readonly runs: number }[];
  /**
   * Mean over all pairs of answers: products that both have, of those that one of them has; 0 to 1.
   * Missing where there is no pair with products.
   */
  readonly productOverlap?: number;
  /** Share of the answers with a triggered handover; 0 to 1. */
  readonly handoverRate?: number;
  /** In milliseconds. */
  readonly firstByteMs?: TimeSpread;
  readonly totalMs?: TimeSpread;
  /** Number of the run that differs the most from the others; missing where none does. */
  readonly outlier?: number;
}
