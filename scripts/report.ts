/** A step that cannot be done. The message is one sentence: what is missing and what to do. */
export class GiveUp extends Error {}

/** Runs a step of a command and prints a line before and after it, with its duration. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  console.error(`  ${name} …`);
  const result = await work();
  console.error(`✓ ${name} (${secondsSince(startedAt)})`);
  return result;
}

/** For example "12.3 s"; `startedAt` comes from `performance.now()`. */
export function secondsSince(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** Runs a command's main function. Its result is the exit code; a `GiveUp` prints one sentence. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof GiveUp)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
