import { isSameAgent } from '../../shared/agent.ts';
import { t } from '../../shared/l10n.ts';
import { isTurnOpen, type ViewState } from '../../shared/model.ts';
import type { Conversation } from '../conversation.ts';
import type { ConversationManager } from '../conversationManager.ts';
import type { Loaded } from './conversationFolder.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import type { ConversationStore } from './conversationStore.ts';

/** Shortest time between saves while a response streams, in milliseconds. */
const streamingIntervalMs = 2_000;
/** How long other changes are collected into one save, in milliseconds. */
const settledIntervalMs = 200;
/** Saving may use at most 1/20 of the time; this matters for long conversations. */
const savingShare = 20;
/** How long to wait after a failed save before the next attempt, in milliseconds. */
const retryIntervalMs = 30_000;

const memorySlot = (agentName: string) => `conversation ${agentName}`;

export interface KeeperParts {
  readonly conversations: ConversationManager;
  readonly store: ConversationStore;
  /** This window's memory; holds the IDs of the conversations that a reload brings back. */
  readonly memory: {
    get(slot: string): unknown;
    update(slot: string, value: unknown): PromiseLike<void>;
  };
  /** Shows the tester a message in the user's language. */
  readonly warn: (message: string) => void;
}

/** Saves the window's conversations on disk and brings them back after a reload. */
export class ConversationAutosave {
  readonly #parts: KeeperParts;
  readonly #stopListening: readonly (() => void)[];
  /** Records not yet on disk, by ID; more than one when a new conversation has just started. */
  readonly #unsaved = new Map<string, ConversationRecord>();
  /** IDs of all conversations that this window has written or read. */
  readonly #known = new Set<string>();
  /** IDs of conversations that the tester deleted: the closing of their sessions is not saved. */
  readonly #deleted = new Set<string>();
  /** Names of agents whose conversation this window has remembered. */
  readonly #remembered = new Set<string>();
  /** Records as they are on disk, by ID. */
  readonly #saved = new Map<string, ConversationRecord>();
  readonly #seen = new WeakMap<
    Conversation,
    Pick<ViewState, 'turns' | 'conversation' | 'session'> & { readonly wireSize: number }
  >();
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isRefused = false;
  #lastSaveMs = 0;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    const { conversations } = parts;
    this.#stopListening = [
      conversations.onEachChange((conversation) => this.#look(conversation)),
      conversations.onEachLeft((record) => this.#lookBack(record)),
    ];
  }

  /** ID of the conversation that the window shows, or returns to after a replay; saved or not. */
  get shownId(): string {
    return this.#parts.conversations.shown.state.conversation.id;
  }

  /** IDs of all conversations that the window has open, saved or not. */
  get openIds(): readonly string[] {
    return this.#parts.conversations.all.map(({ state }) => state.conversation.id);
  }

  /**
   * Brings back this window's last conversation with the agent. Does nothing if the agent's
   * settings now mean another agent, or if a turn has already been sent.
   */
  async restore(conversation: Conversation): Promise<void> {
    const { agent } = conversation.state;
    const lastId = agent && this.#parts.memory.get(memorySlot(agent.name));
    if (typeof lastId !== 'string') return;
    const loaded = await this.#load(lastId);
    if (loaded?.type !== 'loaded') return;
    const { agent: now, turns } = conversation.state;
    if (turns.length === 0 && now && isSameAgent(now, loaded.record.agent)) {
      await this.#show(conversation, loaded.record);
    }
  }

  /** Shows a saved conversation instead of the current one, which stays in the list. */
  async open(id: string): Promise<boolean> {
    if (id === this.shownId) return true;
    await this.flush();
    const loaded = await this.#load(id);
    if (loaded?.type === 'missing') {
      this.#parts.warn(t('This conversation no longer exists.'));
    }
    if (loaded?.type === 'loaded') await this.#show(this.#parts.conversations.shown, loaded.record);
    return loaded?.type === 'loaded';
  }

  /** Writes what is unsaved; resolves when every write has been attempted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#saveAll());
    await this.#saving;
  }

  /** Stops saving these conversations, which the tester deleted, unless they change again. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#unsaved.delete(id);
      this.#deleted.add(id);
    }
  }

  /** Same as `forget`, for all conversations. */
  forgetAll(): void {
    this.forget([...this.#unsaved.keys(), ...this.#known]);
  }

  /** Writes what is unsaved synchronously, because the window is closing. */
  finish(): void {
    for (const stop of this.#stopListening) stop();
    clearTimeout(this.#timer);
    for (const record of this.#unsaved.values()) {
      try {
        this.#parts.store.saveNow(record);
      } catch (error) {
        this.#parts.warn(t("Couldn't save the conversation. ({0})", reasonOf(error)));
      }
    }
  }

  async #show(conversation: Conversation, record: ConversationRecord): Promise<void> {
    const { agent } = conversation.state;
    // Settings that only affect how an agent is shown are taken from the present configuration.
    const isKnown = agent && isSameAgent(agent, record.agent);
    const { clientKey } = record.agent;
    const shown = isKnown ? { ...record, agent: { ...agent, clientKey } } : record;
    this.#deleted.delete(record.id);
    this.#noteSaved(shown);
    await conversation.open(shown);
  }

  #look(conversation: Conversation): void {
    const { state } = conversation;
    const { turns, conversation: info, session } = state;
    const { length: wireSize } = conversation.wire.entries;
    const seen = this.#seen.get(conversation);
    this.#seen.set(conversation, { turns, conversation: info, session, wireSize });
    // Traffic outside of turns opens or closes a session. Other changes affect nothing that is
    // saved, and during some of them there is no complete record.
    const isSameSession = session === seen?.session || wireSize === seen?.wireSize;
    if (turns === seen?.turns && info === seen.conversation && isSameSession) return;
    const record = conversation.record();
    if (state.agent) this.#remember(state.agent.name, record?.id);
    if (!record) return;
    if (!this.#unsaved.has(record.id) && isSameRecord(this.#saved.get(record.id), record)) return;
    this.#unsaved.set(record.id, record);
    const intervalMs = state.turns.some(isTurnOpen) ? streamingIntervalMs : settledIntervalMs;
    this.#schedule(Math.max(intervalMs, savingShare * this.#lastSaveMs));
  }

  /** Saves a conversation that was left once more, to add the closing of its sessions. */
  #lookBack(record: ConversationRecord): void {
    // A conversation that is open again was read from disk and continues from there.
    if (this.#deleted.has(record.id) || this.openIds.includes(record.id)) return;
    this.#unsaved.set(record.id, record);
    this.#schedule(settledIntervalMs);
  }

  #remember(agentName: string, id: string | undefined): void {
    const { memory } = this.#parts;
    const slot = memorySlot(agentName);
    // Keep the last conversation of an earlier window until it has been brought back.
    if (id === undefined && !this.#remembered.has(agentName)) return;
    this.#remembered.add(agentName);
    if (memory.get(slot) !== id) void memory.update(slot, id);
  }

  #schedule(waitMs: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), waitMs);
  }

  async #saveAll(): Promise<void> {
    for (const id of [...this.#unsaved.keys()]) {
      // It may have been deleted while the previous one was being written.
      const record = this.#unsaved.get(id);
      if (record) await this.#save(record);
    }
  }

  async #save(record: ConversationRecord): Promise<void> {
    const { store, warn } = this.#parts;
    const startedAt = performance.now();
    // At least these entries are written; more may arrive before the write.
    const entries = [...record.entries];
    try {
      const id = await store.save(record);
      this.#lastSaveMs = performance.now() - startedAt;
      this.#isRefused = false;
      if (this.#unsaved.get(record.id) === record) this.#unsaved.delete(record.id);
      this.#noteSaved({ ...record, entries, id });
      if (id !== record.id) this.#becomeCopy(record.id, id);
    } catch (error) {
      const problem = t(
        "Couldn't save the conversation. It's still open in this window, and Ask Sofia will try again. ({0})",
        reasonOf(error),
      );
      if (!this.#isRefused) warn(problem);
      this.#isRefused = true;
      this.#schedule(retryIntervalMs);
    }
  }

  /** Remembers what is on disk for the conversations that the window has open. */
  #noteSaved(record: ConversationRecord): void {
    const open = [record.id, ...this.openIds];
    for (const id of this.#saved.keys()) if (!open.includes(id)) this.#saved.delete(id);
    this.#saved.set(record.id, record);
    this.#known.add(record.id);
  }

  /** Another window has written the conversation, so it continues here under a new ID. */
  #becomeCopy(oldId: string, id: string): void {
    const newer = this.#unsaved.get(oldId);
    this.#unsaved.delete(oldId);
    if (newer) this.#unsaved.set(id, { ...newer, id });
    this.#parts.conversations.find(oldId)?.continueAs(id);
    this.#parts.warn(
      t('This conversation was continued in another window. What you have here is now a copy.'),
    );
  }

  async #load(id: string): Promise<Loaded | undefined> {
    const { store, warn } = this.#parts;
    try {
      const loaded = await store.open(id);
      if (loaded.type === 'damaged') {
        warn(t("Couldn't read a conversation. It was kept as {0}.", loaded.file));
      }
      return loaded;
    } catch (error) {
      warn(t("Couldn't read a conversation. ({0})", reasonOf(error)));
      return undefined;
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isSameRecord(one: ConversationRecord | undefined, other: ConversationRecord): boolean {
  return (
    one?.id === other.id &&
    one.givenTitle === other.givenTitle &&
    one.activeBranch === other.activeBranch &&
    isSameList(one.entries, other.entries) &&
    one.branches.length === other.branches.length &&
    one.branches.every(({ turns }, index) => isSameList(turns, other.branches[index]?.turns ?? []))
  );
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
