import type * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { parseWebviewMessage, type HostMessage } from '../../shared/protocol/chatProtocol.ts';
import type { InspectorHandler } from '../inspector/inspectorHandler.ts';
import { ViewSync } from '../../conversation/viewSync.ts';
import { isForInspector, type PageMessage, type Reply } from './pageMessages.ts';
import { loadPage, pageOptions, type PageName } from './page.ts';

/** The dependencies of every chat page, in any place. */
export interface ChatPageParts {
  readonly extensionUri: vscode.Uri;
  readonly conversations: ConversationManager;
  /** Resolves after the agents' first read, which determines what a page may load. */
  readonly agentsRead: Promise<void>;
  /** Receives the tester's actions, validated. The page handles the inspector's messages itself. */
  readonly handle: (message: PageMessage, reply: Reply) => void;
  readonly log: (line: string) => void;
  /** The extension's version. */
  readonly version: string;
}

/** The chat, or the inspector alone. */
export type ChatPageName = Extract<PageName, 'chat' | 'inspector'>;

/**
 * One webview with the chat or the inspector. It only displays the conversation and may be
 * destroyed at any time: VS Code discards hidden pages, and a page that returns requests a full
 * snapshot.
 */
export class ChatPage implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #parts: ChatPageParts;
  readonly #name: ChatPageName;
  readonly #sync: ViewSync;
  readonly #stopListening: () => void;
  /** A message to post once the page is ready. */
  #waiting: HostMessage | undefined;
  /** This page's inspector; its code is loaded on first use. */
  #inspector: Promise<InspectorHandler> | undefined;
  /** The origins the page may load media from; undefined before the first load. */
  #origins: readonly string[] | undefined;
  /** `stale`: another page must be loaded once the current one has finished loading. */
  #loading: 'no' | 'yes' | 'stale' = 'no';
  #isGone = false;

  constructor(webview: vscode.Webview, parts: ChatPageParts, name: ChatPageName) {
    this.#webview = webview;
    this.#parts = parts;
    this.#name = name;
    const { conversations, extensionUri } = parts;
    this.#sync = new ViewSync(conversations, webview);
    this.#stopListening = conversations.onChange(() => {
      // The origins are part of the content security policy, so the page must be loaded again.
      if (this.#origins && this.#origins.join() !== this.#wantedOrigins.join()) this.#load();
    });
    webview.options = pageOptions(extensionUri);
    webview.onDidReceiveMessage((message) => this.#receive(message));
    void parts.agentsRead.then(() => {
      // The tester may have closed the page in the meantime.
      if (!this.#isGone) this.#load();
    });
  }

  /** True while the page is visible and listening. */
  get isLive(): boolean {
    return this.#sync.isLive;
  }

  /** Posts a message now, or as soon as the page listens. */
  post(message: HostMessage): void {
    if (this.isLive) void this.#webview.postMessage(message);
    else this.#waiting = message;
  }

  /** Posts a message if the page is listening, and drops it otherwise. */
  tell(message: HostMessage): void {
    if (this.isLive) this.post(message);
  }

  /** Called when the page is hidden; it requests a snapshot when it returns. */
  pause(): void {
    this.#sync.pause();
    void this.#inspector?.then((inspector) => inspector.stop());
  }

  dispose(): void {
    this.#isGone = true;
    this.#stopListening();
    this.pause();
    this.#sync.dispose();
  }

  /**
   * Replaces the page, but only after the previous one has loaded. Otherwise VS Code confuses them:
   * it shows the first and sends every message to the second.
   */
  #load(): void {
    this.pause();
    if (this.#loading !== 'no') {
      this.#loading = 'stale';
      return;
    }
    this.#loading = 'yes';
    this.#origins = this.#wantedOrigins;
    loadPage(this.#webview, this.#parts.extensionUri, this.#name, this.#origins);
  }

  /** The inspector shows no media. */
  get #wantedOrigins(): readonly string[] {
    return this.#name === 'chat' ? this.#parts.conversations.state.mediaOrigins : [];
  }

  #receive(value: unknown): void {
    const message = parseWebviewMessage(value);
    if (!message) {
      this.#parts.log('The chat sent a message that is not known; it was dropped');
      return;
    }
    if (message.type === 'ready') {
      const isStale = this.#loading === 'stale';
      this.#loading = 'no';
      if (isStale) return this.#load();
    }
    if (message.type === 'ready' || message.type === 'resync') this.#sync.sendSnapshot();
    if (message.type === 'ready' && this.#waiting) {
      void this.#webview.postMessage(this.#waiting);
      this.#waiting = undefined;
    }
    if (!isForInspector(message)) {
      this.#parts.handle(message, (answer) => this.tell(answer));
      return;
    }
    this.#inspector ??= this.#loadInspector();
    void this.#inspector.then((inspector) => inspector.handle(message));
  }

  async #loadInspector(): Promise<InspectorHandler> {
    const { inspectorHandler } = await import('../inspector/inspectorHandler.ts');
    const { conversations, version } = this.#parts;
    const post = (message: HostMessage) => void this.#webview.postMessage(message);
    return inspectorHandler({ conversations, post, recordedBy: `ask-sofia ${version}` });
  }
}
