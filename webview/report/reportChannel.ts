import type { ReportHostMessage, ReportPageMessage } from '../../src/shared/protocol/connectionProtocol.ts';
import { isRecord } from '../../src/shared/guards.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const api = acquireVsCodeApi();

/** Tells the host what the tester did. */
export function post(message: ReportPageMessage): void {
  api.postMessage(message);
}

/** Calls `onMessage` for each message of the host; VS Code hands over nobody else's. */
export function listen(onMessage: (message: ReportHostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isRecord(event.data)) onMessage(event.data as unknown as ReportHostMessage);
  });
}
