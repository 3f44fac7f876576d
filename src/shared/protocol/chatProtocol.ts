import {
  type ReplayMove,
  replayMoves,
  type ReplaySpeed,
  replaySpeeds,
} from '../conversationInfo.ts';
import { type Guard, httpUrl, isCount, oneOf, optional, textUpTo } from '../guards.ts';
import { mediaOrigin } from '../mediaOrigin.ts';
import type { ViewState } from '../model.ts';
import {
  type InspectorHostMessage,
  type InspectorPageMessage,
  isValuePath,
  type LinkHostMessage,
  type LinkPageMessage,
  maxSearchLength,
  requestFormats,
} from './inspectorProtocol.ts';
import { maxTextLength, type MessageGuards, messageParser } from './messageParser.ts';
import type { ViewPatch } from './patch.ts';

/** Every message between host and webview. The host owns the state; the webview posts intents. */

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

/** Webview to host. Names only what the user did, never a command, path or key. */
export type WebviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'resync' }
  /** The host replies at once, not at the end of the turn. */
  | { readonly type: 'sendText'; readonly text: string; readonly request: number }
  /** Events from the event composer; the host checks each against the API's schema. */
  | { readonly type: 'sendEvents'; readonly events: readonly unknown[] }
  /** A button of an interactive message, by its position in the turn. */
  | {
      readonly type: 'pressButton';
      readonly turnId: number;
      /** Index in the turn's items. */
      readonly item: number;
      /** Index in the event's messages. */
      readonly message: number;
      /** Index in the message's buttons; -1 is the action button. */
      readonly button: number;
    }
  /** A row of a list message, by its position in the turn. */
  | {
      readonly type: 'chooseRow';
      readonly turnId: number;
      readonly item: number;
      readonly message: number;
      readonly section: number;
      readonly row: number;
    }
  /**
   * Sends an ended turn's inputs again: in the same session, where the agent may see them twice, or
   * in a new session that replays the turns before it, as a branch.
   */
  | { readonly type: 'retryTurn'; readonly turnId: number; readonly in: 'session' | 'fresh' }
  /** Replaces a turn's text in a branch: a new session that replays the turns before it. */
  | { readonly type: 'editTurn'; readonly turnId: number; readonly text: string }
  /** Saves the conversation up to this turn as a scenario. */
  | { readonly type: 'saveScenarioUpTo'; readonly turnId: number }
  /**
   * Adds an expectation about a turn's response: about one of its items, or about the value at a
   * JSONPath in one of its lines.
   */
  | {
      readonly type: 'addExpectation';
      readonly turnId: number;
      /** Index in the turn's items. */
      readonly item?: number;
      readonly line?: number;
      readonly path?: string;
    }
  | { readonly type: 'showBranch'; readonly branch: number }
  /** Removes one turn from the queue; its text goes back to the composer. */
  | { readonly type: 'unqueue'; readonly id: number }
  | { readonly type: 'emptyQueue' }
  /** Sends the queue after a stop or a failure held it. */
  | { readonly type: 'sendQueue' }
  | { readonly type: 'stop' }
  | { readonly type: 'intent'; readonly intent: Intent }
  /** A pressed link; the host checks it and shows it in full before it opens. */
  | { readonly type: 'openLink'; readonly url: string }
  /** The user allows images from this origin, for this agent. */
  | { readonly type: 'allowMedia'; readonly origin: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'replay'; readonly do: ReplayMove }
  | { readonly type: 'replaySpeed'; readonly speed: ReplaySpeed }
  /** Jumps to the end of that turn of the replay; 0 is the beginning. */
  | { readonly type: 'replayJump'; readonly turn: number }
  | { readonly type: 'closeReplay' }
  | LinkPageMessage
  | InspectorPageMessage;

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

/** Distinct rows, so never more than exist. `every` alone would skip holes in the array. */
const isRowList: Guard<readonly number[]> = (value): value is readonly number[] =>
  Array.isArray(value) && Array.from<unknown>(value).every(isCount) && !hasTwins(value);

const hasTwins = (list: readonly unknown[]) => new Set(list).size < list.length;

const isButton: Guard<number> = (value): value is number => value === -1 || isCount(value);

const place = { turnId: isCount, line: optional(isCount) };

/** Guards only the form; the host checks that a turn, branch or row exists. */
export const webviewGuards: MessageGuards<WebviewMessage> = {
  ready: {},
  resync: {},
  sendText: { text: isText, request: isCount },
  sendEvents: { events: isEventList },
  pressButton: { turnId: isCount, item: isCount, message: isCount, button: isButton },
  chooseRow: { turnId: isCount, item: isCount, message: isCount, section: isCount, row: isCount },
  retryTurn: { turnId: isCount, in: oneOf('session', 'fresh') },
  editTurn: { turnId: isCount, text: isText },
  saveScenarioUpTo: { turnId: isCount },
  addExpectation: { ...place, item: optional(isCount), path: optional(isValuePath) },
  showBranch: { branch: isCount },
  unqueue: { id: isCount },
  emptyQueue: {},
  sendQueue: {},
  stop: {},
  intent: { intent: oneOf(...intents) },
  openLink: { url: isLink },
  allowMedia: { origin: isOrigin },
  copy: { text: isText },
  replay: { do: oneOf(...replayMoves) },
  replaySpeed: { speed: oneOf(...replaySpeeds) },
  replayJump: { turn: isCount },
  closeReplay: {},
  showMessage: { turnId: optional(isCount), line: optional(isCount) },
  messageChosen: place,
  showInInspector: place,
  startInspecting: {},
  stopInspecting: {},
  inspectLine: { exchange: isCount, line: isCount },
  searchWire: { text: textUpTo(maxSearchLength) },
  copyRequest: { exchange: isCount, format: oneOf(...requestFormats) },
  saveRows: { rows: isRowList },
  saveHar: { exchange: optional(isCount) },
};

/** The message if it is valid and complete, else undefined. */
export const parseWebviewMessage = messageParser(webviewGuards);
