import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AgentDirectory } from '../../agents/agentDirectory.ts';
import { readAgents, type AgentEntry, type AgentList } from '../../agents/agentEntries.ts';
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
import { ActiveAgent } from './activeAgent.ts';

export interface AgentsParts {
  /** Gets what was read. */
  readonly directory: AgentDirectory;
  readonly conversations: ConversationManager;
  readonly sources: AgentSources;
  readonly keys: Keys;
  readonly autosave: ConversationAutosave;
  readonly demo: DemoAgent;
  /** Of all windows. */
  readonly globalMemory: vscode.Memento;
  /** Of this window. */
  readonly windowMemory: vscode.Memento;
}

/**
 * The agents that are configured, whichever of them this window talks to, and who has a key. Each
 * has a conversation of its own; switching leaves the others as they are.
 */
export class AgentRegistry implements vscode.Disposable {
  readonly #parts: AgentsParts;
  readonly #choice: ActiveAgent;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposables: readonly vscode.Disposable[];
  #keyIndex: ReadonlySet<string> = new Set();
  /** Name of an agent that is shown with a kept conversation, but configured no more. */
  #guest: string | undefined;
  /** Its code is loaded when a host was allowed. */
  #imageHosts: typeof imageHosts | undefined;
  /** As they were read last; undefined before the first time. */
  #lists: readonly AgentList[] | undefined;
  #reading: Promise<void> = Promise.resolve();

  /** Entries, the active agent or the presence of a key may be others now. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: AgentsParts) {
    this.#parts = parts;
    this.#choice = new ActiveAgent(parts.windowMemory);
    this.#disposables = [
      this.#changed,
      parts.sources.onDidChange(() => void this.read()),
      onDidChangeSetting('activeAgent', () => void this.#queue(() => this.#rearrange())),
      onDidChangeSetting('imageHosts', () => void this.#queue(() => this.#rereadImageHosts())),
      // Nobody tells that another window has moved agents or wanted the demo.
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

  /** The agent of the conversation that is shown. */
  get active(): Agent | undefined {
    return this.#parts.conversations.state.agent;
  }

  get activeEntry(): AgentEntry | undefined {
    return this.#guest === undefined ? this.#choice.of(this.entries).entry : undefined;
  }

  find(name: string): AgentEntry | undefined {
    return this.#parts.directory.find(name);
  }

  hasKey(agent: Agent): boolean {
    return this.#keyIndex.has(ownerName(agent));
  }

  /** Whether whatever a workspace brings is ignored. */
  get isRestricted(): boolean {
    return !vscode.workspace.isTrusted;
  }

  /** Reads every list; resolves when the chat shows what they say. */
  read(): Promise<void> {
    return this.#queue(() => this.#read());
  }

  /** Resolves when the chat shows what was written in settings and files so far. */
  get settled(): Promise<void> {
    return this.#reading.catch(() => undefined);
  }

  /** Talks to another agent from now on, in this window. */
  async activate(name: string): Promise<void> {
    this.#guest = undefined;
    await this.#choice.choose(name);
    await this.read();
  }

  /**
   * Puts agents before another one, or at the end. The order is the tester's own: for VS Code the
   * order of a setting's fields is no difference, so that it could not be written there.
   */
  async move(moved: readonly string[], before: string | undefined): Promise<void> {
    const names = this.entries.map(({ name }) => name);
    await this.#parts.globalMemory.update(orderSlot, moveNames(names, moved, before));
    await this.read();
  }

  /** An agent got another name: it keeps its place, and is still the one this window talks to. */
  async renamed(name: string, newName: string): Promise<void> {
    const order = this.#order.map((one) => (one === name ? newName : one));
    await this.#parts.globalMemory.update(orderSlot, order);
    if (this.activeEntry?.name === name) await this.activate(newName);
    else await this.read();
  }

  /** Shows the conversation of an agent that is not configured any more. */
  showGuest(name: string): void {
    this.#guest = name;
    this.#parts.conversations.show(name);
  }

  /** Remembers that images of this origin may be shown for the active agent. */
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

  /** Shows the agents that are known in their order, and the one that is active by now. */
  async #rearrange(): Promise<void> {
    if (!this.#lists) return;
    await this.#arrange(this.#lists);
    this.#tellKeys();
  }

  async #rereadImageHosts(): Promise<void> {
    await this.#readImageHosts();
    this.#showMedia();
  }

  async #arrange(lists: readonly AgentList[]): Promise<void> {
    const { conversations, demo } = this.#parts;
    const read = readAgents(lists, this.#clientKey());
    const demoEntry = demo.entry(read.entries.map(({ name }) => name));
    const entries = [...read.entries, ...(demoEntry ? [demoEntry] : [])];
    this.#parts.directory.entries = inOrder(entries, this.#order);
    conversations.setRestricted(this.isRestricted);
    const { entry, problem } = this.#choice.of(this.entries, read.problems);
    if (this.#guest === undefined) await this.#show(entry, problem);
    for (const one of this.entries) {
      const isOther = one.name !== entry?.name && conversations.has(one.name);
      if (isOther) await conversations.get(one.name)?.setAgent(one.agent, one.problem);
    }
    await conversations.keepOnly(this.entries.map(({ name }) => name));
    this.#showMedia();
  }

  async #show(entry: AgentEntry | undefined, problem: AgentEntry['problem']): Promise<void> {
    const { conversations, autosave } = this.#parts;
    const name = entry?.name ?? '';
    const isNew = !conversations.has(name);
    const conversation = conversations.conversationOf(name);
    // A page is made for what it may load: it must not be made anew for an agent of the same host.
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
    const { mediaOrigins } = conversation.state;
    const allowed = agent && this.#imageHosts?.allowedOrigins(agent);
    const origins = agent ? [agent.baseUrl, ...(allowed ?? [])] : [];
    if (origins.join() !== mediaOrigins.join()) conversation.store.setMediaOrigins(origins);
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
      [...keyIndex].map(async ([name, owner]) =>
        (await keys.get(owner)) === undefined ? [] : [name],
      ),
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

  /** The customer id of agents that name none: made once, the same in every window. */
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
/** Where allowed hosts were kept before they were a setting. */
const oldMediaSlot = 'mediaOrigins ';
