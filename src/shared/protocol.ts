import { replaySpeeds, type ReplayAction } from './replayState.ts';
import type { ViewPatch } from './patch.ts';
import type { ViewState } from './model.ts';
import { isCount, isFilledString, isRecord, isString } from './guards.ts';
import {
  requestFormats,
  type InspectorHostMessage,
  type InspectorPageMessage,
  type LinkHostMessage,
  type LinkPageMessage,
} from './inspector.ts';

/** Every message between host and webview. The host owns the state; the webview posts intents. */

/** Host to webview. `seq` counts up by one per message; after a gap the webview asks to `resync`. */
export type HostMessage =
  | { readonly type: 'snapshot'; readonly seq: number; readonly state: ViewState }
  | { readonly type: 'patch'; readonly seq: number; readonly patches: readonly ViewPatch[] }
  /** Puts text into the composer (unless undefined) and the focus on it. */
  | { readonly type: 'compose'; readonly text?: string }
  /** Opens the find bar, or goes to its next match. */
  | { readonly type: 'find' }
  /** Puts the focus on the next region, as F6 does. */
  | { readonly type: 'nextRegion' }
  /** Opens the inspector beside or below the chat, or closes it. */
  | { readonly type: 'toggleInspector' }
  | LinkHostMessage
  | InspectorHostMessage;

/** What a button of the page asks the host to do: one of its commands, by a name of ours. */
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

/** Webview to host. No command, path or key can be named here, only what the tester did. */
export type WebviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'resync' }
  | { readonly type: 'sendText'; readonly text: string }
  /** Events made in the event composer; the host checks each against the API's schema. */
  | { readonly type: 'sendEvents'; readonly events: readonly unknown[] }
  /** A button of an interactive message, named by its place in the turn. */
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
  /** A row of a list message, named by its place in the turn. */
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
   * in a fresh one that replays the turns before it, as a branch.
   */
  | { readonly type: 'retryTurn'; readonly turnId: number; readonly in: 'session' | 'fresh' }
  /** Replaces a turn's text in a branch: a new session that replays the turns before it. */
  | { readonly type: 'editTurn'; readonly turnId: number; readonly text: string }
  /** Makes a scenario of the conversation up to this turn. */
  | { readonly type: 'saveScenarioUpTo'; readonly turnId: number }
  /**
   * Something is expected of a turn's answer: of an item of it, or of the value at a JSONPath in a
   * line of it.
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
  /** Takes one turn out of the queue; its text goes back to the composer. */
  | { readonly type: 'unqueue'; readonly id: number }
  | { readonly type: 'emptyQueue' }
  /** Sends what is queued, after a stop or a failure held it. */
  | { readonly type: 'sendQueue' }
  | { readonly type: 'stop' }
  | { readonly type: 'intent'; readonly intent: Intent }
  /** A link the tester pressed; the host checks it and shows it in full before it opens. */
  | { readonly type: 'openLink'; readonly url: string }
  /** The tester wants images from this origin, for this agent. */
  | { readonly type: 'allowMedia'; readonly origin: string }
  | { readonly type: 'copy'; readonly text: string }
  | ({ readonly type: 'replay' } & ReplayAction)
  | { readonly type: 'closeReplay' }
  | LinkPageMessage
  | InspectorPageMessage;

type Guards = {
  readonly [K in WebviewMessage['type']]: (message: Readonly<Record<string, unknown>>) => boolean;
};

const isPlace: Guards['showInInspector'] = ({ turnId, line }) =>
  isCount(turnId) && (line === undefined || isCount(line));

/** A message without a guard here does not compile. */
const guards: Guards = {
  ready: () => true,
  resync: () => true,
  sendText: ({ text }) => isString(text),
  sendEvents: ({ events }) => Array.isArray(events),
  pressButton: ({ turnId, item, message, button }) =>
    [turnId, item, message].every(isCount) && (isCount(button) || button === -1),
  chooseRow: ({ turnId, item, message, section, row }) =>
    [turnId, item, message, section, row].every(isCount),
  retryTurn: (message) =>
    isCount(message['turnId']) && (message['in'] === 'session' || message['in'] === 'fresh'),
  editTurn: ({ turnId, text }) => isCount(turnId) && isString(text),
  saveScenarioUpTo: isPlace,
  addExpectation: (message) =>
    isPlace(message) &&
    (message['item'] === undefined || isCount(message['item'])) &&
    (message['path'] === undefined || isString(message['path'])),
  showBranch: ({ branch }) => isCount(branch),
  unqueue: ({ id }) => isCount(id),
  emptyQueue: () => true,
  sendQueue: () => true,
  stop: () => true,
  intent: ({ intent }) => intents.some((known) => known === intent),
  openLink: ({ url }) => isFilledString(url),
  allowMedia: ({ origin }) => isFilledString(origin),
  copy: ({ text }) => isString(text),
  replay: ({ do: action, speed, turn }) =>
    action === 'speed'
      ? replaySpeeds.some((known) => known === speed)
      : action === 'jump'
        ? isCount(turn)
        : action === 'play' || action === 'pause' || action === 'step',
  closeReplay: () => true,
  showMessage: (message) => message['turnId'] === undefined || isPlace(message),
  messageChosen: isPlace,
  showInInspector: isPlace,
  startInspecting: () => true,
  stopInspecting: () => true,
  inspectLine: ({ exchange, line }) => isCount(exchange) && isCount(line),
  searchWire: ({ text }) => isString(text),
  copyRequest: ({ exchange, format }) =>
    isCount(exchange) && requestFormats.some((known) => known === format),
  saveRows: ({ rows }) => Array.isArray(rows) && rows.every(isCount),
  saveHar: ({ exchange }) => exchange === undefined || isCount(exchange),
};

/** The message when it is one of ours and whole, else undefined. */
export function parseWebviewMessage(value: unknown): WebviewMessage | undefined {
  if (!isRecord(value) || !isString(value['type'])) return undefined;
  if (!Object.hasOwn(guards, value['type'])) return undefined;
  const guard = guards[value['type'] as WebviewMessage['type']];
  return guard(value) ? (value as unknown as WebviewMessage) : undefined;
}
