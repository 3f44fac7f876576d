import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import { transcriptOf } from '../conversation/transcript.ts';
import { transcriptText } from '../conversation/transcriptText.ts';

const scheme = 'ask-sofia-transcript';
/** While an answer streams, the text is made anew at most this often, in milliseconds. */
const refreshMs = 500;

/** The conversation as a read-only text document, for screen readers and for reading in peace. */
export class TranscriptDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #conversation: Conversation;
  readonly #uri = vscode.Uri.from({ scheme, path: '/Ask Sofia.txt' });
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#stopListening = conversation.onChange(() => this.#refreshSoon());
  }

  async open(): Promise<void> {
    this.#changed.fire(this.#uri);
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  provideTextDocumentContent(): string {
    const record = this.#conversation.record();
    if (!record) return vscode.l10n.t('Nothing has been said yet.');
    return transcriptText(transcriptOf(record, { branches: 'active' }));
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
