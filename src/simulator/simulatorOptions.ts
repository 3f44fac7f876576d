import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvelopeForm } from './server/envelopes.ts';
import type { OtherPrices } from './shop/otherPrices.ts';
import type { Pace } from './server/pacing.ts';
import type { Persona } from './personas.ts';

/** How to run a simulator. Everything has a default fit for tests. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly businessId?: string;
  readonly agentId?: string;
  readonly apiKey?: string;
  /** Default `instant`. */
  readonly pace?: Pace;
  /** Decides pauses and which of several phrasings is used. Default 1. */
  readonly seed?: number;
  /** Default A. */
  readonly envelope?: EnvelopeForm;
  /** By product id, in USD: recommended instead of the catalogue's. Default none. */
  readonly prices?: OtherPrices;
  /** What is wrong with all answers. A fault is stronger. Default honest. */
  readonly persona?: Persona;
  /** A fault for every turn, or for every init: see `faultNames`. May carry a number: `stall 3`. */
  readonly fault?: string;
  /** After this long without a request a session is gone. Default 30 minutes. */
  readonly sessionIdleMs?: number;
  /** Milliseconds since the epoch; for createdAt and session ages. */
  readonly now?: () => number;
  /** Ends after so many milliseconds, or when the client leaves: every pause of every answer. */
  readonly rest?: Rest;
}

/** A pause; a rejection is an end too. */
export type Rest = (ms: number, left: AbortSignal) => Promise<unknown>;

/** Pauses as they are written. */
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
