import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import type { ChatView } from '../webview/chatWindow.ts';
import { recordedConversation, type ChosenRecordsParts } from './commandTargets.ts';
import { exportRecording } from '../exportRecording.ts';
import type { Keys } from '../keys/keys.ts';
import { commands } from '../platform/manifest.ts';

export interface RecordingCommandParts extends ChosenRecordsParts {
  readonly keys: Keys;
  readonly view: ChatView;
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
      parts.desk.startReplay({ record, rest: opened }).do({ do: 'jump', turn: Infinity });
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
