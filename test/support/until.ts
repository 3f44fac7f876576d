import { setTimeout } from 'node:timers/promises';
import { hangLimitMs } from './hangLimit.ts';

const pollMs = 20;

/** Resolves as soon as the condition holds, for what tells nobody when it happens. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const givesUpAt = performance.now() + hangLimitMs;
  while (!(await condition())) {
    if (performance.now() > givesUpAt) throw new Error(`waited in vain: ${what}`);
    await setTimeout(pollMs);
  }
}
