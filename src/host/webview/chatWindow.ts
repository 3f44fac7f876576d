import * as vscode from 'vscode';
import type { TurnPlace } from '../../shared/protocol/inspectorProtocol.ts';
import type { HostMessage } from '../../shared/protocol/chatProtocol.ts';
import { ChatPage, type ChatPageParts } from './chatPage.ts';
import { inspectorViewId, viewId } from '../platform/manifest.ts';
import type { ChatMessage, PageMessage, Reply } from './pageMessages.ts';
import { ChatViewProvider } from './chatViewProvider.ts';
import { openPanel } from './page.ts';

/**
 * The chat in the sidebar and, if popped out, in an editor tab, and the inspector's page in the
 * panel.
 */
export class ChatWindow implements vscode.Disposable {
  readonly #parts: ChatPageParts;
  readonly #sidebar: ChatViewProvider;
  readonly #inspector: ChatViewProvider;
  readonly #asked = new vscode.EventEmitter<{
    readonly message: ChatMessage;
    readonly reply: Reply;
  }>();
  #panel: { readonly panel: vscode.WebviewPanel; readonly page: ChatPage } | undefined;

  /** The tester's actions, validated. Excludes messages for the inspector or another page. */
  readonly onMessage = this.#asked.event;

  constructor(rest: Omit<ChatPageParts, 'handle'>) {
    const parts: ChatPageParts = { ...rest, handle: this.#handle.bind(this) };
    this.#parts = parts;
    this.#sidebar = new ChatViewProvider({ viewId, name: 'chat', parts });
    this.#inspector = new ChatViewProvider({
      viewId: inspectorViewId,
      name: 'inspector',
      parts,
      onHidden: () => this.#tellOfInspector(),
    });
  }

  /** Opens the chat with focus in the composer, and puts the text into it, if given. */
  async open(text?: string): Promise<void> {
    await this.reveal({ type: 'compose', ...(text !== undefined && { text }) });
  }

  /** Brings the chat to the front. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.panel.reveal();
    else await this.#sidebar.focus();
  }

  /** Brings the chat to the front, or the editor tab if active, and posts a message to it. */
  async reveal(message: HostMessage): Promise<void> {
    if (this.#panel?.panel.active) this.#panel.page.post(message);
    else await this.#sidebar.reveal(message);
  }

  /** Opens the inspector's own page with focus in its list. */
  async openInspector(): Promise<void> {
    await this.#inspector.reveal({ type: 'nextRegion' });
  }

  /** Opens the inspector at a message's line or at a turn. */
  async showInInspector(place: TurnPlace): Promise<void> {
    await this.#inspector.reveal({ ...place, type: 'showLine' });
  }

  /** Shows the same conversation in an editor tab, in sync with the sidebar. */
  openInEditor(): void {
    if (this.#panel) return this.#panel.panel.reveal();
    const panel = openPanel('askSofia.chatPanel', 'Ask Sofia', this.#parts.extensionUri);
    const page = new ChatPage(panel.webview, this.#parts, 'chat');
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
    this.#sidebar.dispose();
    this.#inspector.dispose();
    this.#asked.dispose();
    this.#panel?.panel.dispose();
  }

  /** Forwards messages from one page to other visible pages. */
  #handle(message: PageMessage, reply: Reply): void {
    if (message.type === 'showMessage') this.#tellChats({ ...message, type: 'revealMessage' });
    else if (message.type === 'messageChosen')
      this.#inspector.page?.tell({ ...message, type: 'markMessage' });
    else if (message.type === 'showInInspector') void this.showInInspector(message);
    else if (message.type === 'ready') this.#tellOfInspector();
    else this.#asked.fire({ message, reply });
  }

  #tellOfInspector(): void {
    const isVisible = this.#inspector.page?.isLive === true;
    this.#tellChats({ type: 'panelInspector', isVisible });
  }

  #tellChats(message: HostMessage): void {
    for (const page of [this.#sidebar.page, this.#panel?.page]) page?.tell(message);
  }
}
