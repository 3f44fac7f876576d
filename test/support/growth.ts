/**
 * How much more processor time four times the input takes: about 4 where it is linear, 16 where it is
 * quadratic. The least of several runs counts, so that what else the machine does is left out; what
 * takes next to nothing does not grow.
 */
export function growthOf(run: (length: number) => unknown, length = 20_000): number {
  const least = (of: number) => Math.min(...[1, 2, 3, 4, 5].map(() => processorMs(run, of)));
  const large = least(4 * length);
  return large < nothingMs ? 0 : large / Math.max(least(length), nothingMs / 16);
}

/** In less, the processor's clock and the garbage collector tell more than the input does. */
const nothingMs = 50;

function processorMs(run: (length: number) => unknown, length: number): number {
  const before = process.cpuUsage();
  run(length);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
