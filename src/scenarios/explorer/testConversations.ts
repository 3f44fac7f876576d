import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteOlder } from '../../conversation/storage/conversationFile.ts';
import { readConversation } from '../../conversation/storage/readConversation.ts';
import { openRecorded, type RecordedConversation } from '../../conversation/storage/recordOf.ts';
import { importRecording } from '../../recordings/import/importRecording.ts';
import type { RecordingEntry, RecordingHeader } from '../../recordings/recording.ts';
import { recordingText } from '../create/recordingText.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The last conversation of each test, saved as a recording so that it can be opened later, even
 * after a reload. They are not listed among the user's own conversations, but are deleted together
 * with them.
 */
export class TestConversations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `key` is the same for every run of a test. */
  async keep(
    key: string,
    header: RecordingHeader,
    entries: readonly RecordingEntry[],
  ): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#pathOf(key), recordingText(header, entries), { mode: 0o600 });
  }

  /** The same for a test that ran against a recording. */
  async keepCopy(key: string, recordingPath: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await copyFile(recordingPath, this.#pathOf(key));
  }

  async has(key: string): Promise<boolean> {
    return access(this.#pathOf(key)).then(
      () => true,
      () => false,
    );
  }

  /** Undefined if there is none, or it cannot be read. */
  async open(key: string): Promise<RecordedConversation | undefined> {
    const loaded = await importRecording(this.#pathOf(key), readConversation);
    return loaded.type === 'loaded' ? openRecorded(loaded.header, loaded.exchanges) : undefined;
  }

  /** Deletes those of tests that have not run for this many days. */
  async purge(days: number): Promise<void> {
    await deleteOlder(this.#folder, Date.now() - days * dayMs);
  }

  #pathOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
    return join(this.#folder, `${name}.ndjson`);
  }
}
