import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { hangLimitMs } from './hangLimit.ts';

const pollMs = 20;

/** Asks again until it is so, for what tells nobody when it happens; `problem`: what did not come. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  problem: string | (() => string | Promise<string>),
  limitMs = hangLimitMs,
): Promise<void> {
  const givesUpAt = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > givesUpAt)
      assert.fail(typeof problem === 'string' ? `waited in vain: ${problem}` : await problem());
    await wait(pollMs);
  }
}

/**
 * Does again what may be undone or overlooked meanwhile, until it has come about. An attempt waits as
 * long as it is told, twice as long each time, so that on a slow machine one is long enough at last.
 */
export async function patiently(
  attempt: (soon: { readonly timeout: number }) => Promise<boolean>,
  problem: () => string | Promise<string>,
): Promise<void> {
  const givesUpAt = Date.now() + hangLimitMs;
  for (let timeout = 2_000; !(await attempt({ timeout })); timeout *= 2) {
    if (Date.now() > givesUpAt) assert.fail(await problem());
  }
}

/** Whether what is waited for came, rather than an error because it did not. */
export async function comes(awaited: Promise<unknown>): Promise<boolean> {
  return awaited.then(
    () => true,
    () => false,
  );
}
