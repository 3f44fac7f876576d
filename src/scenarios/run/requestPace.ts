import { setTimeout } from 'node:timers/promises';

/** Waits after a 429 that says nothing about when to come back, in milliseconds. */
const firstBackOffMs = 1_000;
const maxBackOffMs = 30_000;

/** When the next request of a run may be sent: not more than so many a second, and none in a back-off. */
export class RequestPace {
  readonly #intervalMs: number;
  #nextAt = 0;
  #quietUntil = 0;
  #backOffs = 0;

  /** `Infinity`: as fast as the answers come. */
  constructor(maxPerSecond = Infinity) {
    this.#intervalMs = 1000 / maxPerSecond;
  }

  /** Resolves when a request may be sent, or at an abort. */
  async turn(signal: AbortSignal): Promise<void> {
    do {
      const now = performance.now();
      const at = Math.max(now, this.#nextAt);
      this.#nextAt = at + this.#intervalMs;
      if (at > now) await setTimeout(at - now, undefined, { signal }).catch(() => undefined);
      // Who waited for a turn when the server had enough waits with the others.
    } while (performance.now() < this.#quietUntil && !signal.aborted);
  }

  /** The server had too many requests: nobody sends any for a while. Gives that while. */
  backOff(retryAfterMs?: number): number {
    const doubledMs = Math.min(maxBackOffMs, firstBackOffMs * 2 ** this.#backOffs);
    // Runs that were refused together must not come back together.
    const waitMs = retryAfterMs ?? doubledMs * (0.5 + Math.random() / 2);
    this.#backOffs += 1;
    this.#quietUntil = Math.max(this.#quietUntil, performance.now() + waitMs);
    this.#nextAt = Math.max(this.#nextAt, this.#quietUntil);
    return waitMs;
  }

  /** An answer came: the next back-off begins small again. */
  recover(): void {
    this.#backOffs = 0;
  }
}
