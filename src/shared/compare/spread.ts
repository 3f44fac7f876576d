import type { Failure } from '../failure/failure.ts';
import type { Product, Turn } from '../model.ts';

/** The results of the same message in several sessions. Every type here is JSON-safe. */

/** One session: the turns before, then the message. */
export interface AskedRun {
  /** From 1, in the order in which they began. */
  readonly number: number;
  /** The response to the message; undefined if it could not be sent. */
  readonly answer?: Pick<Turn, 'phase' | 'items' | 'stats' | 'failure'>;
  /** Why the message could not be sent. */
  readonly failure?: Failure;
}

export interface TimeSpread {
  readonly p50: number;
  readonly p95: number;
}

export interface Spread {
  /** Runs with a response. */
  readonly answered: number;
  /** Runs without one. */
  readonly failed: number;
  /** Numbers of the runs with the same response, largest group first. */
  readonly groups: readonly (readonly number[])[];
  /** How many runs with a response recommended a product, most frequent first. */
  readonly products: readonly { readonly product: Product; readonly runs: number }[];
  /**
   * Mean over all pairs of responses: products that both have, as a share of those that either has;
   * 0 to 1. Undefined if no pair has products.
   */
  readonly productOverlap?: number;
  /** Share of the responses with a triggered handover; 0 to 1. */
  readonly handoverRate?: number;
  /** In milliseconds. */
  readonly firstByteMs?: TimeSpread;
  readonly totalMs?: TimeSpread;
  /** Number of the run that differs most from the others; undefined if none does. */
  readonly outlier?: number;
}
