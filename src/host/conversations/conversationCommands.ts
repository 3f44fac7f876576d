import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { ConversationAutosave } from '../../conversation/storage/conversationAutosave.ts';
import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { Agents } from '../agents/agentRegistry.ts';
import type { Log } from '../platform/log.ts';
import { commands } from '../platform/manifest.ts';
import type { ChatWindow } from '../webview/chatWindow.ts';
import { conversationIds } from './commandTargets.ts';
import type { ConversationTree } from './conversationTree.ts';

export interface ConversationCommandParts {
  readonly conversations: ConversationManager;
  readonly store: ConversationStore;
  readonly autosave: ConversationAutosave;
  readonly tree: ConversationTree;
  readonly agents: Agents;
  readonly view: ChatWindow;
  readonly log: Log;
}

type Handler = (...args: readonly unknown[]) => Promise<void>;

/** The commands of the view "Conversations". */
export function conversationHandlers(parts: ConversationCommandParts) {
  const { store, tree, log } = parts;
  const withIds =
    (work: (ids: readonly string[]) => Promise<void>): Handler =>
    async (...args) => {
      const ids = conversationIds(args, tree.selectedIds);
      try {
        if (ids.length > 0) await work(ids);
      } catch (error) {
        log.warn(`The conversations cannot be changed: ${String(error)}`);
        const reason = error instanceof Error ? error.message : String(error);
        void vscode.window.showErrorMessage(
          vscode.l10n.t('The conversation could not be changed. ({0})', reason),
        );
      }
    };
  const setPinned = (isPinned: boolean) =>
    withIds(async (ids) => {
      for (const id of ids) await store.setPinned(id, isPinned);
    });
  const search = async () => {
    const { pickConversation } = await import('./searchConversations.ts');
    const id = await pickConversation(store);
    if (id !== undefined) await open(parts, id);
  };
  return {
    [commands.openConversation]: withIds(([id]) => (id ? open(parts, id) : Promise.resolve())),
    [commands.searchConversations]: search,
    [commands.renameConversation]: async (...args: readonly unknown[]) => {
      const [id = parts.autosave.shownId] = conversationIds(args, tree.selectedIds);
      await withIds(() => rename(parts, id))(id);
    },
    [commands.pinConversation]: setPinned(true),
    [commands.unpinConversation]: setPinned(false),
    [commands.revealConversation]: withIds(async ([id = '']) => {
      const uri = vscode.Uri.file(store.pathOf(id));
      await vscode.commands.executeCommand('revealFileInOS', uri);
    }),
    [commands.deleteConversation]: withIds((ids) => remove(parts, ids)),
    [commands.deleteAllConversations]: () => removeAll(parts),
  };
}

async function open(parts: ConversationCommandParts, id: string): Promise<void> {
  const { store, autosave, agents, view, conversations } = parts;
  conversations.endReplay();
  if (id !== autosave.shownId) {
    const name = conversations.find(id)?.state.agent?.name ?? (await store.header(id))?.agent.name;
    if (name !== undefined && agents.find(name)) await agents.activate(name);
    else if (name !== undefined) agents.showGuest(name);
    // The autosave says why, if it does not.
    if (!(await autosave.open(id))) return;
    // Key and media belong to the agent that is shown now.
    await agents.read();
  }
  await view.open();
}

async function rename(parts: ConversationCommandParts, id: string): Promise<void> {
  const { conversations, store, autosave } = parts;
  // Open in this window, for whichever agent.
  const open = conversations.find(id);
  const present = open?.state.conversation.title ?? (await store.header(id))?.title;
  if (present === undefined) return;
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Conversation'),
    prompt: vscode.l10n.t('Leave it empty to use the first words of the conversation.'),
    value: visibleText(present),
  });
  if (title === undefined) return;
  if (!open) {
    await store.rename(id, title.trim());
    return;
  }
  open.rename(title.trim());
  await autosave.flush();
}

async function remove(parts: ConversationCommandParts, ids: readonly string[]): Promise<void> {
  const { conversations, store, autosave } = parts;
  const shownId = autosave.shownId;
  const isShown = ids.includes(shownId);
  for (const id of ids) void conversations.find(id)?.newConversation();
  autosave.forget(ids);
  await store.remove(ids);
  const undo = vscode.l10n.t('Undo');
  const message =
    ids.length === 1
      ? vscode.l10n.t('The conversation was deleted.')
      : vscode.l10n.t('{0} conversations were deleted.', ids.length);
  // The command is done; the tester may answer later or never.
  void vscode.window.showInformationMessage(message, undo).then(async (answer) => {
    if (answer !== undo) return;
    await store.restore(ids);
    if (isShown && conversations.state.turns.length === 0) await open(parts, shownId);
  });
}

async function removeAll(parts: ConversationCommandParts): Promise<void> {
  const { conversations, store, autosave } = parts;
  const confirm = vscode.l10n.t('Delete All');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all conversations?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'This includes pinned conversations, the one that is open, and files that were set aside because they could not be read. It cannot be undone.',
      ),
    },
    confirm,
  );
  if (answer !== confirm) return;
  for (const conversation of conversations.all) void conversation.newConversation();
  autosave.forgetAll();
  await store.deleteAll();
}
