import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface HeldClock {
  /** Lets that much time go by at once, and the timers in it expire. */
  readonly pass: (ms: number) => void;
}

/**
 * Holds `setTimeout`, `AbortSignal.timeout` and `performance.now` until the end of the test: a limit
 * expires when the test says so, however long the machine takes for what comes before. Everything
 * else goes on, sockets and the timers of `node:timers/promises` too, which the simulator waits with.
 */
export function holdClock(t: TestContext): HeldClock {
  let nowMs = performance.now();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(performance, 'now', () => nowMs);
  t.mock.method(AbortSignal, 'timeout', (ms: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('It took too long.', 'TimeoutError')), ms);
    return controller.signal;
  });
  return {
    pass: (ms) => {
      nowMs += ms;
      t.mock.timers.tick(ms);
    },
  };
}

/**
 * Lets a millisecond go by in each turn of the event loop until the work is done: for limits that
 * expire where a test cannot see that all before it has happened, and that are many turns away.
 */
export async function passTurnByTurn<T>(clock: HeldClock, work: Promise<T>): Promise<T> {
  let isOver = false;
  const ended = work.finally(() => (isOver = true));
  ended.catch(() => undefined);
  while (!isOver) {
    clock.pass(1);
    await nextTurn();
  }
  return ended;
}

/** Something that happens once; `happened` resolves with what `happens` was first called with. */
export function happening<T = void>() {
  let happens: (value: T) => void = () => undefined;
  const happened = new Promise<T>((resolve) => (happens = resolve));
  return { happened, happens };
}
