import * as vscode from 'vscode';
import type { HostMessage } from '../shared/protocol.ts';
import { ChatPage, type ChatPageParts } from './chatPage.ts';
import { viewId } from './manifest.ts';

const panelType = 'askSofia.chatPanel';

/** The chat where the tester wants it: in the sidebar, and popped out to an editor tab. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #parts: ChatPageParts;
  readonly #registration: vscode.Disposable;
  #page: ChatPage | undefined;
  #panel: { readonly panel: vscode.WebviewPanel; readonly page: ChatPage } | undefined;
  /** Waits for the view to be opened for the first time. */
  #waiting: HostMessage | undefined;

  constructor(parts: ChatPageParts) {
    this.#parts = parts;
    this.#registration = vscode.window.registerWebviewViewProvider(viewId, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const page = new ChatPage(view.webview, this.#parts);
    this.#page = page;
    if (this.#waiting) page.post(this.#waiting);
    this.#waiting = undefined;
    view.onDidChangeVisibility(() => {
      if (!view.visible) page.pause();
    });
    view.onDidDispose(() => {
      page.dispose();
      if (this.#page === page) this.#page = undefined;
    });
  }

  /** Opens the chat with the focus in the composer, and with that text in it if there is one. */
  async open(text?: string): Promise<void> {
    await this.reveal({ type: 'compose', ...(text !== undefined && { text }) });
  }

  /** Brings the chat to the front. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.panel.reveal();
    else await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Brings the chat to the front, the tab if that is the one in use, and posts it a message. */
  async reveal(message: HostMessage): Promise<void> {
    if (this.#panel?.panel.active) {
      this.#panel.page.post(message);
      return;
    }
    this.#waiting = message;
    await vscode.commands.executeCommand(`${viewId}.focus`);
    // A view that is opened only now takes the message itself, before or after the command's end.
    if (this.#waiting !== message || !this.#page) return;
    this.#waiting = undefined;
    this.#page.post(message);
  }

  /** The same conversation in an editor tab, in step with the sidebar. */
  openInEditor(): void {
    if (this.#panel) {
      this.#panel.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelType,
      'Ask Sofia',
      vscode.ViewColumn.Active,
    );
    panel.iconPath = vscode.Uri.joinPath(this.#parts.extensionUri, 'media', 'icon.png');
    const page = new ChatPage(panel.webview, this.#parts);
    this.#panel = { panel, page };
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.pause();
    });
    panel.onDidDispose(() => {
      page.dispose();
      this.#panel = undefined;
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#page?.dispose();
    this.#panel?.panel.dispose();
  }
}
