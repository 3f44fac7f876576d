/** How often the processor time is looked at. */
export const sampleMs = 20;

/**
 * The time that a thread has worked on its task, whatever else the machine does: a thread that waits
 * for the processor does not grow old. No Node of ours tells the processor time of another thread, only
 * that of the whole process. So that is counted, but in each sample no more than one thread can have had:
 * when the main thread was busy for long, its timer came late, and what it used in the meantime is its
 * own. Threads share a processor evenly, therefore half of what is counted is the task's, at least.
 */
export class OwnTime {
  readonly #limitMs: number;
  #countedMs = 0;
  #lastMs: number;

  /** `cpuMs`: the processor time of the process so far. */
  constructor(limitMs: number, cpuMs: number) {
    this.#limitMs = limitMs;
    this.#lastMs = cpuMs;
  }

  /** To be called every `sampleMs`; true when the task has had more than its limit. */
  isOver(cpuMs: number): boolean {
    this.#countedMs += Math.min(cpuMs - this.#lastMs, sampleMs);
    this.#lastMs = cpuMs;
    return this.#countedMs / 2 > this.#limitMs;
  }
}

/** The processor time that this process has had. */
export function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
