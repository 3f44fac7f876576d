import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import type { Desk } from '../../conversation/conversationManager.ts';
import { conversationIds } from '../conversationArguments.ts';
import type { ConversationTree } from './conversationTree.ts';

export interface ChosenRecordsParts {
  readonly desk: Desk;
  readonly store: ConversationStore;
  readonly tree: ConversationTree;
}

/**
 * The conversations that a command was called for: those of the list, or the shown one, which is as
 * new as the chat. Says when there is none.
 */
export async function chosenRecords(
  { desk, store, tree }: ChosenRecordsParts,
  args: readonly unknown[],
): Promise<readonly ConversationRecord[]> {
  const shown = await desk.wholeRecord();
  const ids = conversationIds(args, tree.selectedIds);
  const records: ConversationRecord[] = ids.length === 0 && shown ? [shown] : [];
  for (const id of ids) {
    const loaded = id === shown?.id ? undefined : await store.load(id);
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
  parts: ChosenRecordsParts,
  args: readonly unknown[],
): Promise<ConversationRecord | undefined> {
  const [record] = await chosenRecords(parts, args);
  if (!record || record.entries.length > 0) return record;
  const message = vscode.l10n.t('Nothing was recorded of this conversation.');
  void vscode.window.showInformationMessage(message);
  return undefined;
}
