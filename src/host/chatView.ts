import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { parseWebviewMessage, type HostMessage, type WebviewMessage } from '../shared/protocol.ts';
import { viewId } from './manifest.ts';
import { ViewSync } from './viewSync.ts';
import { webviewHtml } from './webviewHtml.ts';

/**
 * The chat view in the sidebar. The webview is a picture of the conversation and may be killed at
 * any moment: VS Code drops it when it is hidden, and it asks for everything when it is back.
 */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #conversation: Conversation;
  readonly #messages = new vscode.EventEmitter<WebviewMessage>();
  readonly #log: (line: string) => void;
  readonly #disposables: vscode.Disposable[] = [];
  #view: vscode.WebviewView | undefined;
  #sync: ViewSync | undefined;
  /** Waits for the webview to be ready. */
  #compose: HostMessage | undefined;

  /** What the tester did in the webview, checked. */
  readonly onMessage = this.#messages.event;

  constructor(extensionUri: vscode.Uri, conversation: Conversation, log: (line: string) => void) {
    this.#extensionUri = extensionUri;
    this.#conversation = conversation;
    this.#log = log;
    let { mediaOrigins } = conversation.state;
    const stop = conversation.onChange((state) => {
      this.#sync?.stateChanged();
      if (state.mediaOrigins === mediaOrigins) return;
      mediaOrigins = state.mediaOrigins;
      // The content security policy names the origins, so the page has to be made anew.
      if (this.#view) this.#load(this.#view);
    });
    this.#disposables.push(
      this.#messages,
      new vscode.Disposable(stop),
      vscode.window.registerWebviewViewProvider(viewId, this),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const sync = new ViewSync(
      () => this.#conversation.state,
      (message) => void view.webview.postMessage(message),
    );
    this.#sync = sync;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((folder) => this.#uri(folder)),
    };
    view.webview.onDidReceiveMessage((message) => this.#receive(message));
    view.onDidChangeVisibility(() => {
      if (!view.visible) sync.pause();
    });
    view.onDidDispose(() => {
      sync.pause();
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#sync = undefined;
    });
    this.#load(view);
  }

  /** Opens the view with the focus in the composer, and with that text in it if there is one. */
  async open(text?: string): Promise<void> {
    const compose: HostMessage = { type: 'compose', ...(text !== undefined && { text }) };
    this.#compose = compose;
    await vscode.commands.executeCommand(`${viewId}.focus`);
    if (this.#compose === compose) this.#sendCompose();
  }

  dispose(): void {
    this.#sync?.pause();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #load(view: vscode.WebviewView): void {
    this.#sync?.pause();
    const { webview } = view;
    webview.html = webviewHtml({
      nonce: randomBytes(18).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(this.#uri('dist', 'webview.js')).toString(),
      styleUri: webview.asWebviewUri(this.#uri('dist', 'webview.css')).toString(),
      mediaOrigins: this.#conversation.state.mediaOrigins,
      lang: vscode.env.language,
    });
  }

  #receive(value: unknown): void {
    const message = parseWebviewMessage(value);
    if (!message) {
      this.#log('The chat view sent a message that is not known; it was dropped');
      return;
    }
    if (message.type === 'ready' || message.type === 'resync') this.#sync?.sendSnapshot();
    if (message.type === 'ready') this.#sendCompose();
    this.#messages.fire(message);
  }

  #sendCompose(): void {
    if (!this.#compose || !this.#sync?.isLive || !this.#view) return;
    void this.#view.webview.postMessage(this.#compose);
    this.#compose = undefined;
  }

  #uri(...segments: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, ...segments);
  }
}
