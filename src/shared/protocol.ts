import type { ViewPatch } from './patch.ts';
import type { ViewState } from './model.ts';
import { isCount, isFilledString, isRecord, isString } from './guards.ts';

/** Every message between host and webview. The host owns the state; the webview posts intents. */

/** Host to webview. `seq` counts up by one per message; after a gap the webview asks to `resync`. */
export type HostMessage =
  | { readonly type: 'snapshot'; readonly seq: number; readonly state: ViewState }
  | { readonly type: 'patch'; readonly seq: number; readonly patches: readonly ViewPatch[] }
  /** Puts text into the composer (unless undefined) and the focus on it. */
  | { readonly type: 'compose'; readonly text?: string };

/** What a failure's button or an empty state's link asks the host to do. */
export const intents = [
  'setApiKey',
  'newSession',
  'endSession',
  'openSettings',
  'showLog',
] as const;

export type Intent = (typeof intents)[number];

/** Webview to host. No command, path or key can be named here, only what the tester did. */
export type WebviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'resync' }
  | { readonly type: 'sendText'; readonly text: string }
  /** Sends a failed turn's inputs again, as a new turn. */
  | { readonly type: 'retryTurn'; readonly turnId: number }
  | { readonly type: 'stop' }
  | { readonly type: 'intent'; readonly intent: Intent }
  /** A link the tester pressed; the host checks it and shows it in full before it opens. */
  | { readonly type: 'openLink'; readonly url: string }
  /** The tester wants images from this origin, for this agent. */
  | { readonly type: 'allowMedia'; readonly origin: string }
  | { readonly type: 'copy'; readonly text: string };

type Guards = {
  readonly [K in WebviewMessage['type']]: (message: Readonly<Record<string, unknown>>) => boolean;
};

/** A message without a guard here does not compile. */
const guards: Guards = {
  ready: () => true,
  resync: () => true,
  sendText: ({ text }) => isString(text),
  retryTurn: ({ turnId }) => isCount(turnId),
  stop: () => true,
  intent: ({ intent }) => intents.some((known) => known === intent),
  openLink: ({ url }) => isFilledString(url),
  allowMedia: ({ origin }) => isFilledString(origin),
  copy: ({ text }) => isString(text),
};

/** The message when it is one of ours and whole, else undefined. */
export function parseWebviewMessage(value: unknown): WebviewMessage | undefined {
  if (!isRecord(value) || !isString(value['type'])) return undefined;
  if (!Object.hasOwn(guards, value['type'])) return undefined;
  const guard = guards[value['type'] as WebviewMessage['type']];
  return guard(value) ? (value as unknown as WebviewMessage) : undefined;
}
