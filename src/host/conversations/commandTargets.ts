import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { isFilledString, isRecord } from '../../shared/guards.ts';
import { tell } from '../platform/messages.ts';
import type { Services } from '../services.ts';

/** The services that determine which conversations a command is for. */
export type RecordServices = Pick<Services, 'conversations' | 'store' | 'tree'>;

/**
 * The conversations a command is for: those of the list, or the shown one in its current state.
 * Shows a message if there are none.
 */
export async function chosenRecords(
  { conversations, store, tree }: RecordServices,
  args: readonly unknown[],
): Promise<readonly ConversationRecord[]> {
  const shown = await conversations.wholeRecord();
  const ids = conversationIds(args, tree.selectedIds);
  const records: ConversationRecord[] = ids.length === 0 && shown ? [shown] : [];
  for (const id of ids) {
    const loaded = id === shown?.id ? undefined : await store.folder.load(id);
    if (id === shown?.id) records.push(shown);
    if (loaded?.type === 'loaded') records.push(loaded.record);
  }
  if (records.length === 0) {
    tell(vscode.l10n.t("There's no conversation yet. Send a message first."));
  }
  return records;
}

/** The first of them if its requests were recorded; otherwise shows a message. */
export async function recordedConversation(
  services: RecordServices,
  args: readonly unknown[],
): Promise<ConversationRecord | undefined> {
  const [record] = await chosenRecords(services, args);
  if (!record || record.entries.length > 0) return record;
  tell(vscode.l10n.t('Nothing was recorded for this conversation.'));
  return undefined;
}

/**
 * The conversation IDs in a command's arguments. VS Code passes the clicked item and all selected
 * ones; a click passes an ID; a key binding passes `{ selected: true }`, which means `selectedIds`.
 * Empty if the command was started without any.
 */
export function conversationIds(
  args: readonly unknown[],
  selectedIds: readonly string[],
): readonly string[] {
  const [clicked, selected] = args;
  if (isRecord(clicked) && clicked['selected'] === true) return selectedIds;
  const nodes: readonly unknown[] = Array.isArray(selected) ? selected : [clicked];
  return nodes.flatMap(idOf);
}

function idOf(node: unknown): readonly string[] {
  if (isFilledString(node)) return [node];
  const conversation = isRecord(node) ? node['conversation'] : undefined;
  const id = isRecord(conversation) ? conversation['id'] : undefined;
  return isFilledString(id) ? [id] : [];
}
