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

  constructor(parts: InspectorParts) {
    this.#parts = parts;
    this.#feed = new InspectorFeed(parts);
  }

  /** Called when the page is closed or hidden; it starts again when it is visible. */
  stop(): void {
    this.#feed.stop();
  }

  handle(message: InspectorPageMessage): void {
    switch (message.type) {
      case 'startInspecting':
        this.#feed.start();
        return;
      case 'stopInspecting':
        this.#feed.stop();
        return;
      case 'inspectLine':
        this.#feed.showLine({ exchange: message.exchange, line: message.line });
        return;
      case 'searchWire':
        this.#feed.search(message.text);
        return;
      case 'copyRequest':
        void this.#copyRequest(message.exchange, message.format);
        return;
      case 'saveRows':
        void this.#saveRows(message.rows);
        return;
      case 'saveHar':
        void this.#saveHar(message.exchange);
        return;
    }
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
    const sentence = vscode.l10n.t(
      'The request was copied as {0}. It sends the key of the environment variable SOFIA_API_KEY to {1}.',
      formatNames[format],
      made.host,
    );
    void vscode.window.showInformationMessage(sentence);
  }

  async #saveRows(rows: readonly number[]): Promise<void> {
    const text = this.#feed.reader?.linesOf(rows);
    if (!text) return;
    const title = vscode.l10n.t('Save Lines of the Answer');
    await saveFile({ title, name: this.#fileName('jsonl'), kind: 'JSONL', text });
  }

  async #saveHar(number: number | undefined): Promise<void> {
    const { reader } = this.#feed;
    const exchanges = reader?.exchanges.filter(
      (one) => number === undefined || one.number === number,
    );
    if (!exchanges || exchanges.length === 0) return;
    const { conversations, recordedBy } = this.#parts;
    const createdAt = new Date(conversations.wire.createdAt).toISOString();
    const text = `${JSON.stringify(toHar({ createdAt, recordedBy }, exchanges), undefined, 2)}\n`;
    const title = vscode.l10n.t('Save as HTTP Archive');
    await saveFile({ title, name: this.#fileName('har'), kind: 'HAR', text });
  }

  #fileName(ending: string): string {
    const record = this.#parts.conversations.shownRecord;
    return record ? fileNameOf(record, ending) : `conversation.${ending}`;
  }
}
