import type { InputEvent, QueuedTurn } from '../shared/model.ts';
import type { StateStore } from './stateStore.ts';

/** A turn that was sent or queued. */
export interface AcceptedTurn {
  /** Resolves when the sent turn has ended; at once for a queued turn. */
  readonly ended: Promise<void>;
}

/** The turns that wait while another one runs. A stop or a failure holds them. */
export class TurnQueue {
  readonly #store: StateStore;
  #lastId = 0;

  constructor(store: StateStore) {
    this.#store = store;
  }

  add(inputs: readonly InputEvent[]): void {
    const { queue, isQueueHeld } = this.#store.state;
    this.#set([...queue, { id: ++this.#lastId, inputs }], isQueueHeld);
  }

  /** Puts a turn first and holds the queue. */
  holdWithFirst(inputs: readonly InputEvent[]): void {
    this.#set([{ id: ++this.#lastId, inputs }, ...this.#store.state.queue], true);
  }

  /** Removes and returns the turn with that ID. */
  take(id: number): QueuedTurn | undefined {
    const { queue, isQueueHeld } = this.#store.state;
    const found = queue.find((turn) => turn.id === id);
    const rest = queue.filter((turn) => turn !== found);
    if (found) this.#set(rest, isQueueHeld);
    return found;
  }

  /** Removes and returns the first turn; undefined while the queue is empty or held. */
  takeNext(): QueuedTurn | undefined {
    const { queue, isQueueHeld } = this.#store.state;
    const [next, ...rest] = queue;
    if (!next || isQueueHeld) return undefined;
    this.#set(rest, false);
    return next;
  }

  hold(): void {
    this.#set(this.#store.state.queue, true);
  }

  release(): void {
    this.#set(this.#store.state.queue, false);
  }

  empty(): void {
    this.#set([], false);
  }

  #set(queue: readonly QueuedTurn[], wantsHold: boolean): void {
    const isHeld = wantsHold && queue.length > 0;
    const { queue: before, isQueueHeld } = this.#store.state;
    if (queue.length + before.length === 0 && isHeld === isQueueHeld) return;
    this.#store.set({ queue, isQueueHeld: isHeld });
  }
}
