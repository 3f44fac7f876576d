import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { parseWebviewMessage, type HostMessage, type WebviewMessage } from '../shared/protocol.ts';
import { ViewSync } from './viewSync.ts';
import { webviewHtml } from './webviewHtml.ts';

/** What every page of the chat needs, wherever it is shown. */
export interface ChatPageParts {
  readonly extensionUri: vscode.Uri;
  readonly conversation: Conversation;
  /** Gets what the tester did, checked. */
  readonly handle: (message: WebviewMessage) => void;
  readonly log: (line: string) => void;
}

/**
 * One webview with the chat in it. It is a picture of the conversation and may be killed at any
 * moment: VS Code drops it when it is hidden, and it asks for everything when it is back.
 */
export class ChatPage implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #parts: ChatPageParts;
  readonly #sync: ViewSync;
  readonly #stopListening: () => void;
  /** Waits for the page to be ready. */
  #waiting: HostMessage | undefined;

  constructor(webview: vscode.Webview, parts: ChatPageParts) {
    this.#webview = webview;
    this.#parts = parts;
    const { conversation, extensionUri } = parts;
    this.#sync = new ViewSync(
      () => conversation.state,
      (message) => void webview.postMessage(message),
    );
    let { mediaOrigins } = conversation.state;
    this.#stopListening = conversation.onChange((state) => {
      this.#sync.stateChanged();
      if (state.mediaOrigins === mediaOrigins) return;
      mediaOrigins = state.mediaOrigins;
      // The content security policy names the origins, so the page has to be made anew.
      this.#load();
    });
    webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((name) => vscode.Uri.joinPath(extensionUri, name)),
    };
    webview.onDidReceiveMessage((message) => this.#receive(message));
    this.#load();
  }

  /** Posts a message now, or as soon as the page listens. */
  post(message: HostMessage): void {
    if (this.#sync.isLive) void this.#webview.postMessage(message);
    else this.#waiting = message;
  }

  /** The page is hidden; it asks for a snapshot when it is back. */
  pause(): void {
    this.#sync.pause();
  }

  dispose(): void {
    this.#stopListening();
    this.#sync.pause();
  }

  #load(): void {
    this.#sync.pause();
    const { extensionUri, conversation } = this.#parts;
    const uri = (name: string) =>
      this.#webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
    this.#webview.html = webviewHtml({
      nonce: randomBytes(18).toString('base64'),
      cspSource: this.#webview.cspSource,
      scriptUri: uri('webview.js'),
      styleUri: uri('webview.css'),
      mediaOrigins: conversation.state.mediaOrigins,
      lang: vscode.env.language,
      bundle: vscode.l10n.bundle,
    });
  }

  #receive(value: unknown): void {
    const message = parseWebviewMessage(value);
    if (!message) {
      this.#parts.log('The chat sent a message that is not known; it was dropped');
      return;
    }
    if (message.type === 'ready' || message.type === 'resync') this.#sync.sendSnapshot();
    if (message.type === 'ready' && this.#waiting) {
      void this.#webview.postMessage(this.#waiting);
      this.#waiting = undefined;
    }
    this.#parts.handle(message);
  }
}
