import { replayMoves, replaySpeeds } from '../conversationInfo.ts';
import { type Guard, httpUrl, isCount, oneOf, optional, textUpTo, type Typed } from '../guards.ts';
import { mediaOrigin } from '../mediaOrigin.ts';
import type { Turn, TurnItem, ViewState } from '../model.ts';
import {
  inspectorGuards,
  type InspectorHostMessage,
  isValuePath,
  linkGuards,
  type LinkHostMessage,
} from './inspectorProtocol.ts';
import { maxTextLength, messageParser } from './messageParser.ts';

/** Every message between host and webview. The host owns the state; the webview posts intents. */

/** Changes of a ViewState as data, so that an event does not resend a long conversation. */
export type ViewPatch =
  /** Everything but the turns. */
  | { readonly type: 'head'; readonly head: Omit<ViewState, 'turns'> }
  /** A turn's fields except its items; adds the turn if its ID is new. */
  | { readonly type: 'turn'; readonly turn: Omit<Turn, 'items'> }
  /** Items appended to a turn. */
  | { readonly type: 'items'; readonly turnId: number; readonly items: readonly TurnItem[] }
  /** The chat was emptied: a new conversation begins. */
  | { readonly type: 'cleared' };

/**
 * Host to webview. `seq` counts up by one per message; after a gap the webview asks to `resync`.
 */
export type HostMessage =
  | { readonly type: 'snapshot'; readonly seq: number; readonly state: ViewState }
  | { readonly type: 'patch'; readonly seq: number; readonly patches: readonly ViewPatch[] }
  /** Puts text (unless undefined) into the composer and focuses it. */
  | { readonly type: 'compose'; readonly text?: string }
  /** Opens the find bar, or goes to its next match. */
  | { readonly type: 'find' }
  /** Moves the focus to the next region, like F6. */
  | { readonly type: 'nextRegion' }
  /** Opens the inspector beside or below the chat, or closes it. */
  | { readonly type: 'toggleInspector' }
  | SendAnswer
  | LinkHostMessage
  | InspectorHostMessage;

/** Host to webview: the result of the `sendText` with that request number. */
export type SendAnswer =
  /** Accepted: the turn is running or queued. */
  | { readonly type: 'sent'; readonly request: number }
  /** Not accepted; the obstacle is shown. */
  | { readonly type: 'refused'; readonly request: number; readonly text: string };

/** The host commands that a button of the page may ask for, by our own names. */
export const intents = [
  'setApiKey',
  'newSession',
  'newCustomer',
  'restartSession',
  'endSession',
  'copySessionId',
  'copyConversation',
  'exportConversation',
  'openTranscript',
  'openSettings',
  'showLog',
  'addAgent',
  'switchAgent',
  'tryDemo',
  'checkConnection',
  'openWalkthrough',
  'manageTrust',
] as const;

export type Intent = (typeof intents)[number];

/** Longest URL that a page can name; programs that open URLs accept less. */
const maxAddressLength = 32 * 1024;
/** More than anyone makes by hand. */
const maxEvents = 1_000;

const isText = textUpTo(maxTextLength);
const isAddress = textUpTo(maxAddressLength);

/** A link that may be opened. */
const isLink: Guard<string> = (value): value is string =>
  isAddress(value) && httpUrl(value) !== undefined;

/** An https origin in the form that a content security policy uses. */
const isOrigin: Guard<string> = (value): value is string =>
  isAddress(value) && value.startsWith('https:') && mediaOrigin(value) === value;

/** The host checks the elements and says what is wrong with one. */
const isEventList: Guard<readonly unknown[]> = (value): value is readonly unknown[] =>
  Array.isArray(value) && value.length <= maxEvents;

/** -1 is the action button. */
const isButton: Guard<number> = (value): value is number => value === -1 || isCount(value);

/** Webview to host. Names only what the user did, never a command, path or key. */
export type WebviewMessage = Typed<typeof webviewGuards>;

/** Guards only the form; the host checks that a turn, branch or row exists. */
export const webviewGuards = {
  ready: {},
  resync: {},
  /** The host replies at once, not at the end of the turn. */
  sendText: { text: isText, request: isCount },
  /** Events from the event composer; the host checks each against the API's schema. */
  sendEvents: { events: isEventList },
  /**
   * A button of an interactive message, by its position in the turn: indexes in the turn's items,
   * in the event's messages and in the message's buttons.
   */
  pressButton: { turnId: isCount, item: isCount, message: isCount, button: isButton },
  /** A row of a list message, by its position in the turn. */
  chooseRow: { turnId: isCount, item: isCount, message: isCount, section: isCount, row: isCount },
  /**
   * Sends an ended turn's inputs again: in the same session, where the agent may see them twice, or
   * in a new session that replays the turns before it, as a branch.
   */
  retryTurn: { turnId: isCount, in: oneOf('session', 'fresh') },
  /** Replaces a turn's text in a branch: a new session that replays the turns before it. */
  editTurn: { turnId: isCount, text: isText },
  /** Saves the conversation up to this turn as a scenario. */
  saveScenarioUpTo: { turnId: isCount },
  /**
   * Adds an expectation about a turn's response: about one of its items, by its index, or about the
   * value at a JSONPath in one of its lines.
   */
  addExpectation: {
    turnId: isCount,
    item: optional(isCount),
    line: optional(isCount),
    path: optional(isValuePath),
  },
  showBranch: { branch: isCount },
  /** Removes one turn from the queue; its text goes back to the composer. */
  unqueue: { id: isCount },
  emptyQueue: {},
  /** Sends the queue after a stop or a failure held it. */
  sendQueue: {},
  stop: {},
  intent: { intent: oneOf(...intents) },
  /** A pressed link; the host checks it and shows it in full before it opens. */
  openLink: { url: isLink },
  /** The user allows images from this origin, for this agent. */
  allowMedia: { origin: isOrigin },
  copy: { text: isText },
  replay: { do: oneOf(...replayMoves) },
  replaySpeed: { speed: oneOf(...replaySpeeds) },
  /** Jumps to the end of that turn of the replay; 0 is the beginning. */
  replayJump: { turn: isCount },
  closeReplay: {},
  ...linkGuards,
  ...inspectorGuards,
};

/** The message if it is valid and complete, else undefined. */
export const parseWebviewMessage = messageParser(webviewGuards);
