import type { ViewState } from '../../src/shared/model.ts';
import type { HostMessage, ViewPatch } from '../../src/shared/protocol/chatProtocol.ts';

type StateMessage = Extract<HostMessage, { seq: number }>;

export interface StoreOptions {
  /** Called at most once per animation frame, with the latest state. */
  readonly onState: (state: ViewState) => void;
  /** Called once when a number is missing; patches are ignored until the next snapshot. */
  readonly onGap: () => void;
  /** `requestAnimationFrame`, except in tests. */
  readonly nextFrame: (callback: () => void) => void;
}

/** The webview's copy of the host's state. */
export interface Store {
  apply(message: StateMessage): void;
}

/** Creates a copy that follows snapshots and numbered patches. */
export function createStore({ onState, onGap, nextFrame }: StoreOptions): Store {
  let state: ViewState | undefined;
  let seq = 0;
  let isResyncing = false;
  let isFramePending = false;

  function schedule(): void {
    if (isFramePending) return;
    isFramePending = true;
    nextFrame(() => {
      isFramePending = false;
      if (state) onState(state);
    });
  }

  return {
    apply(message) {
      if (message.type === 'snapshot') {
        state = message.state;
        isResyncing = false;
      } else if (state && !isResyncing && message.seq === seq + 1) {
        state = message.patches.reduce(applyPatch, state);
      } else {
        if (!isResyncing) onGap();
        isResyncing = true;
        return;
      }
      seq = message.seq;
      schedule();
    },
  };
}

/** The state after one patch. A patch for an unknown turn changes nothing. */
export function applyPatch(state: ViewState, patch: ViewPatch): ViewState {
  switch (patch.type) {
    case 'head':
      return { ...patch.head, turns: state.turns };
    case 'cleared':
      return { ...state, turns: [] };
    case 'turn': {
      const index = state.turns.findIndex(({ id }) => id === patch.turn.id);
      const turn = { ...patch.turn, items: state.turns[index]?.items ?? [] };
      return {
        ...state,
        turns: index < 0 ? [...state.turns, turn] : state.turns.with(index, turn),
      };
    }
    case 'items': {
      const index = state.turns.findIndex(({ id }) => id === patch.turnId);
      const turn = state.turns[index];
      if (!turn) return state;
      const items = [...turn.items, ...patch.items];
      return { ...state, turns: state.turns.with(index, { ...turn, items }) };
    }
  }
}
