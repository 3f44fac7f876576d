import type { CompareHostMessage, ComparePageMessage } from '../../src/shared/protocol/compareProtocol.ts';
import { isRecord, isString } from '../../src/shared/guards.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const api = acquireVsCodeApi();

/** Tells the host what the tester did. */
export function post(message: ComparePageMessage): void {
  api.postMessage(message);
}

/** Calls `onMessage` for each message of the host; VS Code hands over nobody else's. */
export function listen(onMessage: (message: CompareHostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isRecord(event.data)) onMessage(event.data as unknown as CompareHostMessage);
  });
}

/** What was typed and not sent before the page was hidden. */
export function readDraft(): string {
  const state = api.getState();
  return isRecord(state) && isString(state['draft']) ? state['draft'] : '';
}

export function keepDraft(draft: string): void {
  api.setState({ draft });
}
