import {
  recordingHeader,
  type RecordingEntry,
  type RecordingHeader,
} from '../../recordings/recording.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/**
 * The requests and responses of a saved conversation as a recording. `version` is the extension's.
 */
export function recordingOf(
  { agent, createdAt, entries }: ConversationRecord,
  version: string,
): { readonly header: RecordingHeader; readonly entries: readonly RecordingEntry[] } {
  const { name, businessId, agentId, baseUrl, clientKey } = agent;
  const recorded = { name, businessId, agentId, baseUrl, clientKey };
  const header = recordingHeader(recorded, createdAt, `ask-sofia ${version}`);
  // Copied, because a live conversation's entries may still grow.
  return { header, entries: [...entries] };
}
