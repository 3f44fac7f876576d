import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';

const scheme = 'ask-sofia-transcript';
/** While an answer streams, the text is made anew at most this often, in milliseconds. */
const refreshMs = 500;

/** The conversation as a read-only text document, for screen readers and for reading in peace. */
export class TranscriptDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #conversations: ConversationManager;
  readonly #uri = vscode.Uri.from({ scheme, path: '/Ask Sofia.txt' });
  readonly #keptUri = vscode.Uri.from({ scheme, path: '/Ask Sofia (recorded).txt' });
  #kept: ConversationRecord | undefined;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(conversations: ConversationManager) {
    this.#conversations = conversations;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#stopListening = conversations.onChange(() => this.#refreshSoon());
  }

  async open(): Promise<void> {
    this.#changed.fire(this.#uri);
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Shows a kept conversation next to the one in the chat, which may go on. */
  async compare(record: ConversationRecord, title: string): Promise<void> {
    this.#kept = record;
    this.#changed.fire(this.#keptUri);
    this.#changed.fire(this.#uri);
    await vscode.commands.executeCommand('vscode.diff', this.#keptUri, this.#uri, title);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const isKept = uri.toString() === this.#keptUri.toString();
    const record = isKept ? this.#kept : this.#conversations.shownRecord;
    if (!record) return vscode.l10n.t('Nothing has been said yet.');
    // Its code is loaded when the first conversation is written.
    const { transcriptFormats } = await import('../../transcript/transcriptFormats.ts');
    return transcriptFormats.txt(record, { branches: 'active' });
  }

  dispose(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #refreshSoon(): void {
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === scheme);
    if (!isOpen) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(this.#uri);
    }, refreshMs);
  }
}
