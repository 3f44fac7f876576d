import type { Disposable } from 'vscode';
import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import type { ConversationAutosave } from '../../conversation/storage/conversationAutosave.ts';
import type { Log } from '../platform/log.ts';
import { settings } from '../platform/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Deletes conversations older than the setting allows, at startup and once a day. */
export class ConversationRetention implements Disposable {
  readonly #store: ConversationStore;
  readonly #autosave: ConversationAutosave;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;

  constructor(store: ConversationStore, autosave: ConversationAutosave, log: Log) {
    this.#store = store;
    this.#autosave = autosave;
    this.#log = log;
    this.#timer = setInterval(() => void this.purge(), dayMs);
  }

  async purge(): Promise<void> {
    const days = settings.retentionDays;
    try {
      const count = await this.#store.purge(days, this.#autosave.openIds);
      if (count > 0) this.#log.info(`${count} conversations older than ${days} days were deleted`);
    } catch (error) {
      this.#log.warn(`Old conversations cannot be deleted: ${String(error)}`);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
