import type { Agent } from '../shared/agent.ts';
import type {
  AnnouncementLevel,
  ConversationInfo,
  ReplayState,
} from '../shared/conversationInfo.ts';
import type { Failure } from '../shared/failure/failure.ts';
import {
  type InputEvent,
  isTurnOpen,
  type QueuedTurn,
  type Session,
  type Turn,
  type TurnItem,
  type TurnPhase,
  type TurnStats,
  type ViewState,
} from '../shared/model.ts';

/** Facts about a conversation, in the past tense. */
export type Action =
  | { readonly type: 'agentChosen'; readonly agent: Agent | undefined }
  | { readonly type: 'problemChanged'; readonly problem: Failure | undefined }
  | { readonly type: 'mediaAllowed'; readonly origins: readonly string[] }
  | { readonly type: 'announcementsChosen'; readonly level: AnnouncementLevel }
  | { readonly type: 'trustChanged'; readonly isRestricted: boolean }
  | { readonly type: 'replayMoved'; readonly replay: ReplayState }
  | { readonly type: 'sessionChanged'; readonly session: Session }
  | { readonly type: 'conversationChanged'; readonly conversation: ConversationInfo }
  | {
      readonly type: 'queueChanged';
      readonly queue: readonly QueuedTurn[];
      readonly isHeld: boolean;
    }
  | {
      readonly type: 'turnStarted';
      readonly turnId: number;
      readonly inputs: readonly InputEvent[];
      /** Milliseconds since the epoch. */
      readonly sentAt: number;
      readonly isReplay?: boolean;
    }
  | {
      readonly type: 'turnSent';
      readonly turnId: number;
      readonly sessionId: string;
      /** The agentId sent with the turn. */
      readonly agentId: string;
      /** The inputs as shown and saved: an API key that the tester typed is masked. */
      readonly inputs?: readonly InputEvent[];
    }
  | { readonly type: 'itemsArrived'; readonly turnId: number; readonly items: readonly TurnItem[] }
  | {
      readonly type: 'turnEnded';
      readonly turnId: number;
      readonly phase: TurnPhase;
      readonly stats?: TurnStats;
      readonly failure?: Failure;
    }
  /** The turns of another branch or conversation. Turns that were open are marked interrupted. */
  | { readonly type: 'turnsShown'; readonly turns: readonly Turn[] };

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

/** Turns from an earlier window, with those that were open marked interrupted. */
export function interruptOpenTurns(turns: readonly Turn[]): readonly Turn[] {
  return turns.map((turn) => (isTurnOpen(turn) ? { ...turn, phase: 'interrupted' } : turn));
}

/**
 * The next state. Pure. Unchanged parts keep their identity (diffView relies on it), and facts
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
    case 'announcementsChosen':
      return { ...state, announcements: action.level };
    case 'trustChanged':
      return { ...state, isRestricted: action.isRestricted };
    case 'replayMoved':
      return { ...state, replay: action.replay };
    case 'sessionChanged':
      return { ...state, session: action.session };
    case 'conversationChanged':
      return { ...state, conversation: action.conversation };
    case 'queueChanged':
      return { ...state, queue: action.queue, isQueueHeld: action.isHeld };
    case 'turnStarted': {
      const { turnId: id, inputs, sentAt, isReplay } = action;
      const turn: Turn = {
        id,
        inputs,
        sentAt,
        phase: 'waiting',
        items: [],
        ...(isReplay && { isReplay }),
      };
      return { ...state, turns: [...state.turns, turn] };
    }
    case 'turnSent':
      return changeOpenTurn(state, action.turnId, (turn) => ({
        ...turn,
        sessionId: action.sessionId,
        agentId: action.agentId,
        inputs: action.inputs ?? turn.inputs,
      }));
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
    case 'turnsShown':
      return { ...state, turns: interruptOpenTurns(action.turns) };
  }
}

function changeOpenTurn(state: ViewState, turnId: number, change: (turn: Turn) => Turn): ViewState {
  const index = state.turns.findLastIndex(({ id }) => id === turnId);
  const turn = state.turns[index];
  if (!turn || !isTurnOpen(turn)) return state;
  return { ...state, turns: state.turns.with(index, change(turn)) };
}
