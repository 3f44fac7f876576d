import * as vscode from 'vscode';
import type { HostMessage } from '../../shared/protocol/chatProtocol.ts';
import { ChatPage, type ChatPageParts, type ChatPageName } from './chatPage.ts';

export interface ChatViewOptions {
  readonly viewId: string;
  readonly name: ChatPageName;
  readonly parts: ChatPageParts;
  /** Called when the view is no longer visible. */
  readonly onHidden?: () => void;
}

/** A page in one of VS Code's views. */
export class ChatViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #options: ChatViewOptions;
  readonly #registration: vscode.Disposable;
  #page: ChatPage | undefined;
  /** A message to post when the view is first opened. */
  #waiting: HostMessage | undefined;

  constructor(options: ChatViewOptions) {
    this.#options = options;
    this.#registration = vscode.window.registerWebviewViewProvider(options.viewId, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { name, parts, onHidden } = this.#options;
    const page = new ChatPage(view.webview, parts, name);
    this.#page = page;
    if (this.#waiting) page.post(this.#waiting);
    this.#waiting = undefined;
    view.onDidChangeVisibility(() => {
      if (view.visible) return;
      page.pause();
      onHidden?.();
    });
    view.onDidDispose(() => {
      page.dispose();
      if (this.#page === page) this.#page = undefined;
      onHidden?.();
    });
  }

  /** Undefined until the view was opened. */
  get page(): ChatPage | undefined {
    return this.#page;
  }

  /** Brings the view to the front, with the focus. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${this.#options.viewId}.focus`);
  }

  /** Brings the view to the front and posts it a message. */
  async reveal(message: HostMessage): Promise<void> {
    this.#waiting = message;
    await this.focus();
    // A view that is opening for the first time posts the message itself, before or after this
    // point.
    if (this.#waiting !== message || !this.#page) return;
    this.#waiting = undefined;
    this.#page.post(message);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#page?.dispose();
  }
}
