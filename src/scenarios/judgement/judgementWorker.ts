import { Worker } from 'node:worker_threads';
import { threadPath } from './partFiles.ts';
import { RunIsOver } from './unjudgeable.ts';
import type { Work, WorkName, WorkOrder, WorkReport } from './work.ts';

/**
 * `late`, `memory`: the thread was terminated because the work used too much of it. `deep`: the
 * work is nested more deeply than the stack allows.
 */
export type WorkOutcome<N extends WorkName> =
  | { readonly type: 'done'; readonly result: Work[N]['result'] }
  | { readonly type: 'late' | 'memory' | 'deep' };

type Heard = WorkReport | { readonly type: 'memory' };

/** Far more than a response and its processing need. Script memory is not included. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * A thread for work that a scenario file or an agent could make slow. It does one task at a time. A
 * task that uses too much is terminated together with the thread, and the next one gets a new
 * thread. The thread starts with the first task, so a run without any pays nothing.
 */
export class JudgementWorker {
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #hear: ((heard: Heard) => void) | undefined;
  /** Rejects the current work. */
  #giveUp: ((error: Error) => void) | undefined;
  #isDisposed = false;

  /** Rejects with `RunIsOver`. `limitMs` counts only the work's own time. */
  run<N extends WorkName>(order: WorkOrder<N>, limitMs: number): Promise<WorkOutcome<N>> {
    const outcome = this.#last.then(() => this.#run(order, limitMs));
    this.#last = outcome.catch(() => undefined);
    return outcome;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#giveUp?.(new RunIsOver());
    await this.#end();
  }

  async #run<N extends WorkName>(order: WorkOrder<N>, limitMs: number): Promise<WorkOutcome<N>> {
    if (this.#isDisposed) throw new RunIsOver();
    this.#thread ??= this.#start();
    const thread = this.#thread;
    let timer: NodeJS.Timeout | undefined;
    try {
      const outcome = await new Promise<WorkOutcome<N>>((resolve, reject) => {
        this.#giveUp = reject;
        this.#hear = (heard) => {
          if (heard.type === 'mistake') reject(new Error(heard.message));
          else if (heard.type !== 'begun') resolve(heard);
          else timer = whenOver(limitMs, () => resolve({ type: 'late' }));
        };
        // Keeps the process alive only while the thread works.
        thread.ref();
        if (!isPosted(thread, order)) resolve({ type: 'deep' });
      });
      // Not awaited: the next task gets a new thread at once.
      if (outcome.type === 'late') void this.#end();
      return outcome;
    } finally {
      clearInterval(timer);
      thread.unref();
      this.#giveUp = undefined;
      this.#hear = undefined;
    }
  }

  #start(): Worker {
    const thread = new Worker(threadPath, {
      // The thread needs no environment, and its output is not shown.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits,
    });
    // Ignores messages from a thread that was given up.
    const tell = (heard: Heard) => {
      if (this.#thread === thread) this.#hear?.(heard);
    };
    thread.on('message', (report: WorkReport) => tell(report));
    // The thread is ending and takes no more work.
    const end = (heard: Heard) => {
      tell(heard);
      if (this.#thread === thread) this.#thread = undefined;
    };
    thread.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(isMemory ? { type: 'memory' } : { type: 'mistake', message: String(error) });
    });
    thread.on('exit', (code) =>
      end({ type: 'mistake', message: `The thread ended with ${code}.` }),
    );
    return thread;
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }
}

/** False if the order is nested too deeply to be copied. */
function isPosted(thread: Worker, order: WorkOrder): boolean {
  try {
    thread.postMessage(order);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function whenOver(limitMs: number, tell: () => void): NodeJS.Timeout {
  const time = new OwnTime(limitMs, processCpuMs());
  return setInterval(() => {
    if (time.isOver(processCpuMs())) tell();
  }, sampleMs);
}

/** Interval for checking the processor time. */
export const sampleMs = 20;

/**
 * The time that a thread has worked on its task, independent of the machine's load: waiting for the
 * processor does not count. The Node versions that we run on cannot report the processor time of
 * another thread, only that of the whole process. So process time is counted, but per sample at
 * most what one thread can use: if the main thread was busy, its timer fires late, and the excess
 * is its own. Threads share the processor evenly, so at least half of the counted time belongs to
 * the task.
 */
export class OwnTime {
  readonly #limitMs: number;
  #countedMs = 0;
  #lastMs: number;

  /** `cpuMs`: the process's processor time so far. */
  constructor(limitMs: number, cpuMs: number) {
    this.#limitMs = limitMs;
    this.#lastMs = cpuMs;
  }

  /** Call this every `sampleMs`; true once the task has exceeded its limit. */
  isOver(cpuMs: number): boolean {
    this.#countedMs += Math.min(cpuMs - this.#lastMs, sampleMs);
    this.#lastMs = cpuMs;
    return this.#countedMs / 2 > this.#limitMs;
  }
}

/** The processor time used by this process. */
function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
