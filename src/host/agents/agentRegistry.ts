import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AgentDirectory } from '../../agents/agentDirectory.ts';
import { readAgents, type AgentEntry, type AgentList } from '../../agents/agentEntries.ts';
import { describeAgent, type AgentItem } from '../../agents/agentItem.ts';
import { inOrder, moveNames } from '../../agents/agentOrder.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { Agent } from '../../shared/agent.ts';
import { isRecord } from '../../shared/guards.ts';
import type { AgentSources } from './agentSources.ts';
import type { ConversationAutosave } from '../../conversation/storage/conversationAutosave.ts';
import type { DemoAgent } from '../network/demoAgent.ts';
import type * as imageHosts from '../webview/imageHosts.ts';
import { ownerName } from '../../agents/keyIndex.ts';
import type { Keys } from '../keys/keys.ts';
import { onDidChangeSetting, settings } from '../platform/settings.ts';
import { activeAgent, rememberActive } from './activeAgent.ts';

export interface AgentsParts {
  /** Receives the agents that were read. */
  readonly directory: AgentDirectory;
  readonly conversations: ConversationManager;
  readonly sources: AgentSources;
  readonly keys: Keys;
  readonly autosave: ConversationAutosave;
  readonly demo: DemoAgent;
  /** Shared by all windows. */
  readonly globalMemory: vscode.Memento;
  /** This window only. */
  readonly windowMemory: vscode.Memento;
}

/**
 * The configured agents, the active one of this window, and which of them have a key. Each agent
 * has its own conversation; switching leaves the others unchanged.
 */
export class AgentRegistry implements vscode.Disposable {
  readonly #parts: AgentsParts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposables: readonly vscode.Disposable[];
  #keyIndex: ReadonlySet<string> = new Set();
  /** Name of an agent whose saved conversation is shown although it is no longer configured. */
  #guest: string | undefined;
  /** Loaded once a host has been allowed. */
  #imageHosts: typeof imageHosts | undefined;
  /** The lists as last read; undefined before the first read. */
  #lists: readonly AgentList[] | undefined;
  #reading: Promise<void> = Promise.resolve();

  /** Fires when the entries, the active agent or the presence of a key may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: AgentsParts) {
    this.#parts = parts;
    this.#disposables = [
      this.#changed,
      parts.sources.onDidChange(() => void this.read()),
      onDidChangeSetting('activeAgent', () => void this.#queue(() => this.#rearrange())),
      onDidChangeSetting('imageHosts', () => {
        void this.#queue(() => this.#readImageHosts().then(() => this.#showMedia()));
      }),
      // There is no event when another window reorders agents or starts the demo.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#queue(() => this.#rearrange());
      }),
      parts.keys.onDidChange(() => void this.#checkKeys()),
    ];
  }

  /** Every agent, in the tester's order. */
  get entries(): readonly AgentEntry[] {
    return this.#parts.directory.entries;
  }

  /** The agent of the shown conversation. */
  get active(): Agent | undefined {
    return this.#parts.conversations.state.agent;
  }

  get activeEntry(): AgentEntry | undefined {
    if (this.#guest !== undefined) return undefined;
    return activeAgent(this.#parts.windowMemory, this.entries).entry;
  }

  find(name: string): AgentEntry | undefined {
    return this.#parts.directory.find(name);
  }

  hasKey(agent: Agent): boolean {
    return this.#keyIndex.has(ownerName(agent));
  }

  /** The texts and icon of an agent in a list. */
  describe(entry: AgentEntry): AgentItem {
    const isActive = this.activeEntry?.name === entry.name;
    const hasKey = entry.agent !== undefined && this.hasKey(entry.agent);
    return describeAgent(entry, { isActive, hasKey });
  }

  /** Reads every list; resolves when the chat shows the result. */
  read(): Promise<void> {
    return this.#queue(() => this.#read());
  }

  /** Resolves when the chat reflects all settings and files written so far. */
  get settled(): Promise<void> {
    return this.#reading.catch(() => undefined);
  }

  /** Makes another agent the active one in this window. */
  async activate(name: string): Promise<void> {
    this.#guest = undefined;
    await rememberActive(this.#parts.windowMemory, name);
    await this.read();
  }

  /**
   * Moves agents before another one, or to the end. The order is stored separately: VS Code ignores
   * the order of a setting's properties, so settings cannot hold it.
   */
  async move(moved: readonly string[], before: string | undefined): Promise<void> {
    const names = this.entries.map(({ name }) => name);
    await this.#parts.globalMemory.update(orderSlot, moveNames(names, moved, before));
    await this.read();
  }

  /** Called after an agent was renamed: it keeps its position and stays active if it was. */
  async renamed(name: string, newName: string): Promise<void> {
    const order = this.#order.map((one) => (one === name ? newName : one));
    await this.#parts.globalMemory.update(orderSlot, order);
    if (this.activeEntry?.name === name) await this.activate(newName);
    else await this.read();
  }

  /** Shows the conversation of an agent that is no longer configured. */
  showGuest(name: string): void {
    this.#guest = name;
    this.#parts.conversations.show(name);
  }

  /** Remembers that the active agent may show images from this origin. */
  async allowMedia(origin: string): Promise<void> {
    const agent = this.active;
    if (!agent) return;
    const { allowedHosts } = await import('../webview/imageHosts.ts');
    await allowedHosts.allow(agent, origin);
    await this.read();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  get #order(): readonly string[] {
    return this.#parts.globalMemory.get<readonly string[]>(orderSlot, []);
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#reading = this.settled.then(work);
    return this.#reading;
  }

  async #read(): Promise<void> {
    await this.#readImageHosts();
    this.#lists = await this.#parts.sources.read();
    await this.#arrange(this.#lists);
    await this.#checkKeys();
  }

  /** Applies the current order and active agent to the lists read last. */
  async #rearrange(): Promise<void> {
    if (!this.#lists) return;
    await this.#arrange(this.#lists);
    this.#tellKeys();
  }

  async #arrange(lists: readonly AgentList[]): Promise<void> {
    const { conversations, demo, directory, windowMemory } = this.#parts;
    const { entries, problems } = readAgents(lists, this.#clientKey());
    const demoEntry = demo.entry(entries.map(({ name }) => name));
    directory.entries = inOrder(demoEntry ? [...entries, demoEntry] : entries, this.#order);
    conversations.setRestricted(!vscode.workspace.isTrusted);
    const { entry, problem } = activeAgent(windowMemory, this.entries, problems);
    if (this.#guest === undefined) await this.#show(entry, problem);
    for (const { name, agent, problem } of this.entries)
      if (name !== entry?.name) await conversations.get(name)?.setAgent(agent, problem);
    await conversations.keepOnly(this.entries.map(({ name }) => name));
    this.#showMedia();
  }

  async #show(entry: AgentEntry | undefined, problem: AgentEntry['problem']): Promise<void> {
    const { conversations, autosave } = this.#parts;
    const name = entry?.name ?? '';
    const isNew = !conversations.has(name);
    const conversation = conversations.conversationOf(name);
    // A page's allowed hosts are fixed when it is created. Setting them first avoids creating the
    // page again for an agent of the same host.
    this.#showMediaOf(conversation, entry?.agent);
    conversations.show(name);
    await conversation.setAgent(entry?.agent, problem);
    if (isNew) await autosave.restore(conversation);
  }

  #showMedia(): void {
    for (const conversation of this.#parts.conversations.all) {
      this.#showMediaOf(conversation, conversation.state.agent);
    }
  }

  #showMediaOf(conversation: Conversation, agent: Agent | undefined): void {
    const allowed = (agent && this.#imageHosts?.allowedOrigins(agent)) ?? [];
    const origins = agent ? [agent.baseUrl, ...allowed] : [];
    if (origins.join() !== conversation.state.mediaOrigins.join())
      conversation.store.set({ mediaOrigins: origins });
  }

  async #readImageHosts(): Promise<void> {
    const { globalMemory } = this.#parts;
    await this.#imageHosts?.allowedHosts.restore();
    const hosts = settings.imageHosts;
    const isOld = globalMemory.keys().some((key) => key.startsWith(oldMediaSlot));
    if (!isOld && (!isRecord(hosts) || Object.keys(hosts).length === 0)) return;
    this.#imageHosts ??= await import('../webview/imageHosts.ts');
    if (isOld) await this.#imageHosts.allowedHosts.takeOver(globalMemory, oldMediaSlot);
  }

  async #checkKeys(): Promise<void> {
    const { conversations, keys } = this.#parts;
    const ofEntries = this.entries.flatMap(({ agent }) => agent ?? []);
    const agents = [...ofEntries, ...conversations.all.flatMap(({ state }) => state.agent ?? [])];
    const keyIndex = new Map(agents.map((agent) => [ownerName(agent), agent]));
    const found = await Promise.all(
      [...keyIndex].map(async ([name, owner]) => ((await keys.get(owner)) ? [name] : [])),
    );
    this.#keyIndex = new Set(found.flat());
    this.#tellKeys();
  }

  #tellKeys(): void {
    for (const conversation of this.#parts.conversations.all) {
      const { agent } = conversation.state;
      if (agent) conversation.setHasKey(this.hasKey(agent));
    }
    this.#changed.fire(undefined);
  }

  /** The customer ID of agents that have none: created once, the same in every window. */
  #clientKey(): string {
    const { globalMemory } = this.#parts;
    const stored = globalMemory.get<string>('clientKey');
    if (stored) return stored;
    const made = `tester-${randomUUID()}`;
    void globalMemory.update('clientKey', made);
    return made;
  }
}

const orderSlot = 'agentOrder';
/** Memory slot of the allowed hosts before they became a setting. */
const oldMediaSlot = 'mediaOrigins ';
