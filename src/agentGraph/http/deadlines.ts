import type { LimitName } from '../../shared/failure/failure.ts';
import type { Timeouts } from './transport.ts';

/** setTimeout fires at once for anything longer. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * The limits of one request, on our own timers: undici's are up to a second late. The total runs
 * from construction to `clear`; the other limits run in the stage entered last.
 */
export class Deadlines {
  readonly #timeouts: Timeouts;
  readonly #onExpired: (limit: LimitName, limitMs: number) => void;
  readonly #total: NodeJS.Timeout | undefined;
  #stage: NodeJS.Timeout | undefined;
  #lastAliveMs = 0;

  constructor(timeouts: Timeouts, onExpired: (limit: LimitName, limitMs: number) => void) {
    this.#timeouts = timeouts;
    this.#onExpired = onExpired;
    this.#total = this.#start(timeouts.totalMs, () => onExpired('total', timeouts.totalMs));
  }

  enterConnect(): void {
    this.#enter('connect', this.#timeouts.connectMs);
  }

  enterFirstByte(): void {
    this.#enter('firstByte', this.#timeouts.firstByteMs);
  }

  /**
   * For transports that cannot tell connecting from waiting: the sum of both limits, reported as
   * `firstByte`. Without a connect limit it adds nothing, because the connecting side has its own.
   */
  enterUntilFirstByte(): void {
    const { connectMs, firstByteMs } = this.#timeouts;
    this.#enter('firstByte', firstByteMs + (Number.isFinite(connectMs) ? connectMs : 0));
  }

  /**
   * `isReaderBehind` says whether received bytes wait for a reader; then silence does not count.
   */
  enterBody(isReaderBehind: () => boolean): void {
    clearTimeout(this.#stage);
    this.keepAlive();
    this.#watchIdle(this.#timeouts.idleMs, isReaderBehind);
  }

  /** Between two attempts; only the total runs. */
  enterPause(): void {
    clearTimeout(this.#stage);
  }

  /** A sign of life from the body. Cheap: the timer checks it only when it fires. */
  keepAlive(): void {
    this.#lastAliveMs = performance.now();
  }

  clear(): void {
    clearTimeout(this.#stage);
    clearTimeout(this.#total);
  }

  #enter(limit: LimitName, limitMs: number): void {
    clearTimeout(this.#stage);
    this.#stage = this.#start(limitMs, () => this.#onExpired(limit, limitMs));
  }

  #watchIdle(waitMs: number, isReaderBehind: () => boolean): void {
    const { idleMs } = this.#timeouts;
    this.#stage = this.#start(waitMs, () => {
      if (isReaderBehind()) this.keepAlive();
      const leftMs = this.#lastAliveMs + idleMs - performance.now();
      if (leftMs > 0) this.#watchIdle(Math.ceil(leftMs), isReaderBehind);
      else this.#onExpired('idle', idleMs);
    });
  }

  #start(waitMs: number, expired: () => void): NodeJS.Timeout | undefined {
    return waitMs > maxTimerMs ? undefined : setTimeout(expired, waitMs);
  }
}
