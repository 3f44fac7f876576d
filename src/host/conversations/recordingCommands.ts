import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { recordingOf } from '../../conversation/storage/recordingOf.ts';
import { recordingLine } from '../../recordings/recording.ts';
import { fileNameOf } from '../../transcript/transcript.ts';
import type { Keys } from '../keys/keys.ts';
import { commands } from '../platform/manifest.ts';
import { saveFile } from '../platform/saveFile.ts';
import type { ChatWindow } from '../webview/chatWindow.ts';
import { type ChosenRecordsParts, recordedConversation } from './commandTargets.ts';

export interface RecordingCommandParts extends ChosenRecordsParts {
  readonly keys: Keys;
  readonly view: ChatWindow;
  /** Of the extension. */
  readonly version: string;
}

/** The commands that carry what went over the wire out of the chat. */
export function recordingHandlers(parts: RecordingCommandParts) {
  return {
    [commands.exportRecording]: async (...args: readonly unknown[]) => {
      const record = await recordedConversation(parts, args);
      if (record) await exportRecording(record, parts.version);
    },
    [commands.shareConversation]: async (...args: readonly unknown[]) => {
      const record = await recordedConversation(parts, args);
      if (record) await share(record, parts);
    },
    [commands.openRecording]: async () => {
      // Its code is loaded when the first recording is opened.
      const { openRecording } = await import('./openRecording.ts');
      const opened = await openRecording();
      if (!opened) return;
      // All of it comes at once, as fast as it is read; the strip plays it again.
      const { record } = opened;
      parts.conversations.startReplay({ record, rest: opened }).do({ do: 'jump', turn: Infinity });
      await parts.view.show();
    },
  };
}

async function share(
  record: ConversationRecord,
  { keys, version }: RecordingCommandParts,
): Promise<void> {
  const key = await keys.get(record.agent);
  // Its code is loaded when the first conversation is shared.
  const { shareConversation } = await import('./shareConversation.ts');
  await shareConversation({ record, secrets: key === undefined ? [] : [key], version });
}

/** Saves what went over the wire as a recording, which the command line reads; `version` is ours. */
async function exportRecording(record: ConversationRecord, version: string): Promise<void> {
  const { header, entries } = recordingOf(record, version);
  await saveFile({
    title: vscode.l10n.t('Export Conversation as Recording'),
    name: fileNameOf(record, 'ndjson'),
    kind: 'NDJSON',
    text: [header, ...entries].map(recordingLine).join(''),
  });
}
