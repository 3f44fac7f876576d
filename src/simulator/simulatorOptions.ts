import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvelopeForm } from './server/envelopes.ts';
import type { OtherPrices } from './shop/otherPrices.ts';
import type { Pace } from './server/pacing.ts';
import type { Persona } from './personaNames.ts';

/** How to run a simulator. Every option has a default that suits tests. */
export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly businessId?: string;
  readonly agentId?: string;
  readonly apiKey?: string;
  /** Default `instant`. */
  readonly pace?: Pace;
  /** Determines the pauses and the choice among several phrasings. Default 1. */
  readonly seed?: number;
  /** Default A. */
  readonly envelope?: EnvelopeForm;
  /** Prices in USD by product ID, recommended instead of the catalogue's. Default none. */
  readonly prices?: OtherPrices;
  /** What is wrong with all responses. A fault takes precedence. Default `honest`. */
  readonly persona?: Persona;
  /** A fault for every turn, or for every init: see `faultNames`. May carry a number: `stall 3`. */
  readonly fault?: string;
  /** A session expires after this long without a request, in milliseconds. Default 30 minutes. */
  readonly sessionIdleMs?: number;
  /** Milliseconds since the epoch; for createdAt and session ages. */
  readonly now?: () => number;
  /**
   * Performs every pause of every response. Must end after `ms` milliseconds, or when the client
   * leaves.
   */
  readonly rest?: Rest;
}

/** A pause; a rejection ends it too. */
export type Rest = (ms: number, left: AbortSignal) => Promise<unknown>;

/** Pauses in real time. */
export const realRest: Rest = (ms, left) => sleep(ms, undefined, { signal: left });

export type Settings = Required<Omit<SimulatorOptions, 'fault' | 'port'>>;

export const defaultSettings: Settings = {
  businessId: 'demo-business',
  agentId: 'demo-agent',
  apiKey: 'demo-key',
  pace: 'instant',
  seed: 1,
  envelope: 'A',
  prices: {},
  persona: 'honest',
  sessionIdleMs: 30 * 60_000,
  now: Date.now,
  rest: realRest,
};
