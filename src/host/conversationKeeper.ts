import { randomUUID } from 'node:crypto';
import type { Conversation } from '../conversation/conversation.ts';
import { isOpen } from '../conversation/reducer.ts';
import { ConversationFile } from '../conversation/savedConversation.ts';
import type { ViewState } from '../shared/model.ts';
import type { Log } from './log.ts';

/** While an answer streams, it is written at most this often, in milliseconds. */
const streamingIntervalMs = 2_000;
/** Otherwise changes within this time are written together. */
const settledIntervalMs = 200;

/** Keeps the window's conversation on disk and brings it back after a reload. */
export class ConversationKeeper {
  readonly #conversation: Conversation;
  readonly #file: ConversationFile;
  readonly #log: Log;
  readonly #stopListening: () => void;
  #saved: ViewState['turns'];
  #timer: NodeJS.Timeout | undefined;
  #isRefused = false;

  constructor(conversation: Conversation, path: string, log: Log) {
    this.#conversation = conversation;
    this.#file = new ConversationFile(path);
    this.#log = log;
    this.#saved = conversation.state.turns;
    this.#stopListening = conversation.onChange(({ turns }) => {
      if (turns === this.#saved) return;
      const wait = turns.some(isOpen) ? streamingIntervalMs : settledIntervalMs;
      this.#timer ??= setTimeout(() => void this.#save(), wait);
    });
  }

  /** Shows what was saved, unless it belongs to another agent or something was sent already. */
  async restore(): Promise<void> {
    const saved = await this.#file.load().catch(() => undefined);
    if (!saved) return;
    if ('damagedFile' in saved) {
      this.#log.warn(`The saved conversation cannot be read; it was kept as ${saved.damagedFile}`);
      return;
    }
    const { agent, turns } = this.#conversation.state;
    if (agent?.name !== saved.agentName || turns.length > 0) return;
    await this.#conversation.open({
      id: randomUUID(),
      agent,
      createdAt: saved.turns[0]?.sentAt ?? Date.now(),
      branches: [{ id: 1, turns: saved.turns }],
      activeBranch: 1,
    });
  }

  /** Writes what is not yet written, at once: the window goes away. */
  finish(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    const { state } = this.#conversation;
    if (state.turns !== this.#saved) this.#file.saveNow(state);
  }

  async #save(): Promise<void> {
    this.#timer = undefined;
    const { state } = this.#conversation;
    this.#saved = state.turns;
    try {
      await this.#file.save(state);
      this.#isRefused = false;
    } catch (error) {
      if (!this.#isRefused) this.#log.warn(`The conversation cannot be saved: ${String(error)}`);
      this.#isRefused = true;
    }
  }
}
