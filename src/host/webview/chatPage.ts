import type * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { InspectorPageMessage } from '../../shared/protocol/inspectorProtocol.ts';
import {
  parseWebviewMessage,
  type HostMessage,
  type WebviewMessage,
} from '../../shared/protocol/chatProtocol.ts';
import type { InspectorHandler } from '../inspector/inspectorHandler.ts';
import { ViewSync } from '../../conversation/viewSync.ts';
import type { PageMessage, Reply } from './pageMessages.ts';
import { loadPage, pageOptions, type PageName } from './page.ts';

/** What every page of the chat needs, wherever it is shown. */
export interface ChatPageParts {
  readonly extensionUri: vscode.Uri;
  readonly conversations: ConversationManager;
  /** Resolves when the agents were read for the first time: what a page may load hangs on them. */
  readonly agentsRead: Promise<void>;
  /** Gets what the tester did, checked. What is for the inspector, a page does itself. */
  readonly handle: (message: PageMessage, reply: Reply) => void;
  readonly log: (line: string) => void;
  /** Of the extension. */
  readonly version: string;
}

/** The chat, or the inspector alone. */
export type ChatPageName = Extract<PageName, 'chat' | 'inspector'>;

const inspecting: Readonly<Record<InspectorPageMessage['type'], true>> = {
  startInspecting: true,
  stopInspecting: true,
  inspectLine: true,
  searchWire: true,
  copyRequest: true,
  saveRows: true,
  saveHar: true,
};

function isForInspector(message: WebviewMessage): message is InspectorPageMessage {
  return Object.hasOwn(inspecting, message.type);
}

/**
 * One webview with the chat or the inspector in it. It is a picture of the conversation and may be killed at any
 * moment: VS Code drops it when it is hidden, and it asks for everything when it is back.
 */
export class ChatPage implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #parts: ChatPageParts;
  readonly #name: ChatPageName;
  readonly #sync: ViewSync;
  readonly #stopListening: () => void;
  /** Waits for the page to be ready. */
  #waiting: HostMessage | undefined;
  /** This page's own; its code is loaded when it is opened for the first time. */
  #inspector: Promise<InspectorHandler> | undefined;
  /** Those that the page may load media from; undefined before there is one. */
  #origins: readonly string[] | undefined;
  /** `stale`: when the page that loads is there, another one has to take its place. */
  #loading: 'no' | 'yes' | 'stale' = 'no';
  #isGone = false;

  constructor(webview: vscode.Webview, parts: ChatPageParts, name: ChatPageName) {
    this.#webview = webview;
    this.#parts = parts;
    this.#name = name;
    const { conversations, extensionUri } = parts;
    this.#sync = new ViewSync(
      () => conversations.state,
      (message) => void webview.postMessage(message),
    );
    this.#stopListening = conversations.onChange(() => {
      this.#sync.stateChanged();
      // The content security policy names the origins, so the page has to be made anew.
      if (this.#origins && this.#origins.join() !== this.#wantedOrigins.join()) this.#load();
    });
    webview.options = pageOptions(extensionUri);
    webview.onDidReceiveMessage((message) => this.#receive(message));
    void parts.agentsRead.then(() => {
      // The tester may have closed it by then.
      if (!this.#isGone) this.#load();
    });
  }

  /** Whether the page can be seen, and listens. */
  get isLive(): boolean {
    return this.#sync.isLive;
  }

  /** Posts a message now, or as soon as the page listens. */
  post(message: HostMessage): void {
    if (this.isLive) void this.#webview.postMessage(message);
    else this.#waiting = message;
  }

  /** Posts a message if the page listens. */
  tell(message: HostMessage): void {
    if (this.isLive) this.post(message);
  }

  /** The page is hidden; it asks for a snapshot when it is back. */
  pause(): void {
    this.#sync.pause();
    this.#stopInspecting();
  }

  dispose(): void {
    this.#isGone = true;
    this.#stopListening();
    this.pause();
  }

  /**
   * Puts a new page in the place of the old one, but never before that has loaded: VS Code would mix
   * up the two, show the first and send every message to the second.
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
      if (isStale) {
        this.#load();
        return;
      }
    }
    if (message.type === 'ready' || message.type === 'resync') this.#sync.sendSnapshot();
    if (message.type === 'ready' && this.#waiting) {
      void this.#webview.postMessage(this.#waiting);
      this.#waiting = undefined;
    }
    if (isForInspector(message)) void this.#inspect(message);
    else this.#parts.handle(message, (answer) => this.tell(answer));
  }

  async #inspect(message: InspectorPageMessage): Promise<void> {
    this.#inspector ??= this.#loadInspector();
    (await this.#inspector).handle(message);
  }

  async #loadInspector(): Promise<InspectorHandler> {
    const { InspectorHandler } = await import('../inspector/inspectorHandler.ts');
    const { conversations, version } = this.#parts;
    const post = (message: HostMessage) => void this.#webview.postMessage(message);
    return new InspectorHandler({ conversations, post, recordedBy: `ask-sofia ${version}` });
  }

  #stopInspecting(): void {
    void this.#inspector?.then((inspector) => inspector.stop());
  }
}
