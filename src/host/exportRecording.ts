import * as vscode from 'vscode';
import type { ConversationRecord } from '../conversation/storage/conversationRecord.ts';
import { recordingOf } from '../conversation/storage/recordingOf.ts';
import { fileNameOf } from '../conversation/transcriptName.ts';
import { recordingLine } from '../recordings/recording.ts';
import { saveFile } from './platform/saveFile.ts';

/** Saves what went over the wire as a recording, which the command line reads; `version` is ours. */
export async function exportRecording(record: ConversationRecord, version: string): Promise<void> {
  const { header, entries } = recordingOf(record, version);
  await saveFile({
    title: vscode.l10n.t('Export Conversation as Recording'),
    name: fileNameOf(record, 'ndjson'),
    kind: 'NDJSON',
    text: [header, ...entries].map(recordingLine).join(''),
  });
}
