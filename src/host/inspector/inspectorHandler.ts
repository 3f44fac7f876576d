import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import { InspectorFeed, type InspectorFeedOptions } from '../../conversation/inspectorFeed.ts';
import { requestCode } from '../../recordings/code/requestCode.ts';
import type { Exchange } from '../../recordings/exchanges.ts';
import { toHar } from '../../recordings/toHar.ts';
import {
  formatNames,
  type InspectorPageMessage,
  type RequestFormat,
} from '../../shared/protocol/inspectorProtocol.ts';
import { fileNameOf } from '../../transcript/transcriptName.ts';
import { copyText } from '../platform/copyText.ts';
import { tell, warn } from '../platform/messages.ts';
import { saveFile } from '../platform/saveFile.ts';
import { dispatch, type MessageHandlers } from '../webview/dispatch.ts';

export interface InspectorParts extends InspectorFeedOptions {
  readonly conversations: ConversationManager;
  /** Program and version, as written in a recording. */
  readonly recordedBy: string;
}

export type InspectorHandler = ReturnType<typeof inspectorHandler>;

/** Handles the messages of one page's inspector. Messages are already validated. */
export function inspectorHandler(parts: InspectorParts) {
  const { conversations, recordedBy } = parts;
  const feed = new InspectorFeed(parts);
  const save = async (title: string, ending: string, text: string) => {
    const record = conversations.shownRecord;
    const name = record ? fileNameOf(record, ending) : `conversation.${ending}`;
    await saveFile({ title, name, kind: ending.toUpperCase() }, text);
  };
  const handlers: MessageHandlers<InspectorPageMessage> = {
    startInspecting: () => feed.start(),
    stopInspecting: () => feed.stop(),
    inspectLine: ({ exchange, line }) => feed.showLine({ exchange, line }),
    searchWire: ({ text }) => feed.search(text),
    copyRequest: async ({ exchange: number, format }) => {
      const exchange = conversations.wire.find(number);
      if (exchange) await copyRequest(exchange, format);
    },
    saveRows: async ({ rows }) => {
      const text = feed.reader?.linesOf(rows);
      if (text) await save(vscode.l10n.t('Save Response Lines'), 'jsonl', text);
    },
    saveHar: async ({ exchange: number }) => {
      const { wire } = conversations;
      const exchanges = wire.exchanges.filter((one) => [undefined, one.number].includes(number));
      if (exchanges.length === 0) return;
      const createdAt = new Date(wire.createdAt).toISOString();
      const har = JSON.stringify(toHar({ createdAt, recordedBy }, exchanges), undefined, 2);
      await save(vscode.l10n.t('Save as HAR File'), 'har', `${har}\n`);
    },
  };
  return {
    handle: (message: InspectorPageMessage) => dispatch(handlers, message),
    /** Called when the page is closed or hidden; it starts again when it is visible. */
    stop: () => feed.stop(),
  };
}

async function copyRequest({ request }: Exchange, format: RequestFormat): Promise<void> {
  const made = requestCode(format, request);
  if ('problem' in made) return warn(made.problem);
  await copyText(made.code);
  tell(
    vscode.l10n.t(
      'The request was copied as {0}. It sends the key from the SOFIA_API_KEY environment variable to {1}.',
      formatNames[format],
      made.host,
    ),
  );
}
