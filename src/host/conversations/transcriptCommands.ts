import { transcriptFormats } from '../../transcript/transcriptFormats.ts';
import { copyText } from '../platform/copyText.ts';
import type { Command } from '../services.ts';
import { chosenRecords } from './commandTargets.ts';
import { exportRecords } from './exportRecords.ts';

/** Copies the given conversations as Markdown. */
export const copyConversation: Command = async (services, args) => {
  const records = await chosenRecords(services, args);
  const texts = records.map((record) => transcriptFormats.md(record, { branches: 'active' }));
  if (texts.length > 0) await copyText(texts.join('\n'));
};

/** Writes the given conversations to files. */
export const exportConversation: Command = async (services, args) => {
  const records = await chosenRecords(services, args);
  if (records.length > 0) await exportRecords(records);
};
