import { isRecord, isString } from '../../src/shared/guards.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** The page's connection to the extension host, which sends `Received` and accepts `Posted`. */
export interface Channel<Received, Posted> {
  /** Sends a message to the host. */
  readonly post: (message: Posted) => void;
  /** Calls `onMessage` for each message of the host; VS Code delivers no other messages. */
  readonly listen: (onMessage: (message: Received) => void) => void;
}

export function openChannel<Received, Posted>(): Channel<Received, Posted> {
  return {
    post: (message) => {
      api.postMessage(message);
    },
    listen: (onMessage) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isRecord(event.data)) onMessage(event.data as unknown as Received);
      });
    },
  };
}

/**
 * A value the page stored under this name. It survives a reload of the page, but not the closing of
 * its view or panel.
 */
export function readKept(name: string): unknown {
  const state = api.getState();
  return isRecord(state) ? state[name] : undefined;
}

export function keep(name: string, value: unknown): void {
  const state = api.getState();
  api.setState({ ...(isRecord(state) && state), [name]: value });
}

/** The text that was typed but not sent. */
export function readDraft(): string {
  const draft = readKept('draft');
  return isString(draft) ? draft : '';
}

export function keepDraft(draft: string): void {
  keep('draft', draft);
}
