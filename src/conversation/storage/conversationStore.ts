import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compact } from '../../shared/compact.ts';
import { Listeners } from '../../shared/listeners.ts';
import {
  deleteOlder,
  ignoreMissing,
  namesIn,
  readFirstLineNow,
  readStamp,
  replaceFile,
  replaceFileNow,
} from './conversationFile.ts';
import { ConversationFolder, type Loaded } from './conversationFolder.ts';
import {
  parseHeader,
  serialiseConversation,
  serialiseHeader,
  summariseConversation,
  type ConversationSummary,
} from './conversationFormat.ts';
import { shownTurns, titleOf, type ConversationRecord } from './conversationRecord.ts';

const leftoverPattern = /\.sofia\.ndjson\.new-[\w-]+$/;
const dayMs = 24 * 60 * 60 * 1000;
/** How many times a change is retried when another window changes the file first. */
const maxTries = 5;

interface Known {
  /** Revisions that this window recently read, wrote or was about to write. */
  readonly revisions: readonly string[];
  /** The title as this window knows it; the one in the file may be newer. */
  readonly givenTitle: string | undefined;
}

/**
 * The saved conversations, one file each. Safe with several windows: a file that another window has
 * written since is never overwritten. Methods reject on disk errors.
 */
export class ConversationStore {
  /** Reads the saved conversations. */
  readonly folder: ConversationFolder;
  readonly #now: () => number;
  readonly #changes = new Listeners<void>();
  /** What this window last read or wrote of the conversations that it continues. */
  readonly #known = new Map<string, Known>();
  /** Calls the listener after every change by this window. Returns a function that removes it. */
  readonly onChange = this.#changes.add;
  #isFinished = false;
  #changing: Promise<unknown> = Promise.resolve();

  /** `now` is in milliseconds since the epoch. */
  constructor(path: string, now: () => number = Date.now) {
    this.folder = new ConversationFolder(path);
    this.#now = now;
  }

  /** Loads the whole conversation for this window to continue. */
  async open(id: string): Promise<Loaded> {
    const loaded = await this.folder.load(id);
    if (loaded.type === 'loaded') {
      const { revision, record } = loaded;
      this.#known.set(id, { revisions: [revision], givenTitle: record.givenTitle });
    }
    return loaded;
  }

  /**
   * Writes the conversation and returns its ID. The ID is a new one when another window has written
   * the file in the meantime; this conversation is then a copy.
   */
  save(record: ConversationRecord): Promise<string> {
    return this.#change(async () => {
      for (let attempt = 0; attempt < maxTries && !this.#isFinished; attempt += 1) {
        const stamp = await readStamp(this.folder.pathOf(record.id));
        const { summary, text } = this.#plan(record, await this.folder.header(record.id));
        const isCopy = summary.id !== record.id;
        if (await replaceFile(this.folder.pathOf(summary.id), text, isCopy ? undefined : stamp)) {
          return summary.id;
        }
      }
      if (this.#isFinished) return record.id;
      throw new Error('Another window keeps changing the file of this conversation.');
    });
  }

  /** Same as `save`, but synchronous, for when the extension host shuts down. */
  saveNow(record: ConversationRecord): void {
    // A save that is still running has older content; this stops its retries.
    this.#isFinished = true;
    const line = readFirstLineNow(this.folder.pathOf(record.id));
    const current = line === undefined ? undefined : parseHeader(line, record.id);
    const isUnreadable = line !== undefined && !current;
    const kept = isUnreadable ? { ...record, id: randomUUID() } : record;
    const { summary, text } = this.#plan(kept, current);
    replaceFileNow(this.folder.pathOf(summary.id), text);
  }

  /** Renames a conversation that no window shows. An empty title means its first words. */
  async rename(id: string, title: string): Promise<void> {
    const loaded = await this.folder.load(id);
    if (loaded.type !== 'loaded') return;
    const shown = shownTurns(loaded.record);
    await this.#rewriteHeader(id, ({ givenTitle, ...header }) =>
      title === ''
        ? { ...header, title: titleOf(undefined, shown) }
        : { ...header, title, givenTitle: title },
    );
  }

  async setPinned(id: string, isPinned: boolean): Promise<void> {
    await this.#rewriteHeader(id, (header) => ({ ...header, isPinned }));
  }

  /** Removes conversations from the list. They can be restored until they are purged. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#change(async () => {
      await mkdir(this.#removed, { recursive: true });
      for (const id of ids) {
        this.#known.delete(id);
        await ignoreMissing(rename(this.folder.pathOf(id), this.#removedPathOf(id)));
      }
    });
  }

  /** Restores removed conversations. One whose ID is taken again gets a new ID. */
  async restore(ids: readonly string[]): Promise<void> {
    await this.#change(async () => {
      for (const id of ids) {
        const isTaken = (await readStamp(this.folder.pathOf(id))) !== undefined;
        const path = this.folder.pathOf(isTaken ? randomUUID() : id);
        await ignoreMissing(rename(this.#removedPathOf(id), path));
      }
    });
  }

  /**
   * Deletes conversations in which nothing was said for `retentionDays` (0: never), except pinned
   * and open ones, and everything that was removed more than a day ago. Returns how many
   * conversations were too old.
   */
  async purge(retentionDays: number, openIds: readonly string[]): Promise<number> {
    const { conversations } = await this.folder.list();
    const limit = this.#now() - retentionDays * dayMs;
    const old = conversations.filter(
      ({ id, isPinned, updatedAt }) => !isPinned && !openIds.includes(id) && updatedAt < limit,
    );
    return this.#change(async () => {
      if (retentionDays > 0)
        for (const { id } of old) await rm(this.folder.pathOf(id), { force: true });
      const yesterday = this.#now() - dayMs;
      await deleteOlder(this.#removed, yesterday);
      await deleteOlder(this.folder.path, yesterday, leftoverPattern);
      return retentionDays > 0 ? old.length : 0;
    });
  }

  /** Deletes every file in the folder, including removed and damaged conversations. */
  deleteAll(): Promise<void> {
    return this.#change(async () => {
      this.#known.clear();
      for (const name of await namesIn(this.folder.path)) {
        await rm(join(this.folder.path, name), { recursive: true, force: true });
      }
    });
  }

  get #removed(): string {
    return join(this.folder.path, 'removed');
  }

  #removedPathOf(id: string): string {
    return join(this.#removed, basename(this.folder.pathOf(id)));
  }

  /** The text to write and its summary, given the file's present header. */
  #plan(record: ConversationRecord, current: ConversationSummary | undefined) {
    const known = this.#known.get(record.id);
    const revisions = known?.revisions ?? [];
    const isForeign = current !== undefined && !revisions.includes(current.revision);
    // Another window may have renamed it without changing its turns.
    const isRenamedHere = record.givenTitle !== known?.givenTitle;
    const { givenTitle: ours } = record;
    const givenTitle = current && !isForeign && !isRenamedHere ? current.givenTitle : ours;
    const id = isForeign ? randomUUID() : record.id;
    const summary = summariseConversation(compact({ ...record, id, givenTitle }), {
      revision: randomUUID(),
      isPinned: !isForeign && current?.isPinned === true,
    });
    this.#known.set(summary.id, {
      revisions: [...revisions.slice(-maxTries), summary.revision],
      givenTitle: ours,
    });
    return { summary, text: serialiseConversation(summary, record) };
  }

  /** Changes the first line. The revision stays, so a window that shows the turns may continue. */
  #rewriteHeader(
    id: string,
    change: (header: ConversationSummary) => ConversationSummary,
  ): Promise<void> {
    return this.#change(async () => {
      for (let attempt = 0; attempt < maxTries; attempt += 1) {
        const path = this.folder.pathOf(id);
        const stamp = await readStamp(path);
        const header = await this.folder.header(id);
        if (!header) return;
        const bytes = await readFile(path);
        const turns = bytes.toString('utf8', bytes.indexOf('\n'));
        if (await replaceFile(path, serialiseHeader(change(header)) + turns, stamp)) return;
      }
    });
  }

  /** Runs one change at a time, even if the previous one failed. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(work).finally(() => this.#changes.tell());
    this.#changing = changed.catch(() => undefined);
    return changed;
  }
}
