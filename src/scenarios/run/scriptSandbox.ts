import { Worker } from 'node:worker_threads';
import { Unjudgeable } from '../checks/check.ts';

interface Task {
  readonly expression: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  readonly settle: (result: Promise<unknown>) => void;
}

type Reply = { readonly json?: string; readonly error?: string };

/** Enough for the answer of one conversation; more is a script that collects memory. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/** A worker needs this long to begin, which is not the script's fault; in milliseconds. */
const startLimitMs = 10_000;

/**
 * Evaluates JavaScript expressions of scenario files in a thread of its own: without modules, without
 * the network, with limits of time and memory, one after the other. The values go in as JSON and the
 * result comes out as JSON, so that no object of ours is in reach of a script.
 */
export class ScriptSandbox {
  #worker: Worker | undefined;
  #isReady = false;
  readonly #tasks: Task[] = [];
  #isBusy = false;

  /** The value of the expression; rejects with `Unjudgeable`. */
  run(
    expression: string,
    values: Readonly<Record<string, unknown>>,
    timeLimitMs: number,
  ): Promise<unknown> {
    return new Promise((settle) => {
      this.#tasks.push({ expression, values, timeLimitMs, settle });
      void this.#work();
    });
  }

  async dispose(): Promise<void> {
    await this.#stop();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) {
      const result = this.#evaluate(task);
      task.settle(result);
      await result.catch(() => undefined);
    }
    this.#isBusy = false;
  }

  async #evaluate({ expression, values, timeLimitMs }: Task): Promise<unknown> {
    const worker = (this.#worker ??= new Worker(workerSource, {
      eval: true,
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits,
    }));
    if (!this.#isReady) await this.#next(worker, startLimitMs, 'The script could not be started.');
    this.#isReady = true;
    worker.postMessage({ expression, values: JSON.stringify(values) });
    const tooLong = `The script ran longer than ${timeLimitMs} ms. Make it simpler.`;
    const { json, error } = await this.#next(worker, timeLimitMs, tooLong);
    if (error !== undefined) throw new Unjudgeable(`The script failed: ${error}`);
    return json === undefined ? undefined : (JSON.parse(json) as unknown);
  }

  /** The worker's next message. A worker that does not answer is ended, and the next one is new. */
  #next(worker: Worker, limitMs: number, tooLong: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const end = (message: string) => {
        worker.removeAllListeners();
        clearTimeout(timer);
        void this.#stop();
        reject(new Unjudgeable(message));
      };
      const timer = setTimeout(() => end(tooLong), limitMs);
      worker.once('message', (reply: Reply) => {
        worker.removeAllListeners();
        clearTimeout(timer);
        resolve(reply);
      });
      worker.once('error', ({ message }) => end(`The script was ended: ${message}.`));
      worker.once('exit', () => end('The script ended its thread.'));
    });
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isReady = false;
    await worker?.terminate();
  }
}

/**
 * What runs in the thread. A text, because each bundle would else need a file of its own for it. The
 * context has no prototype of ours, makes no code from texts, and gets its values as JSON.
 */
const workerSource = `
const { parentPort } = require('node:worker_threads');
const { createContext, runInContext } = require('node:vm');
parentPort.on('message', ({ expression, values }) => {
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
  });
  try {
    context.__values = values;
    runInContext('for (const [k, v] of Object.entries(JSON.parse(__values))) globalThis[k] = v; delete globalThis.__values;', context);
    const json = runInContext('JSON.stringify((' + expression + '\\n))', context);
    parentPort.postMessage({ json: typeof json === 'string' ? json : undefined });
  } catch (error) {
    let message = 'unknown error';
    try { message = String(error && error.message || error); } catch {}
    parentPort.postMessage({ error: message });
  }
});
parentPort.postMessage({});
`;
