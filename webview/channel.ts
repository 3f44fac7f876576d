import type { HostMessage, WebviewMessage } from '../src/shared/protocol.ts';
import { isRecord } from '../src/shared/guards.ts';

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

/** The unsent text, which outlives the page. */
export function readDraft(): string {
  const state = api.getState();
  return isRecord(state) && typeof state['draft'] === 'string' ? state['draft'] : '';
}

export function keepDraft(draft: string): void {
  api.setState({ draft });
}
