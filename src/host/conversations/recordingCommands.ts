import * as vscode from 'vscode';
import { recordingOf } from '../../conversation/storage/recordingOf.ts';
import { recordingLine } from '../../recordings/recording.ts';
import { fileNameOf } from '../../transcript/transcriptName.ts';
import { saveFile } from '../platform/saveFile.ts';
import type { Command } from '../services.ts';
import { recordedConversation } from './commandTargets.ts';

/** Saves the requests and responses as a recording, which the command line can read. */
export const exportRecording: Command = async (services, args) => {
  const record = await recordedConversation(services, args);
  if (!record) return;
  const { header, entries } = recordingOf(record, services.version);
  const title = vscode.l10n.t('Export Conversation as Recording');
  const file = { title, name: fileNameOf(record, 'ndjson'), kind: 'NDJSON' };
  await saveFile(file, [header, ...entries].map(recordingLine).join(''));
};

/** Saves a recording without keys and personal data. */
export const shareConversation: Command = async (services, args) => {
  const record = await recordedConversation(services, args);
  if (!record) return;
  // Loaded when the first conversation is shared.
  const { shareRecord } = await import('./shareRecord.ts');
  await shareRecord(record, services);
};

/** Opens a recording that the tester chooses. */
export const openRecording: Command = async ({ conversations, view }) => {
  const { pickRecording } = await import('./pickRecording.ts');
  const opened = await pickRecording();
  if (!opened) return;
  // Load all turns at once, as fast as possible; the replay strip can play them again.
  const { record } = opened;
  conversations.startReplay({ record, rest: opened }).do({ do: 'jump', turn: Infinity });
  await view.show();
};
