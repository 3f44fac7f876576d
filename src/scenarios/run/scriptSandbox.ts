import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { t } from '../../shared/l10n.ts';
import { Unjudgeable } from '../checks/check.ts';
import { scriptProcessSource } from './scriptProcessSource.ts';

/** What the process says; `isLate`: the script ran into its time limit. */
interface Reply {
  readonly json?: string;
  readonly error?: string;
  readonly isLate?: boolean;
}

type Heard = Reply | 'late' | 'ended';

/** Enough for the answer of one conversation; more is a script that collects memory. */
const flags = ['--max-old-space-size=96', '--disallow-code-generation-from-strings'];

/** The process needs this long to begin, which is not the script's fault; in milliseconds. */
const startLimitMs = 10_000;

/** How long the process may be silent beyond the script's own limit before it is ended. */
const graceMs = 1_000;

/**
 * Evaluates JavaScript expressions of scenario files: without modules, without the network, with limits
 * of time and memory, one after the other. A process of its own, since a script that takes too much
 * memory at once ends the process that it is in, whichever thread it has. The values go in as JSON and
 * the result comes out as JSON, so that no object of ours is in reach of a script.
 */
export class ScriptSandbox {
  #child: ChildProcess | undefined;
  #heard: ((heard: Heard) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  /** The value of the expression; rejects with `Unjudgeable`. */
  run(
    expression: string,
    values: Readonly<Record<string, unknown>>,
    timeLimitMs: number,
  ): Promise<unknown> {
    const result = this.#last.then(() => this.#evaluate(expression, values, timeLimitMs));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const child = this.#child;
    this.#end();
    const isRunning = child?.pid !== undefined && child.exitCode === null && !child.signalCode;
    if (isRunning) await once(child, 'exit');
  }

  async #evaluate(
    expression: string,
    values: Readonly<Record<string, unknown>>,
    timeLimitMs: number,
  ): Promise<unknown> {
    const child = this.#child ?? (await this.#start());
    const next = this.#next(timeLimitMs + graceMs);
    // Where it cannot be sent, the process has ended, which is heard.
    child.send({ expression, values: JSON.stringify(values), timeLimitMs }, () => undefined);
    const heard = await next;
    if (heard === 'ended') {
      throw new Unjudgeable(
        t('The script was ended, most likely because it took too much memory.'),
      );
    }
    if (heard === 'late' || heard.isLate) {
      if (heard === 'late') this.#end();
      throw new Unjudgeable(
        t('The script ran longer than {0} ms. Make it simpler.', String(timeLimitMs)),
      );
    }
    const { json, error } = heard;
    if (error !== undefined) throw new Unjudgeable(t('The script failed: {0}', error));
    return json === undefined ? undefined : (JSON.parse(json) as unknown);
  }

  async #start(): Promise<ChildProcess> {
    if (this.#isDisposed) throw new Unjudgeable(t('The script was not run: the run is over.'));
    const child = startProcess();
    this.#child = child;
    child.on('message', (reply: Reply) => this.#tell(child, reply));
    for (const event of ['exit', 'error'] as const) {
      child.on(event, () => {
        this.#tell(child, 'ended');
        if (this.#child === child) this.#child = undefined;
      });
    }
    if (typeof (await this.#next(startLimitMs)) === 'string') {
      this.#end();
      throw new Unjudgeable(t('The script could not be started.'));
    }
    return child;
  }

  /** A process that was given up has nothing to say any more. */
  #tell(child: ChildProcess, heard: Heard): void {
    if (this.#child === child) this.#heard?.(heard);
  }

  #next(limitMs: number): Promise<Heard> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#heard?.('late'), limitMs);
      this.#heard = (heard) => {
        clearTimeout(timer);
        this.#heard = undefined;
        resolve(heard);
      };
    });
  }

  #end(): void {
    const child = this.#child;
    this.#heard?.('ended');
    this.#child = undefined;
    child?.kill('SIGKILL');
  }
}

function startProcess(): ChildProcess {
  const { SystemRoot } = process.env;
  return spawn(process.execPath, [...flags, '--eval', scriptProcessSource], {
    // Inside VS Code the program is Electron, which is Node only when it is told so.
    env: { ELECTRON_RUN_AS_NODE: '1', ...(SystemRoot !== undefined && { SystemRoot }) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
}
