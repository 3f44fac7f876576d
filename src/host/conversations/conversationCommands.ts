import * as vscode from 'vscode';
import { visibleText } from '../../shared/visibleText.ts';
import { errorReason } from '../platform/failureMessages.ts';
import { confirm, offer, showError } from '../platform/messages.ts';
import type { Command, Services } from '../services.ts';
import { conversationIds } from './commandTargets.ts';
import { pickConversation } from './pickConversation.ts';

/** A command for the conversations in its arguments. Shows an error if they cannot be changed. */
function withIds(work: (ids: readonly string[], services: Services) => Promise<void>): Command {
  return (services, args) =>
    withReason(services, async () => {
      const ids = conversationIds(args, services.tree.selectedIds);
      if (ids.length > 0) await work(ids, services);
    });
}

async function withReason({ log }: Services, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn(`The conversations cannot be changed: ${String(error)}`);
    showError(vscode.l10n.t("Couldn't change the conversation. ({0})", errorReason(error)));
  }
}

const pinning = (isPinned: boolean) =>
  withIds(async (ids, { store }) => {
    for (const id of ids) await store.setPinned(id, isPinned);
  });

export const openConversation = withIds(async ([id], services) => {
  if (id) await open(services, id);
});
export const pinConversation = pinning(true);
export const unpinConversation = pinning(false);

export const renameConversation: Command = (services, args) => {
  const { autosave, tree } = services;
  const [id = autosave.shownId] = conversationIds(args, tree.selectedIds);
  return withReason(services, async () => {
    if (id) await rename(services, id);
  });
};

export const revealConversation = withIds(async ([id = ''], { store }) => {
  await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(store.folder.pathOf(id)));
});

export async function searchConversations(services: Services): Promise<void> {
  const id = await pickConversation(services.store);
  if (id !== undefined) await open(services, id);
}

async function open(services: Services, id: string): Promise<void> {
  const { store, autosave, agents, view, conversations } = services;
  conversations.endReplay();
  if (id !== autosave.shownId) {
    const name =
      conversations.find(id)?.state.agent?.name ?? (await store.folder.header(id))?.agent.name;
    if (name !== undefined && agents.find(name)) await agents.activate(name);
    else if (name !== undefined) agents.showGuest(name);
    // The autosave reports the reason itself.
    if (!(await autosave.open(id))) return;
    // The key and allowed images must match the agent that is now shown.
    await agents.read();
  }
  await view.open();
}

async function rename(services: Services, id: string): Promise<void> {
  const { conversations, store, autosave } = services;
  // Open in this window, for any agent.
  const open = conversations.find(id);
  const present = open?.state.conversation.title ?? (await store.folder.header(id))?.title;
  if (present === undefined) return;
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Conversation'),
    prompt: vscode.l10n.t('Leave it empty to use the first words of the conversation.'),
    value: visibleText(present),
  });
  if (title === undefined) return;
  if (!open) return store.rename(id, title.trim());
  open.rename(title.trim());
  await autosave.flush();
}

export const deleteConversation = withIds(async (ids, services) => {
  const { conversations, store, autosave } = services;
  const shownId = autosave.shownId;
  const isShown = ids.includes(shownId);
  for (const id of ids) void conversations.find(id)?.newConversation();
  autosave.forget(ids);
  await store.remove(ids);
  const message =
    ids.length === 1
      ? vscode.l10n.t('The conversation was deleted.')
      : vscode.l10n.t('{0} conversations were deleted.', ids.length);
  // Not awaited: the tester may respond later or never.
  void offer(message, vscode.l10n.t('Undo'), async () => {
    await store.restore(ids);
    if (isShown && conversations.state.turns.length === 0) await open(services, shownId);
  });
});

export async function deleteAllConversations(services: Services): Promise<void> {
  const { conversations, store, autosave } = services;
  const isConfirmed = await confirm(
    vscode.l10n.t('Delete all conversations?'),
    vscode.l10n.t(
      "This includes pinned conversations, the open one, and files that were set aside because they couldn't be read. This can't be undone.",
    ),
    vscode.l10n.t('Delete All'),
  );
  if (!isConfirmed) return;
  for (const conversation of conversations.all) void conversation.newConversation();
  autosave.forgetAll();
  await store.deleteAll();
}
