import { chosenRecords, type ChosenRecordsParts } from './conversations/commandTargets.ts';
import { copyText } from './platform/copyText.ts';
import { commands } from './platform/manifest.ts';
import type { TranscriptDocument } from './conversations/transcriptDocument.ts';

export interface TranscriptCommandParts extends ChosenRecordsParts {
  readonly transcript: TranscriptDocument;
}

/** Its code is loaded when the first conversation is written. */
export const loadFormats = async () =>
  (await import('../transcript/transcriptFormats.ts')).transcriptFormats;

/** The commands that carry conversations out of the chat: the shown one, or those of the list. */
export function transcriptHandlers(parts: TranscriptCommandParts) {
  return {
    [commands.copyConversation]: async (...args: readonly unknown[]) => {
      const records = await chosenRecords(parts, args);
      const { md } = await loadFormats();
      const texts = records.map((record) => md(record, { branches: 'active' }));
      if (texts.length > 0) await copyText(texts.join('\n'));
    },
    [commands.exportConversation]: async (...args: readonly unknown[]) => {
      const records = await chosenRecords(parts, args);
      if (records.length === 0) return;
      // Its code is loaded with the first export.
      const { exportRecords } = await import('./conversations/exportConversation.ts');
      await exportRecords(records);
    },
    [commands.openTranscript]: () => parts.transcript.open(),
  };
}
