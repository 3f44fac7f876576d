import assert from 'node:assert/strict';

/** In characters, the longest last: a search that takes cubic time shows itself at the first. */
const lengths = [1_000, 4_000, 16_000, 80_000];
const factor = 8;
/** Linear would be 8, quadratic 64. */
const limit = 24;
/** Less than this says nothing; a quadratic search of the longest text has 3 billion steps. */
const floorMicroseconds = 20_000;

/** Fails where a text that is 8 times as long takes much more than 8 times the processor's time. */
export function assertLinear(
  read: (text: string) => unknown,
  textOf: (length: number) => string,
  name: string,
): void {
  for (const length of lengths) {
    const many = cost(read, textOf(length));
    if (many < floorMicroseconds) continue;
    const few = cost(read, textOf(length / factor), floorMicroseconds);
    assert.ok(many < few * limit, `${name}: ${few} and ${many} µs`);
  }
}

/**
 * The least time of the processor of several runs, which other programs hardly change. One that takes
 * less than `atLeast` is repeated until the processor's clock, which is coarse on some systems, can
 * tell it.
 */
function cost(read: (text: string) => unknown, text: string, atLeast = 0): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    for (let runs = 1; ; runs += 1) {
      read(text);
      const { user, system } = process.cpuUsage(before);
      if (user + system >= atLeast) return (user + system) / runs;
    }
  });
  return Math.min(...times);
}
