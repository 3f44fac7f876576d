import { once } from 'node:events';
import { realRest, type Rest } from '../../../src/simulator/simulatorOptions.ts';

/** The pauses of a simulator, which a test may hold: an answer then lasts until it lets them go. */
export class HeldPauses {
  #held: Promise<void> | undefined;
  #letGo: (() => void) | undefined;

  /** For the options of the simulator. */
  readonly rest: Rest = (ms, left) =>
    this.#held ? Promise.race([this.#held, once(left, 'abort')]) : realRest(ms, left);

  /** Each pause that begins from now on lasts. */
  hold(): void {
    this.#held = new Promise((resolve) => (this.#letGo = resolve));
  }

  /** They end, and those to come are as long as they are written. */
  letGo(): void {
    this.#held = undefined;
    this.#letGo?.();
  }
}
