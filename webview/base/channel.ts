import { isRecord, isString } from '../../src/shared/guards.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** The page's end of the line to its host, which sends `Received` and takes `Posted`. */
export interface Channel<Received, Posted> {
  /** Tells the host what the tester did. */
  readonly post: (message: Posted) => void;
  /** Calls `onMessage` for each message of the host; VS Code hands over nobody else's. */
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

/** What the page kept under this name: it outlives the page, but not its view or panel. */
export function readKept(name: string): unknown {
  const state = api.getState();
  return isRecord(state) ? state[name] : undefined;
}

export function keep(name: string, value: unknown): void {
  const state = api.getState();
  api.setState({ ...(isRecord(state) && state), [name]: value });
}

/** The unsent text. */
export function readDraft(): string {
  const draft = readKept('draft');
  return isString(draft) ? draft : '';
}

export function keepDraft(draft: string): void {
  keep('draft', draft);
}
