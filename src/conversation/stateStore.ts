import type { Agent } from '../shared/agent.ts';
import { compact } from '../shared/compact.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { Listeners } from '../shared/listeners.ts';
import { isTurnOpen, type Turn, type TurnItem, type ViewState } from '../shared/model.ts';

export const initialState: ViewState = {
  session: { status: 'noAgent' },
  turns: [],
  conversation: { id: '', title: '', branches: [{ id: 1 }], activeBranch: 1 },
  queue: [],
  isQueueHeld: false,
  announcements: 'messages',
  mediaOrigins: [],
  isRestricted: false,
};

/** New values of fields; undefined removes one. */
type Changes = Partial<Omit<ViewState, 'agent' | 'problem' | 'turns'>> & {
  readonly agent?: Agent | undefined;
  readonly problem?: Failure | undefined;
};

/**
 * The state that every view shows, and the listeners to its changes. Unchanged parts keep their
 * identity (ViewSync relies on it), and facts about a turn that has ended or is gone change nothing.
 */
export class StateStore {
  readonly #changes = new Listeners<ViewState>();
  #state = initialState;

  /** Calls the listener after every change. Returns a function that removes the listener. */
  readonly onChange = this.#changes.add;

  get state(): ViewState {
    return this.#state;
  }

  /** Sets fields of the state; the turns have their own methods. */
  set(changes: Changes): void {
    const fields = Object.keys(changes) as (keyof Changes)[];
    if (fields.every((field) => changes[field] === this.#state[field])) return;
    this.#become(compact({ ...this.#state, ...changes }));
  }

  /** Shows a problem above the chat until the next turn is sent. */
  reportProblem(problem: Failure): void {
    this.set({ problem });
  }

  /** The turns of another branch or conversation. Turns that were open are marked interrupted. */
  showTurns(turns: readonly Turn[]): void {
    this.#become({ ...this.#state, turns: interruptOpenTurns(turns) });
  }

  startTurn({ isReplay, ...turn }: Pick<Turn, 'id' | 'inputs' | 'sentAt' | 'isReplay'>): void {
    const started = {
      ...turn,
      phase: 'waiting',
      items: [],
      ...(isReplay && { isReplay }),
    } as const;
    this.#become({ ...this.#state, turns: [...this.#state.turns, started] });
  }

  /** Appends what has arrived in an open turn. */
  addItems(turnId: number, items: readonly TurnItem[]): void {
    this.#changeTurn(turnId, (turn) => ({ phase: 'streaming', items: [...turn.items, ...items] }));
  }

  /** Sets fields of an open turn: where it was sent, or how it ended. */
  changeTurn(turnId: number, changes: Partial<Turn>): void {
    this.#changeTurn(turnId, () => changes);
  }

  #changeTurn(turnId: number, change: (turn: Turn) => Partial<Turn>): void {
    const { turns } = this.#state;
    const index = turns.findLastIndex(({ id }) => id === turnId);
    const turn = turns[index];
    if (!turn || !isTurnOpen(turn)) return;
    this.#become({ ...this.#state, turns: turns.with(index, { ...turn, ...change(turn) }) });
  }

  #become(state: ViewState): void {
    this.#state = state;
    this.#changes.tell(state);
  }
}

/** Turns from an earlier window, with those that were open marked interrupted. */
export function interruptOpenTurns(turns: readonly Turn[]): readonly Turn[] {
  return turns.map((turn) => (isTurnOpen(turn) ? { ...turn, phase: 'interrupted' } : turn));
}
