import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';

const scheme = 'ask-sofia-transcript';
/** Minimum time between updates of the text while a response streams, in milliseconds. */
const refreshMs = 500;

/** The conversation as a read-only text document, for screen readers and undisturbed reading. */
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

  /** Compares a saved conversation with the one in the chat, which may continue. */
  async compare(record: ConversationRecord, title: string): Promise<void> {
    this.#kept = record;
    this.#changed.fire(this.#keptUri);
    this.#changed.fire(this.#uri);
    await vscode.commands.executeCommand('vscode.diff', this.#keptUri, this.#uri, title);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const isKept = uri.toString() === this.#keptUri.toString();
    const record = isKept ? this.#kept : this.#conversations.shownRecord;
    if (!record) return vscode.l10n.t('There are no messages yet.');
    // Loaded when the first transcript is rendered.
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
