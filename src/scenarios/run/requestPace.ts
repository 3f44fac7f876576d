import { setTimeout } from 'node:timers/promises';

/** Wait after a 429 without a retry time, in milliseconds. */
const firstBackOffMs = 1_000;
const maxBackOffMs = 30_000;

/** Paces a run's requests: a limited number per second, and none during a back-off. */
export class RequestPace {
  readonly #intervalMs: number;
  #nextAt = 0;
  #quietUntil = 0;
  #backOffs = 0;

  /** `Infinity`: no limit. */
  constructor(maxPerSecond = Infinity) {
    this.#intervalMs = 1000 / maxPerSecond;
  }

  /** Resolves when a request may be sent, or on abort. */
  async turn(signal: AbortSignal): Promise<void> {
    do {
      const now = performance.now();
      const at = Math.max(now, this.#nextAt);
      this.#nextAt = at + this.#intervalMs;
      if (at > now) await setTimeout(at - now, undefined, { signal }).catch(() => undefined);
      // A request already waiting when a back-off starts waits for its end as well.
    } while (performance.now() < this.#quietUntil && !signal.aborted);
  }

  /** Call after a 429: pauses all requests for a while. Returns the wait in milliseconds. */
  backOff(retryAfterMs?: number): number {
    const doubledMs = Math.min(maxBackOffMs, firstBackOffMs * 2 ** this.#backOffs);
    // Random, so that requests refused together do not return together.
    const waitMs = retryAfterMs ?? doubledMs * (0.5 + Math.random() / 2);
    this.#backOffs += 1;
    this.#quietUntil = Math.max(this.#quietUntil, performance.now() + waitMs);
    this.#nextAt = Math.max(this.#nextAt, this.#quietUntil);
    return waitMs;
  }

  /** A response arrived: the next back-off starts small again. */
  recover(): void {
    this.#backOffs = 0;
  }
}
