import type * as vscode from 'vscode';
import type { CoreServices } from '../coreServices.ts';
import { loadPage, openPanel, type PageName } from './page.ts';

export interface PagePanelOptions<Received> {
  readonly page: PageName;
  readonly title: string;
  /** Validates a message from the page; undefined if invalid. */
  readonly parse: (value: unknown) => Received | undefined;
  readonly handle: (message: Received) => void;
  readonly onClosed: () => void;
}

/** An editor tab with a page, which VS Code may destroy and load again at any time. */
export class PagePanel<Posted, Received extends { readonly type: string }> {
  readonly #panel: vscode.WebviewPanel;
  /** The page's whole state, posted again after each load. */
  #state: Posted | undefined;
  #isClosed = false;

  constructor({ extensionUri, log }: CoreServices, options: PagePanelOptions<Received>) {
    const { page, title } = options;
    const panel = openPanel(`askSofia.${page}`, title, extensionUri);
    this.#panel = panel;
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = options.parse(value);
      if (!message) {
        log.warn(`The page ${page} sent a message that is not known; it was dropped`);
        return;
      }
      if (message.type === 'ready' && this.#state) this.post(this.#state);
      options.handle(message);
    });
    panel.onDidDispose(() => {
      this.#isClosed = true;
      options.onClosed();
    });
    loadPage(panel.webview, extensionUri, page);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  show(state: Posted): void {
    this.#state = state;
    this.post(state);
  }

  post(message: Posted): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
