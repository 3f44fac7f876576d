import { isSameAgent } from '../../shared/agent.ts';
import { t } from '../../shared/l10n.ts';
import { isTurnOpen, type ViewState } from '../../shared/model.ts';
import type { Conversation } from '../conversation.ts';
import type { ConversationManager } from '../conversationManager.ts';
import type { Loaded } from './conversationFolder.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import type { ConversationStore } from './conversationStore.ts';

/** While an answer streams, it is written at most this often, in milliseconds. */
const streamingIntervalMs = 2_000;
/** Otherwise changes within this time are written together. */
const settledIntervalMs = 200;
/** Of a long conversation, writing may take at most one part in so many of the time. */
const savingShare = 20;
/** After the disk refused, it is tried again this much later. */
const retryIntervalMs = 30_000;

const memorySlot = (agentName: string) => `conversation ${agentName}`;

export interface KeeperParts {
  readonly conversations: ConversationManager;
  readonly store: ConversationStore;
  /** Of this window; holds the ids of the conversations that a reload brings back. */
  readonly memory: {
    get(slot: string): unknown;
    update(slot: string, value: unknown): PromiseLike<void>;
  };
  /** Tells the tester, in the user's language. */
  readonly warn: (message: string) => void;
}

/** Keeps the window's conversations on disk and brings them back after a reload. */
export class ConversationAutosave {
  readonly #parts: KeeperParts;
  readonly #stopListening: readonly (() => void)[];
  /** What is not yet on disk, by id; more than one after a new conversation has begun. */
  readonly #unsaved = new Map<string, ConversationRecord>();
  /** Ids of all that this window has written or read. */
  readonly #known = new Set<string>();
  /** Ids of those that the tester has deleted: how their sessions close is not written any more. */
  readonly #deleted = new Set<string>();
  /** Names of agents whose conversation this window has remembered. */
  readonly #remembered = new Set<string>();
  /** As it is on disk, by id. */
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

  /** The id of the conversation that the window shows, or goes back to after a replay; saved or not. */
  get shownId(): string {
    return this.#parts.conversations.shown.state.conversation.id;
  }

  /** The ids of all that the window has open, saved or not. */
  get openIds(): readonly string[] {
    return this.#parts.conversations.all.map(({ state }) => state.conversation.id);
  }

  /**
   * Brings back what this window said last to the conversation's agent, unless that is configured
   * otherwise by now, or something was sent already.
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

  /** Shows a conversation of the list instead of the present one, which stays in the list. */
  async open(id: string): Promise<boolean> {
    if (id === this.shownId) return true;
    await this.flush();
    const loaded = await this.#load(id);
    if (loaded?.type === 'missing') {
      this.#parts.warn(t('This conversation is not there any more.'));
    }
    if (loaded?.type === 'loaded') await this.#show(this.#parts.conversations.shown, loaded.record);
    return loaded?.type === 'loaded';
  }

  /** Writes what is not yet written; resolves when that has been tried. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#saveAll());
    await this.#saving;
  }

  /** Does not write these any more unless they change again: the tester has deleted them. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#unsaved.delete(id);
      this.#deleted.add(id);
    }
  }

  /** As `forget`, for all that there are. */
  forgetAll(): void {
    this.forget([...this.#unsaved.keys(), ...this.#known]);
  }

  /** Writes what is not yet written, at once: the window goes away. */
  finish(): void {
    for (const stop of this.#stopListening) stop();
    clearTimeout(this.#timer);
    for (const record of this.#unsaved.values()) {
      try {
        this.#parts.store.saveNow(record);
      } catch (error) {
        this.#parts.warn(t('The conversation cannot be saved. ({0})', reasonOf(error)));
      }
    }
  }

  async #show(conversation: Conversation, record: ConversationRecord): Promise<void> {
    const { agent } = conversation.state;
    // Settings that only say how to show an agent are taken as they are now.
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
    // What goes over the wire beside the turns opens or closes a session. Other changes say nothing
    // that is kept; in the middle of some there is no whole record.
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

  /** How its sessions were closed belongs to a conversation that was left, too. */
  #lookBack(record: ConversationRecord): void {
    // One that the window shows again was read from the disk, and goes on from there.
    if (this.#deleted.has(record.id) || this.openIds.includes(record.id)) return;
    this.#unsaved.set(record.id, record);
    this.#schedule(settledIntervalMs);
  }

  #remember(agentName: string, id: string | undefined): void {
    const { memory } = this.#parts;
    const slot = memorySlot(agentName);
    // What an earlier window said is not forgotten before it could be brought back.
    if (id === undefined && !this.#remembered.has(agentName)) return;
    this.#remembered.add(agentName);
    if (memory.get(slot) !== id) void memory.update(slot, id);
  }

  #schedule(waitMs: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), waitMs);
  }

  async #saveAll(): Promise<void> {
    for (const id of [...this.#unsaved.keys()]) {
      // It may have been deleted while the one before was written.
      const record = this.#unsaved.get(id);
      if (record) await this.#save(record);
    }
  }

  async #save(record: ConversationRecord): Promise<void> {
    const { store, warn } = this.#parts;
    const startedAt = performance.now();
    // At least these are written; more may come before they are.
    const entries = [...record.entries];
    try {
      const id = await store.save(record);
      this.#lastSaveMs = performance.now() - startedAt;
      this.#isRefused = false;
      if (this.#unsaved.get(record.id) === record) this.#unsaved.delete(record.id);
      this.#noteSaved({ ...record, entries, id });
      if (id !== record.id) this.#becomeCopy(record.id, id);
    } catch (error) {
      if (!this.#isRefused) {
        warn(
          t(
            'The conversation cannot be saved. It stays in this window, and saving is tried again. ({0})',
            reasonOf(error),
          ),
        );
      }
      this.#isRefused = true;
      this.#schedule(retryIntervalMs);
    }
  }

  /** Remembers what is on disk of the conversations that the window has open. */
  #noteSaved(record: ConversationRecord): void {
    const open = [record.id, ...this.openIds];
    for (const id of this.#saved.keys()) if (!open.includes(id)) this.#saved.delete(id);
    this.#saved.set(record.id, record);
    this.#known.add(record.id);
  }

  /** Another window has written the conversation: here it goes on as another one. */
  #becomeCopy(oldId: string, id: string): void {
    const newer = this.#unsaved.get(oldId);
    this.#unsaved.delete(oldId);
    if (newer) this.#unsaved.set(id, { ...newer, id });
    this.#parts.conversations.find(oldId)?.continueAs(id);
    this.#parts.warn(
      t('Another window has gone on with this conversation. What was said here is now a copy.'),
    );
  }

  async #load(id: string): Promise<Loaded | undefined> {
    const { store, warn } = this.#parts;
    try {
      const loaded = await store.open(id);
      if (loaded.type === 'damaged') {
        warn(t('A conversation cannot be read. It was kept as {0}.', loaded.file));
      }
      return loaded;
    } catch (error) {
      warn(t('A conversation cannot be read. ({0})', reasonOf(error)));
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
