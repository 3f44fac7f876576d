import assert from 'node:assert/strict';
import { hangLimitMs } from './hangLimit.ts';

/** Asks again until it is so. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  problem: () => string | Promise<string>,
  limitMs = hangLimitMs,
): Promise<void> {
  const givesUpAt = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > givesUpAt) assert.fail(await problem());
    await new Promise((resolve) => setTimeout(resolve, 100));
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
