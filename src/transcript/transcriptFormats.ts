import type { ConversationRecord } from '../conversation/storage/conversationRecord.ts';
import { transcriptJson, transcriptOf, type TranscriptOptions } from './transcript.ts';
import { transcriptHtml } from './transcriptHtml.ts';
import { transcriptMarkdown } from './transcriptMarkdown.ts';
import { transcriptText } from './transcriptText.ts';

/** File endings of the formats for a conversation. */
export type TranscriptEnding = 'md' | 'html' | 'json' | 'txt';

/** Writes a conversation in each format. */
export const transcriptFormats: Readonly<
  Record<TranscriptEnding, (record: ConversationRecord, options: TranscriptOptions) => string>
> = {
  md: (record, options) => transcriptMarkdown(transcriptOf(record, options)),
  html: (record, options) => transcriptHtml(transcriptOf(record, options)),
  txt: (record, options) => transcriptText(transcriptOf(record, options)),
  json: transcriptJson,
};
