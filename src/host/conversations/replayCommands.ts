import * as vscode from 'vscode';
import {
  shownTurns,
  titleOf,
  type ConversationRecord,
} from '../../conversation/storage/conversationRecord.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { pickAgent } from '../agents/pickAgent.ts';
import type { Command, Services } from '../services.ts';
import { chosenRecords, recordedConversation } from './commandTargets.ts';

/** Replays a saved conversation in place of the live one. */
export const replayConversation: Command = async (services, args) => {
  const [record] = await chosenRecords(services, args);
  if (record) await play(record, services);
};

/** Replays a saved conversation with a fault in every response. */
export const replayWithFault: Command = async (services, args) => {
  const record = await recordedConversation(services, args);
  if (!record) return;
  // Loaded with the first fault.
  const { recordWithFault } = await import('./recordWithFault.ts');
  const faulty = await recordWithFault(record);
  if (faulty) await play(faulty, services);
};

export const replayAgainst: Command = async (services, args) => {
  const [record] = await chosenRecords(services, args);
  if (record) await sayAgain(record, services);
};

async function play(record: ConversationRecord, { conversations, view }: Services): Promise<void> {
  conversations.startReplay({ record });
  await view.show();
}

/**
 * Sends the same messages to another agent in a new conversation and shows both side by side.
 * Continues after a failed turn, as an impatient customer would; stops when the tester does
 * something else.
 */
async function sayAgain(record: ConversationRecord, services: Services): Promise<void> {
  const { agents, conversations, view, transcript } = services;
  const entry = await pickAgent(agents, {
    title: vscode.l10n.t('Replay Against Another Agent'),
    placeholder: vscode.l10n.t('Sends the same messages in a new conversation'),
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
