import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  linesAfterFirst,
  namesIn,
  readFirstLine,
  readStamp,
  setAside,
  type Stamp,
} from './conversationFile.ts';
import { parseHeader, readRecord, type ConversationSummary } from './conversationFormat.ts';
import type { ConversationRecord } from './conversationRecord.ts';

const ending = '.sofia.ndjson';
const namePattern = /^([\w-]{1,80})\.sofia\.ndjson$/;

const filesAtOnce = 64;

export interface ConversationList {
  /** Newest first, by when something was last said. */
  readonly conversations: readonly ConversationSummary[];
  /** Names of files that could not be read and were just set aside. */
  readonly damaged: readonly string[];
}

export type Loaded =
  | { readonly type: 'loaded'; readonly record: ConversationRecord; readonly revision: string }
  /** The file's name after it was set aside; its old name if the rename failed. */
  | { readonly type: 'damaged'; readonly file: string }
  | { readonly type: 'missing' };

type Found =
  | Extract<Loaded, { type: 'damaged' }>
  | { readonly type: 'found'; readonly summary: ConversationSummary };

/** Reads the conversations of a folder, one file each. Methods reject on disk errors. */
export class ConversationFolder {
  readonly path: string;
  readonly #summaries = new Map<string, { stamp: Stamp; summary: ConversationSummary }>();

  constructor(path: string) {
    this.path = path;
  }

  pathOf(id: string): string {
    return join(this.path, id + ending);
  }

  /** All conversations, from their first lines. */
  async list(): Promise<ConversationList> {
    const conversations: ConversationSummary[] = [];
    const damaged: string[] = [];
    const ids = new Set(await this.#ids());
    for (const id of this.#summaries.keys()) if (!ids.has(id)) this.#summaries.delete(id);
    const waiting = [...ids];
    while (waiting.length > 0) {
      const batch = waiting.splice(0, filesAtOnce);
      // One unreadable file must not hide the others.
      const all = batch.map((id) =>
        this.#find(id).catch((): Found => ({ type: 'damaged', file: id + ending })),
      );
      for (const found of await Promise.all(all)) {
        if (found?.type === 'found') conversations.push(found.summary);
        if (found?.type === 'damaged') damaged.push(found.file);
      }
    }
    conversations.sort((one, other) => other.updatedAt - one.updatedAt);
    return { conversations, damaged };
  }

  /** The whole conversation, read-only. */
  async load(id: string): Promise<Loaded> {
    const found = await this.#find(id);
    if (!found) return { type: 'missing' };
    if (found.type === 'damaged') return found;
    const bytes = await readFile(this.pathOf(id));
    const head = bytes.toString('utf8', 0, Math.max(0, bytes.indexOf('\n')));
    const summary = parseHeader(head, id);
    const record = summary && readRecord(summary, linesAfterFirst(bytes));
    if (record) return { type: 'loaded', record, revision: summary.revision };
    return this.#setAside(id);
  }

  /** The summary in the first line; undefined when it cannot be read. */
  async header(id: string): Promise<ConversationSummary | undefined> {
    const found = await this.#find(id);
    return found?.type === 'found' ? found.summary : undefined;
  }

  async #ids(): Promise<readonly string[]> {
    return (await namesIn(this.path)).flatMap((name) => namePattern.exec(name)?.[1] ?? []);
  }

  async #find(id: string): Promise<Found | undefined> {
    const stamp = await readStamp(this.pathOf(id));
    if (stamp === undefined) return undefined;
    const known = this.#summaries.get(id);
    if (known?.stamp === stamp) return { type: 'found', summary: known.summary };
    const line = await readFirstLine(this.pathOf(id));
    if (line === undefined) return undefined;
    const summary = parseHeader(line, id);
    if (!summary) return this.#setAside(id);
    this.#summaries.set(id, { stamp, summary });
    return { type: 'found', summary };
  }

  async #setAside(id: string): Promise<Extract<Loaded, { type: 'damaged' }>> {
    return { type: 'damaged', file: basename(await setAside(this.pathOf(id))) };
  }
}
