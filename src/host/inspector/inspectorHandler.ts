import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { InspectorFeed } from '../../conversation/inspectorFeed.ts';
import { requestCode } from '../../recordings/code/requestCode.ts';
import { toHar } from '../../recordings/har.ts';
import {
  formatNames,
  type InspectorHostMessage,
  type InspectorPageMessage,
  type RequestFormat,
} from '../../shared/protocol/inspectorProtocol.ts';
import { fileNameOf } from '../../transcript/transcriptName.ts';
import { copyText } from '../platform/copyText.ts';
import { saveFile } from '../platform/saveFile.ts';
import { handleMessage, type MessageHandlers } from '../webview/handleMessage.ts';
import { tell } from '../platform/offer.ts';

export interface InspectorParts {
  readonly conversations: ConversationManager;
  readonly post: (message: InspectorHostMessage) => void;
  /** Program and version, as written in a recording. */
  readonly recordedBy: string;
}

/** Handles the messages of one page's inspector. Messages are already validated. */
export class InspectorHandler {
  readonly #parts: InspectorParts;
  readonly #feed: InspectorFeed;
  readonly #handlers: MessageHandlers<InspectorPageMessage> = {
    startInspecting: () => this.#feed.start(),
    stopInspecting: () => this.#feed.stop(),
    inspectLine: ({ exchange, line }) => this.#feed.showLine({ exchange, line }),
    searchWire: ({ text }) => this.#feed.search(text),
    copyRequest: ({ exchange, format }) => this.#copyRequest(exchange, format),
    saveRows: ({ rows }) => this.#saveRows(rows),
    saveHar: ({ exchange }) => this.#saveHar(exchange),
  };

  constructor(parts: InspectorParts) {
    this.#parts = parts;
    this.#feed = new InspectorFeed(parts);
  }

  /** Called when the page is closed or hidden; it starts again when it is visible. */
  stop(): void {
    this.#feed.stop();
  }

  handle(message: InspectorPageMessage): void {
    handleMessage(this.#handlers, message);
  }

  async #copyRequest(number: number, format: RequestFormat): Promise<void> {
    const exchange = this.#feed.reader?.find(number);
    if (!exchange) return;
    const made = requestCode(format, exchange.request);
    if ('problem' in made) {
      void vscode.window.showWarningMessage(made.problem);
      return;
    }
    await copyText(made.code);
    tell(
      vscode.l10n.t(
        'The request was copied as {0}. It sends the key of the environment variable SOFIA_API_KEY to {1}.',
        formatNames[format],
        made.host,
      ),
    );
  }

  async #saveRows(rows: readonly number[]): Promise<void> {
    const text = this.#feed.reader?.linesOf(rows);
    if (!text) return;
    const title = vscode.l10n.t('Save Lines of the Answer');
    await saveFile({ title, name: this.#fileName('jsonl'), kind: 'JSONL' }, text);
  }

  async #saveHar(number: number | undefined): Promise<void> {
    const all = this.#feed.reader?.exchanges ?? [];
    const exchanges = all.filter((one) => number === undefined || one.number === number);
    if (exchanges.length === 0) return;
    const { conversations, recordedBy } = this.#parts;
    const createdAt = new Date(conversations.wire.createdAt).toISOString();
    const text = `${JSON.stringify(toHar({ createdAt, recordedBy }, exchanges), undefined, 2)}\n`;
    const title = vscode.l10n.t('Save as HTTP Archive');
    await saveFile({ title, name: this.#fileName('har'), kind: 'HAR' }, text);
  }

  #fileName(ending: string): string {
    const record = this.#parts.conversations.shownRecord;
    return record ? fileNameOf(record, ending) : `conversation.${ending}`;
  }
}
