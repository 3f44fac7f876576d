import type { Failure } from '../shared/failure.ts';
import type {
  Agent,
  InputEvent,
  Session,
  Turn,
  TurnItem,
  TurnPhase,
  TurnStats,
  ViewState,
} from '../shared/model.ts';

/** Facts about a conversation, in the past tense. */
export type Action =
  | { readonly type: 'agentChosen'; readonly agent: Agent | undefined }
  | { readonly type: 'problemChanged'; readonly problem: Failure | undefined }
  | { readonly type: 'mediaAllowed'; readonly origins: readonly string[] }
  | { readonly type: 'sessionChanged'; readonly session: Session }
  | {
      readonly type: 'turnStarted';
      readonly turnId: number;
      readonly inputs: readonly InputEvent[];
      /** Milliseconds since the epoch. */
      readonly sentAt: number;
    }
  | { readonly type: 'itemsArrived'; readonly turnId: number; readonly items: readonly TurnItem[] }
  | {
      readonly type: 'turnEnded';
      readonly turnId: number;
      readonly phase: TurnPhase;
      readonly stats?: TurnStats;
      readonly failure?: Failure;
    }
  | { readonly type: 'conversationCleared' }
  /** A conversation of an earlier window; what was under way in it is marked interrupted. */
  | { readonly type: 'conversationRestored'; readonly turns: readonly Turn[] };

export const initialState: ViewState = {
  session: { status: 'noAgent' },
  turns: [],
  mediaOrigins: [],
};

/** True while a turn may still receive items. */
export function isOpen({ phase }: Pick<Turn, 'phase'>): boolean {
  return phase === 'waiting' || phase === 'streaming';
}

/**
 * The next state. Pure; unchanged parts keep their identity (diffView relies on it), and facts
 * about a turn that has ended or is gone change nothing.
 */
export function reduce(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'agentChosen': {
      const { agent, ...rest } = state;
      return action.agent ? { ...state, agent: action.agent } : rest;
    }
    case 'problemChanged': {
      const { problem, ...rest } = state;
      return action.problem ? { ...state, problem: action.problem } : rest;
    }
    case 'mediaAllowed':
      return { ...state, mediaOrigins: action.origins };
    case 'sessionChanged':
      return { ...state, session: action.session };
    case 'turnStarted': {
      const { turnId: id, inputs, sentAt } = action;
      const turn: Turn = { id, inputs, sentAt, phase: 'waiting', items: [] };
      return { ...state, turns: [...state.turns, turn] };
    }
    case 'itemsArrived':
      return changeOpenTurn(state, action.turnId, (turn) => ({
        ...turn,
        phase: 'streaming',
        items: [...turn.items, ...action.items],
      }));
    case 'turnEnded':
      return changeOpenTurn(state, action.turnId, (turn) => ({
        ...turn,
        phase: action.phase,
        ...(action.stats && { stats: action.stats }),
        ...(action.failure && { failure: action.failure }),
      }));
    case 'conversationCleared':
      return { ...state, turns: [] };
    case 'conversationRestored':
      return {
        ...state,
        turns: action.turns.map((turn) =>
          isOpen(turn) ? { ...turn, phase: 'interrupted' } : turn,
        ),
      };
  }
}

function changeOpenTurn(state: ViewState, turnId: number, change: (turn: Turn) => Turn): ViewState {
  const index = state.turns.findLastIndex(({ id }) => id === turnId);
  const turn = state.turns[index];
  if (!turn || !isOpen(turn)) return state;
  return { ...state, turns: state.turns.with(index, change(turn)) };
}
