import type { TestContext } from 'node:test';

export interface HeldClock {
  /** Lets that much time go by at once, and the timers in it expire. */
  readonly pass: (ms: number) => void;
}

/**
 * Holds `setTimeout` and `performance.now` until the end of the test: a limit expires when the test
 * says so, however long the machine takes for what comes before. Everything else goes on, sockets
 * and the timers of `node:timers/promises` too, which the simulator waits with.
 */
export function holdClock(t: TestContext): HeldClock {
  let nowMs = performance.now();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(performance, 'now', () => nowMs);
  return {
    pass: (ms) => {
      nowMs += ms;
      t.mock.timers.tick(ms);
    },
  };
}

/** Something that happens once; `happened` resolves with what `happens` was first called with. */
export function happening<T = void>() {
  let happens: (value: T) => void = () => undefined;
  const happened = new Promise<T>((resolve) => (happens = resolve));
  return { happened, happens };
}
