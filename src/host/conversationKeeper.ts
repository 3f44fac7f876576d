import type { Conversation } from '../conversation/conversation.ts';
import type { Loaded } from '../conversation/conversationFolder.ts';
import type { ConversationRecord } from '../conversation/conversationRecord.ts';
import type { ConversationStore } from '../conversation/conversationStore.ts';
import { isOpen } from '../conversation/reducer.ts';
import { t } from '../shared/l10n.ts';
import type { Agent, ViewState } from '../shared/model.ts';

/** While an answer streams, it is written at most this often, in milliseconds. */
const streamingIntervalMs = 2_000;
/** Otherwise changes within this time are written together. */
const settledIntervalMs = 200;
/** Of a long conversation, writing may take at most one part in so many of the time. */
const savingShare = 20;
/** After the disk refused, it is tried again this much later. */
const retryIntervalMs = 30_000;

const memorySlot = 'conversation';

export interface KeeperParts {
  readonly conversation: Conversation;
  readonly store: ConversationStore;
  /** Of this window; holds the id of the conversation that a reload brings back. */
  readonly memory: {
    get(slot: string): unknown;
    update(slot: string, value: unknown): PromiseLike<void>;
  };
  /** Tells the tester, in the user's language. */
  readonly warn: (message: string) => void;
}

/** Keeps the window's conversation on disk and brings it back after a reload. */
export class ConversationKeeper {
  readonly #parts: KeeperParts;
  readonly #lastId: unknown;
  readonly #stopListening: () => void;
  /** What is not yet on disk, by id; more than one after a new conversation has begun. */
  readonly #unsaved = new Map<string, ConversationRecord>();
  #saved: ConversationRecord | undefined;
  #seen: Pick<ViewState, 'turns' | 'conversation'>;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isRefused = false;
  #lastSaveMs = 0;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#lastId = parts.memory.get(memorySlot);
    this.#seen = parts.conversation.state;
    this.#stopListening = parts.conversation.onChange((state) => this.#look(state));
  }

  /** The id of the conversation that the window shows, saved or not. */
  get shownId(): string {
    return this.#parts.conversation.state.conversation.id;
  }

  /**
   * Shows what the window showed last, unless that was with an agent that is configured otherwise
   * by now, or something was sent already.
   */
  async restore(): Promise<void> {
    if (typeof this.#lastId !== 'string') return;
    const loaded = await this.#load(this.#lastId);
    if (loaded?.type !== 'loaded') return;
    const { agent, turns } = this.#parts.conversation.state;
    if (turns.length === 0 && agent && isSameAgent(agent, loaded.record.agent)) {
      await this.#show(loaded.record);
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
    if (loaded?.type === 'loaded') await this.#show(loaded.record);
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
    for (const id of ids) this.#unsaved.delete(id);
  }

  forgetAll(): void {
    this.#unsaved.clear();
  }

  /** Writes what is not yet written, at once: the window goes away. */
  finish(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    for (const record of this.#unsaved.values()) {
      try {
        this.#parts.store.saveNow(record);
      } catch (error) {
        this.#parts.warn(t('The conversation cannot be saved. ({0})', reasonOf(error)));
      }
    }
  }

  async #show(record: ConversationRecord): Promise<void> {
    const { conversation } = this.#parts;
    const { agent } = conversation.state;
    // Settings that only say how to show an agent are taken as they are now.
    const isKnown = agent && isSameAgent(agent, record.agent);
    const { clientKey } = record.agent;
    const shown = isKnown ? { ...record, agent: { ...agent, clientKey } } : record;
    this.#saved = shown;
    await conversation.open(shown);
  }

  #look(state: ViewState): void {
    const { turns, conversation } = this.#seen;
    // Other changes say nothing that is kept; in the middle of some there is no whole record.
    if (state.turns === turns && state.conversation === conversation) return;
    this.#seen = state;
    const record = this.#parts.conversation.record();
    this.#remember(record?.id);
    if (!record) return;
    if (!this.#unsaved.has(record.id) && isSameRecord(this.#saved, record)) return;
    this.#unsaved.set(record.id, record);
    const intervalMs = state.turns.some(isOpen) ? streamingIntervalMs : settledIntervalMs;
    this.#schedule(Math.max(intervalMs, savingShare * this.#lastSaveMs));
  }

  #remember(id: string | undefined): void {
    const { memory } = this.#parts;
    if (memory.get(memorySlot) !== id) void memory.update(memorySlot, id);
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
    try {
      const id = await store.save(record);
      this.#lastSaveMs = performance.now() - startedAt;
      this.#isRefused = false;
      if (this.#unsaved.get(record.id) === record) this.#unsaved.delete(record.id);
      this.#saved = { ...record, id };
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

  /** Another window has written the conversation: here it goes on as another one. */
  #becomeCopy(oldId: string, id: string): void {
    const newer = this.#unsaved.get(oldId);
    this.#unsaved.delete(oldId);
    if (newer) this.#unsaved.set(id, { ...newer, id });
    if (this.shownId === oldId) this.#parts.conversation.continueAs(id);
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

/** True when both mean the same agent at the same place, whoever the customer is. */
function isSameAgent(one: Agent, other: Agent): boolean {
  const fields: readonly (keyof Agent)[] = ['name', 'businessId', 'agentId', 'baseUrl'];
  return fields.every((field) => one[field] === other[field]);
}

function isSameRecord(one: ConversationRecord | undefined, other: ConversationRecord): boolean {
  return (
    one?.id === other.id &&
    one.givenTitle === other.givenTitle &&
    one.activeBranch === other.activeBranch &&
    one.branches.length === other.branches.length &&
    one.branches.every(({ turns }, index) => isSameList(turns, other.branches[index]?.turns ?? []))
  );
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
