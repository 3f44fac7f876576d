import { Worker } from 'node:worker_threads';
import { thread as threadPart } from './partFiles.ts';
import { RunIsOver } from './unjudgeable.ts';
import type { Work, WorkName, WorkOrder, WorkReport } from './work.ts';

/**
 * `late`, `memory`: the thread was ended, since the work took too much of it. `deep`: the work is nested
 * more deeply than a stack allows.
 */
export type WorkOutcome<N extends WorkName> =
  | { readonly type: 'done'; readonly result: Work[N]['result'] }
  | { readonly type: 'late' | 'memory' | 'deep' };

type Heard = WorkReport | { readonly type: 'memory' };

/** Far more than an answer and what is made of it. The memory of scripts is not among it. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * A thread for what a scenario file or an agent can make slow. One piece of work after the other; one
 * that takes too much ends with the thread, and the next one gets a new thread. It begins with the first
 * work, so that a run that has none costs nothing.
 */
export class JudgementWorker {
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #hear: ((heard: Heard) => void) | undefined;
  /** Rejects the work that the thread has. */
  #giveUp: ((error: Error) => void) | undefined;
  #isDisposed = false;

  /** Rejects with `RunIsOver`. `limitMs` counts the work's own time. */
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
        // A thread that waits for work keeps no program running.
        thread.ref();
        if (!isPosted(thread, order)) resolve({ type: 'deep' });
      });
      // Not waited for: the next work has a new thread at once.
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
    const thread = new Worker(threadPart.code, {
      eval: !threadPart.isPath,
      // Nothing of the environment is needed there, and nothing it says is for anybody.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits,
    });
    // A thread that was given up has nothing to say any more.
    const tell = (heard: Heard) => {
      if (this.#thread === thread) this.#hear?.(heard);
    };
    thread.on('message', (report: WorkReport) => tell(report));
    thread.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      tell(isMemory ? { type: 'memory' } : { type: 'mistake', message: String(error) });
      // It ends now, and takes no work any more.
      if (this.#thread === thread) this.#thread = undefined;
    });
    thread.on('exit', (code) => {
      tell({ type: 'mistake', message: `The thread ended with ${code}.` });
      if (this.#thread === thread) this.#thread = undefined;
    });
    return thread;
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }
}

/** False for an order that is too deep to be copied. */
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
function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
