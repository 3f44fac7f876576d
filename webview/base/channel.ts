import type { HostMessage, WebviewMessage } from '../../src/shared/protocol/chatProtocol.ts';
import { isRecord } from '../../src/shared/guards.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** Tells the host what the tester did. */
export function post(message: WebviewMessage): void {
  api.postMessage(message);
}

/** Calls `onMessage` for each message of the host; VS Code hands over nobody else's. */
export function listen(onMessage: (message: HostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isRecord(event.data)) onMessage(event.data as unknown as HostMessage);
  });
}

/** How the inspector is laid out: shares of the page in percent, the chat or the list has the rest. */
export interface InspectorLayout {
  readonly isOpen: boolean;
  /** Beside the chat. */
  readonly columnShare: number;
  /** Below the chat. */
  readonly drawerShare: number;
  /** The details in the inspector. */
  readonly paneShare: number;
}

const firstLayout: InspectorLayout = {
  isOpen: false,
  columnShare: 55,
  drawerShare: 50,
  paneShare: 55,
};

/** The unsent text, which outlives the page. */
export function readDraft(): string {
  const { draft } = readState();
  return typeof draft === 'string' ? draft : '';
}

export function keepDraft(draft: string): void {
  api.setState({ ...readState(), draft });
}

/** How the inspector was left; what is missing or no number is as it is at first. */
export function readInspectorLayout(): InspectorLayout {
  const { inspector: kept } = readState();
  if (!isRecord(kept)) return firstLayout;
  const share = (name: 'columnShare' | 'drawerShare' | 'paneShare'): number => {
    const value = kept[name];
    return typeof value === 'number' ? value : firstLayout[name];
  };
  return {
    isOpen: kept['isOpen'] === true,
    columnShare: share('columnShare'),
    drawerShare: share('drawerShare'),
    paneShare: share('paneShare'),
  };
}

export function keepInspectorLayout(layout: InspectorLayout): void {
  api.setState({ ...readState(), inspector: layout });
}

function readState(): Readonly<Record<string, unknown>> {
  const state = api.getState();
  return isRecord(state) ? state : {};
}
