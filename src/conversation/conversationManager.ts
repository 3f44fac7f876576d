import { isSameAgent } from '../shared/agent.ts';
import { Listeners } from '../shared/listeners.ts';
import type { AnnouncementLevel } from '../shared/conversationInfo.ts';
import type { ViewState } from '../shared/model.ts';
import type { Conversation } from './conversation.ts';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import type { ExchangeLog } from '../recordings/exchangeLog.ts';

/**
 * The window's conversations, one per agent name. The views show one of them; the others continue
 * in the background, including a response that is still streaming.
 */
export class ConversationManager {
  readonly #make: () => Conversation;
  readonly #conversations = new Map<string, Conversation>();
  readonly #changes = new Listeners<ViewState>();
  readonly #eachChanges = new Listeners<Conversation>();
  readonly #left = new Listeners<ConversationRecord>();
  #shown: Conversation;
  #replay: Replay | undefined;
  #announcements: AnnouncementLevel = 'messages';
  #isRestricted = false;

  /**
   * Calls the listener when the shown state changes, including when another conversation is shown.
   */
  readonly onChange = this.#changes.add;
  /** Calls the listener with each conversation that changes, shown or not. */
  readonly onEachChange = this.#eachChanges.add;
  /** Calls the listener with each conversation that was left, once its sessions are closed. */
  readonly onEachLeft = this.#left.add;

  /** `make` is called once per agent, and once for the state without an agent. */
  constructor(make: () => Conversation) {
    this.#make = make;
    this.#shown = this.conversationOf('');
  }

  /** The conversation that the views show, or return to after a replay. */
  get shown(): Conversation {
    return this.#shown;
  }

  /** The state that the views show. */
  get state(): ViewState {
    return (this.#replay ?? this.#shown).state;
  }

  /**
   * The requests and responses of whatever the views show; a different log when they show something
   * else.
   */
  get wire(): ExchangeLog {
    return (this.#replay ?? this.#shown).wire;
  }

  /** The replay that the views show instead of a conversation. */
  get replay(): Replay | undefined {
    return this.#replay;
  }

  /** What the views show, as saved on disk; undefined before the first turn. */
  get shownRecord(): ConversationRecord | undefined {
    return this.#replay ? this.#replay.record : this.#shown.record();
  }

  /** Same as `shownRecord`, but first reads the rest of a recording. */
  async wholeRecord(): Promise<ConversationRecord | undefined> {
    return this.#replay ? this.#replay.whole() : this.#shown.record();
  }

  get all(): readonly Conversation[] {
    return [...this.#conversations.values()];
  }

  /** The open conversation with that ID, if this window has it. */
  find(id: string): Conversation | undefined {
    return this.all.find(({ state }) => state.conversation.id === id);
  }

  get(agentName: string): Conversation | undefined {
    return this.#conversations.get(agentName);
  }

  has(agentName: string): boolean {
    return this.#conversations.has(agentName);
  }

  /** The agent's conversation, shown or not; created when there is none yet. */
  conversationOf(agentName: string): Conversation {
    const known = this.#conversations.get(agentName);
    if (known) return known;
    const made = this.#make();
    made.store.set({ announcements: this.#announcements, isRestricted: this.#isRestricted });
    this.#conversations.set(agentName, made);
    made.onLeft = (record) => this.#left.tell(record);
    made.store.onChange(() => {
      this.#eachChanges.tell(made);
      if (made === this.#shown && !this.#replay) this.#tell();
    });
    return made;
  }

  /** Shows the agent's conversation, creating it if needed; '' means no agent. */
  show(agentName: string): Conversation {
    const conversation = this.conversationOf(agentName);
    if (conversation === this.#shown) return conversation;
    this.#replay?.dispose();
    this.#replay = undefined;
    this.#shown = conversation;
    this.#tell();
    return conversation;
  }

  /** Replays a saved conversation in place of the live one, until `endReplay` or `show`. */
  startReplay({ record, rest }: Pick<ReplayOptions, 'record' | 'rest'>): Replay {
    this.#replay?.dispose();
    const { agent, mediaOrigins, ...view } = this.#shown.state;
    const isSame = agent !== undefined && isSameAgent(agent, record.agent);
    const replay = new Replay({
      record,
      ...(rest && { rest }),
      view: { ...view, mediaOrigins: isSame ? mediaOrigins : [] },
    });
    this.#replay = replay;
    replay.store.onChange(() => {
      if (replay === this.#replay) this.#tell();
    });
    replay.do({ do: 'play' });
    return replay;
  }

  endReplay(): void {
    if (!this.#replay) return;
    this.#replay.dispose();
    this.#replay = undefined;
    this.#tell();
  }

  /** Ends the conversations of agents that no longer exist, except the shown one. */
  async keepOnly(agentNames: readonly string[]): Promise<void> {
    const gone = [...this.#conversations].filter(
      ([name, conversation]) => !agentNames.includes(name) && conversation !== this.#shown,
    );
    for (const [name] of gone) this.#conversations.delete(name);
    await Promise.all(gone.map(([, conversation]) => conversation.newConversation()));
  }

  setAnnouncements(level: AnnouncementLevel): void {
    this.#announcements = level;
    for (const { store } of this.all) store.set({ announcements: level });
  }

  setRestricted(isRestricted: boolean): void {
    this.#isRestricted = isRestricted;
    for (const { store } of this.all) store.set({ isRestricted });
  }

  /** Aborts the running turns and closes every session, waiting at most `limitMs`. */
  async dispose(limitMs: number): Promise<void> {
    this.#replay?.dispose();
    await Promise.all(this.all.map((conversation) => conversation.dispose(limitMs)));
  }

  #tell(): void {
    this.#changes.tell(this.state);
  }
}
