import { watch, type FSWatcher } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { ConversationSummary } from '../../conversation/storage/conversationFormat.ts';
import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import { visibleText } from '../../shared/visibleText.ts';
import {
  describeConversation,
  groupByAgent,
  sharedTitles,
} from '../../conversation/storage/conversationItem.ts';
import type { Log } from '../platform/log.ts';
import { commands, conversationsViewId } from '../platform/manifest.ts';
import { warn } from '../platform/messages.ts';
import { treeSelection } from '../platform/treeSelection.ts';

/** File changes within this time cause one refresh, in milliseconds. */
const settleMs = 300;
/** How often relative times such as "a minute ago" are updated, in milliseconds. */
const clockMs = 60_000;

/** An item of the tree. */
export type ConversationNode =
  | {
      readonly type: 'agent';
      readonly name: string;
      readonly conversations: readonly ConversationSummary[];
    }
  | {
      readonly type: 'conversation';
      readonly conversation: ConversationSummary;
      /** Another one beside it has the same title. */
      readonly hasTwin: boolean;
    };

/** The view "Conversations": all saved conversations, including those of other windows. */
export class ConversationTree
  implements vscode.TreeDataProvider<ConversationNode>, vscode.Disposable
{
  readonly #store: ConversationStore;
  readonly #conversations: ConversationManager;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<ConversationNode>;
  readonly #lastSelectedIds: () => readonly string[];
  readonly #clock: NodeJS.Timeout;
  readonly #stopListening: readonly (() => void)[];
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #shownId: string;
  /** IDs of all conversations in the tree. */
  #listed: ReadonlySet<string> = new Set();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: ConversationStore, conversations: ConversationManager, log: Log) {
    this.#store = store;
    this.#conversations = conversations;
    this.#log = log;
    this.#shownId = conversations.state.conversation.id;
    this.#view = vscode.window.createTreeView(conversationsViewId, {
      treeDataProvider: this,
      canSelectMany: true,
    });
    this.#lastSelectedIds = treeSelection(this.#view, (node) =>
      node.type === 'conversation' ? node.conversation.id : undefined,
    );
    this.#view.onDidChangeVisibility(() => this.#refreshSoon());
    this.#clock = setInterval(() => {
      if (this.#view.visible) this.#changed.fire(undefined);
    }, clockMs);
    this.#stopListening = [
      store.onChange(() => this.#refreshSoon()),
      conversations.onChange(({ conversation: { id } }) => {
        if (id !== this.#shownId) this.#refreshSoon();
        this.#shownId = id;
      }),
    ];
    void this.#watch();
  }

  /** IDs of the selected conversations. */
  get selectedIds(): readonly string[] {
    return this.#lastSelectedIds().filter((id) => this.#listed.has(id));
  }

  async getChildren(node?: ConversationNode): Promise<ConversationNode[]> {
    if (node) return node.type === 'agent' ? nodesOf(node.conversations) : [];
    const groups = groupByAgent(await this.#list());
    const [only] = groups.values();
    if (groups.size <= 1) return nodesOf(only ?? []);
    return [...groups].map(([name, conversations]) => ({ type: 'agent', name, conversations }));
  }

  getTreeItem(node: ConversationNode): vscode.TreeItem {
    if (node.type === 'agent') {
      const { Expanded } = vscode.TreeItemCollapsibleState;
      return Object.assign(new vscode.TreeItem(visibleText(node.name), Expanded), {
        id: `agent ${node.name}`,
        iconPath: new vscode.ThemeIcon('hubot'),
        contextValue: 'agent',
      });
    }
    const { id, isPinned } = node.conversation;
    const { label, icon, ...item } = describeConversation(
      node.conversation,
      Date.now(),
      node.hasTwin,
    );
    const isShown = id === this.#conversations.state.conversation.id;
    const color = isShown ? new vscode.ThemeColor('list.highlightForeground') : undefined;
    return Object.assign(new vscode.TreeItem(label), item, {
      id,
      ...(isShown && { description: `${vscode.l10n.t('open')} · ${item.description}` }),
      iconPath: new vscode.ThemeIcon(icon, color),
      contextValue: isPinned ? 'conversation.pinned' : 'conversation',
      command: { command: commands.openConversation, title: '', arguments: [id] },
    });
  }

  dispose(): void {
    for (const stop of this.#stopListening) stop();
    clearInterval(this.#clock);
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#view.dispose();
    this.#changed.dispose();
  }

  async #list(): Promise<readonly ConversationSummary[]> {
    try {
      const { conversations, damaged } = await this.#store.folder.list();
      for (const file of damaged) {
        const message = vscode.l10n.t("Couldn't read a conversation. It was kept as {0}.", file);
        this.#log.warn(message);
        warn(message);
      }
      this.#listed = new Set(conversations.map(({ id }) => id));
      return conversations;
    } catch (error) {
      this.#log.warn(`The conversations cannot be listed: ${String(error)}`);
      return [];
    }
  }

  /** Watches the folder, because other windows write to it as well. */
  async #watch(): Promise<void> {
    const { path } = this.#store.folder;
    try {
      await mkdir(path, { recursive: true });
      this.#watcher = watch(path, { persistent: false }, () => this.#refreshSoon());
      this.#watcher.on('error', (error) => this.#log.warn(`No longer watching: ${String(error)}`));
    } catch (error) {
      // Without watching, the list updates only on changes in this window and when the view opens.
      this.#log.warn(`The folder of conversations cannot be watched: ${String(error)}`);
    }
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, settleMs);
  }
}

function nodesOf(conversations: readonly ConversationSummary[]): ConversationNode[] {
  const shared = sharedTitles(conversations);
  return conversations.map((conversation) => ({
    type: 'conversation',
    conversation,
    hasTwin: shared.has(conversation.title),
  }));
}
