import * as vscode from 'vscode';
import { searchConversations } from '../../conversation/storage/conversationSearch.ts';
import type { ConversationSummary } from '../../conversation/storage/conversationFormat.ts';
import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { showPick } from '../platform/showPick.ts';
import { describeConversation } from '../../conversation/storage/conversationItem.ts';

/** The search starts after this pause in typing, in milliseconds. */
const settleMs = 200;
const maxHits = 100;

interface PickItem extends vscode.QuickPickItem {
  readonly id: string;
}

/** Lets the tester search all conversations and choose one. Resolves with its ID, or undefined. */
export async function pickConversation(store: ConversationStore): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<PickItem>();
  pick.title = vscode.l10n.t('Search Conversations');
  pick.placeholder = vscode.l10n.t('Words, product titles, or event types');
  let timer: NodeJS.Timeout | undefined;
  let search = new AbortController();
  const run = async (words: string) => {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    pick.busy = true;
    const items: PickItem[] = [];
    for await (const item of found(store, words, signal)) {
      items.push(item);
      if (signal.aborted || items.length >= maxHits) break;
    }
    if (signal.aborted) return;
    pick.items = items;
    pick.busy = false;
  };
  pick.onDidChangeValue((words) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(words), settleMs);
  });
  pick.onDidHide(() => {
    clearTimeout(timer);
    search.abort();
  });
  void run('');
  return (await showPick(pick))?.id;
}

async function* found(
  store: ConversationStore,
  words: string,
  signal: AbortSignal,
): AsyncGenerator<PickItem, void, undefined> {
  if (words.trim() === '') {
    yield* (await store.folder.list()).conversations.map((one) => itemOf(one, ''));
    return;
  }
  for await (const { conversation, excerpt } of searchConversations(store, words, signal)) {
    yield itemOf(conversation, visibleText(excerpt));
  }
}

function itemOf(conversation: ConversationSummary, detail: string): PickItem {
  const { label, description, icon } = describeConversation(conversation, Date.now());
  // `$(` starts an icon in labels; messages must not contain icons.
  const plain = (text: string) => text.replaceAll('$(', '$ (');
  return {
    id: conversation.id,
    label: plain(label),
    description: plain(`${visibleText(conversation.agent.name)} · ${description}`),
    detail: plain(detail),
    iconPath: new vscode.ThemeIcon(icon),
    alwaysShow: true,
  };
}
