import type { Intent, WebviewMessage } from '../src/shared/protocol.ts';

/** What the components can ask for; each is one message to the host. */
export interface Actions {
  sendText(text: string): void;
  retryTurn(turnId: number): void;
  stop(): void;
  intent(intent: Intent): void;
  openLink(url: string): void;
  allowMedia(origin: string): void;
  copy(text: string): void;
}

export function createActions(post: (message: WebviewMessage) => void): Actions {
  return {
    sendText: (text) => post({ type: 'sendText', text }),
    retryTurn: (turnId) => post({ type: 'retryTurn', turnId, in: 'session' }),
    stop: () => post({ type: 'stop' }),
    intent: (intent) => post({ type: 'intent', intent }),
    openLink: (url) => post({ type: 'openLink', url }),
    allowMedia: (origin) => post({ type: 'allowMedia', origin }),
    copy: (text) => post({ type: 'copy', text }),
  };
}
