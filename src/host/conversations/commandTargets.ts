import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { isFilledString, isRecord } from '../../shared/guards.ts';
import type { Services } from '../services.ts';

/** What chooses the conversations. */
export type RecordServices = Pick<Services, 'conversations' | 'store' | 'tree'>;

/**
 * The conversations that a command was called for: those of the list, or the shown one, which is as
 * new as the chat. Says when there is none.
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
    const message = vscode.l10n.t('There is no conversation yet. Say something first.');
    void vscode.window.showInformationMessage(message);
  }
  return records;
}

/** The first of them, if what went over the wire was recorded; says so when it was not. */
export async function recordedConversation(
  services: RecordServices,
  args: readonly unknown[],
): Promise<ConversationRecord | undefined> {
  const [record] = await chosenRecords(services, args);
  if (!record || record.entries.length > 0) return record;
  const message = vscode.l10n.t('Nothing was recorded of this conversation.');
  void vscode.window.showInformationMessage(message);
  return undefined;
}

/**
 * The ids that a command is about. VS Code passes the line that was clicked and all that are
 * selected; a click passes an id; a key passes `{ selected: true }`, which means `selectedIds`.
 * Empty when the command was started without any.
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
