import type { ConversationStore } from '../../conversation/storage/conversationStore.ts';
import type { ConversationAutosave } from '../../conversation/storage/conversationAutosave.ts';
import type { Log } from '../platform/log.ts';
import { settings } from '../platform/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Deletes conversations older than the setting allows, with `purge` and once a day. */
export function conversationRetention(
  store: ConversationStore,
  autosave: ConversationAutosave,
  log: Log,
): { readonly purge: () => Promise<void>; readonly dispose: () => void } {
  const purge = async () => {
    const days = settings.retentionDays;
    try {
      const count = await store.purge(days, autosave.openIds);
      if (count > 0) log.info(`${count} conversations older than ${days} days were deleted`);
    } catch (error) {
      log.warn(`Old conversations cannot be deleted: ${String(error)}`);
    }
  };
  const timer = setInterval(() => void purge(), dayMs);
  return { purge, dispose: () => clearInterval(timer) };
}
