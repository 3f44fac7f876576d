import type { ReplayMove, ReplaySpeed } from '../../src/shared/conversationInfo.ts';
import type { Intent, WebviewMessage } from '../../src/shared/protocol/chatProtocol.ts';

/** A button or row of an interactive message, identified by its place in the conversation. */
export type ChoicePlace = Extract<WebviewMessage, { type: 'pressButton' | 'chooseRow' }>;

/** The subject of an expectation: a response, one of its items, or a value in one of its lines. */
export type ExpectationPlace = Omit<Extract<WebviewMessage, { type: 'addExpectation' }>, 'type'>;

/** The actions that components can ask the host for; each sends one message. */
export interface Actions {
  /** Returns the request number, which the host repeats in its answer. */
  sendText(text: string): number;
  /** Sends events from the event composer; the host checks them again. */
  sendEvents(events: readonly unknown[]): void;
  retryTurn(turnId: number, where?: 'session' | 'fresh'): void;
  /** Replaces a turn's text, in a new branch. */
  editTurn(turnId: number, text: string): void;
  showBranch(branch: number): void;
  unqueue(id: number): void;
  emptyQueue(): void;
  sendQueue(): void;
  /** Presses a button or chooses a row of an interactive message. */
  choose(place: ChoicePlace): void;
  /** Saves the conversation up to this turn as a scenario. */
  saveUpTo(turnId: number): void;
  addExpectation(place: ExpectationPlace): void;
  stop(): void;
  intent(intent: Intent): void;
  openLink(url: string): void;
  allowMedia(origin: string): void;
  copy(text: string): void;
  replay(move: ReplayMove): void;
  replaySpeed(speed: ReplaySpeed): void;
  /** Jumps to the end of this turn; 0 is the beginning. */
  replayJump(turn: number): void;
  closeReplay(): void;
}

export function createActions(post: (message: WebviewMessage) => void): Actions {
  let lastRequest = 0;
  return {
    sendText(text) {
      const request = ++lastRequest;
      post({ type: 'sendText', text, request });
      return request;
    },
    retryTurn: (turnId, where = 'session') => post({ type: 'retryTurn', turnId, in: where }),
    sendEvents: (events) => post({ type: 'sendEvents', events }),
    editTurn: (turnId, text) => post({ type: 'editTurn', turnId, text }),
    showBranch: (branch) => post({ type: 'showBranch', branch }),
    unqueue: (id) => post({ type: 'unqueue', id }),
    emptyQueue: () => post({ type: 'emptyQueue' }),
    sendQueue: () => post({ type: 'sendQueue' }),
    choose: (place) => post(place),
    saveUpTo: (turnId) => post({ type: 'saveScenarioUpTo', turnId }),
    addExpectation: (place) => post({ type: 'addExpectation', ...place }),
    stop: () => post({ type: 'stop' }),
    intent: (intent) => post({ type: 'intent', intent }),
    openLink: (url) => post({ type: 'openLink', url }),
    allowMedia: (origin) => post({ type: 'allowMedia', origin }),
    copy: (text) => post({ type: 'copy', text }),
    replay: (move) => post({ type: 'replay', do: move }),
    replaySpeed: (speed) => post({ type: 'replaySpeed', speed }),
    replayJump: (turn) => post({ type: 'replayJump', turn }),
    closeReplay: () => post({ type: 'closeReplay' }),
  };
}
