import { failed, type Outcome } from '../shared/failure/failure.ts';
import { limitFailure } from '../agentGraph/http/networkFailure.ts';

/** When a probe gives up. */
export interface ProbeLimits {
  readonly signal: AbortSignal;
  /** Milliseconds; `Infinity` means never. */
  readonly limitMs: number;
}

/** setTimeout fires at once for anything longer. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Runs one probe until it settles, the connect limit expires or the signal aborts. `start` begins
 * it and returns a function that cancels it, which is called unless the probe is done. The probe
 * must settle asynchronously.
 */
export function probe<T>(
  { signal, limitMs }: ProbeLimits,
  start: (settle: (outcome: Outcome<T>) => void) => () => void,
): Promise<Outcome<T>> {
  if (signal.aborted) return Promise.resolve({ type: 'aborted' });
  return new Promise((resolve) => {
    let isSettled = false;
    let giveUp = (): void => undefined;
    const settle = (outcome: Outcome<T>): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      if (outcome.type !== 'done') giveUp();
      resolve(outcome);
    };
    const abort = (): void => settle({ type: 'aborted' });
    const expire = (): void => settle(failed(limitFailure('connect', limitMs)));
    const timer = limitMs > maxTimerMs ? undefined : setTimeout(expire, limitMs);
    signal.addEventListener('abort', abort);
    giveUp = start(settle);
  });
}
