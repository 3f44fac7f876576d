import * as vscode from 'vscode';
import {
  shownTurns,
  titleOf,
  type ConversationRecord,
} from '../../conversation/storage/conversationRecord.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { pickAgent } from '../agents/agentPick.ts';
import type { Agents } from '../agents/agentRegistry.ts';
import type { ChatWindow } from '../webview/chatWindow.ts';
import { chosenRecords, recordedConversation, type ChosenRecordsParts } from './commandTargets.ts';
import { commands } from '../platform/manifest.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';

export interface ReplayCommandParts extends ChosenRecordsParts {
  readonly agents: Agents;
  readonly view: ChatWindow;
  readonly transcript: TranscriptDocument;
}

/** The commands that let a kept conversation happen again. */
export function replayHandlers(parts: ReplayCommandParts) {
  const { conversations, view } = parts;
  return {
    [commands.replayConversation]: async (...args: readonly unknown[]) => {
      const [record] = await chosenRecords(parts, args);
      if (!record) return;
      conversations.startReplay({ record });
      await view.show();
    },
    [commands.replayWithFault]: async (...args: readonly unknown[]) => {
      const record = await recordedConversation(parts, args);
      if (!record) return;
      // Its code is loaded with the first fault.
      const { withFault } = await import('./replayWithFault.ts');
      const faulty = await withFault(record);
      if (!faulty) return;
      conversations.startReplay({ record: faulty });
      await view.show();
    },
    [commands.replayAgainst]: async (...args: readonly unknown[]) => {
      const [record] = await chosenRecords(parts, args);
      if (record) await replayAgainst(record, parts);
    },
  };
}

/**
 * Says the same to another agent, in a new conversation, and shows both next to each other. Goes on
 * after a failure, as an impatient customer would; ends when the tester does something else.
 */
async function replayAgainst(record: ConversationRecord, parts: ReplayCommandParts): Promise<void> {
  const { agents, conversations, view, transcript } = parts;
  const entry = await pickAgent(agents, {
    title: vscode.l10n.t('Replay Against Another Agent'),
    placeholder: vscode.l10n.t('It gets the same messages in a new conversation'),
  });
  if (!entry?.agent) return;
  await agents.activate(entry.name);
  conversations.endReplay();
  const conversation = conversations.shown;
  await conversation.newConversation();
  const { id } = conversation.state.conversation;
  await view.show();
  const title = visibleText(titleOf(record.givenTitle, shownTurns(record)));
  await transcript.compare(record, vscode.l10n.t('{0}: recorded ↔ {1}', title, entry.name));
  for (const { inputs } of shownTurns(record)) {
    if (conversations.shown !== conversation || conversation.state.conversation.id !== id) return;
    if (!(await conversation.send(inputs))) return;
  }
}
