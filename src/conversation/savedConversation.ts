import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isCount, isFilledString, isRecord } from '../shared/guards.ts';
import type { Turn, ViewState } from '../shared/model.ts';

/** What a conversation file holds; `format` counts up when its shape changes. */
export interface SavedConversation {
  readonly format: 1;
  readonly agentName: string;
  readonly turns: readonly Turn[];
}

/**
 * Keeps the conversation of one window in a file, so that a reload of the window, or a crash of
 * its extension host, loses nothing. Writes replace the file whole.
 */
export class ConversationFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * The saved conversation, or undefined when there is none. A file that cannot be read as one is
   * set aside under the name it returns, never deleted.
   */
  async load(): Promise<SavedConversation | { readonly damagedFile: string } | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    const saved = parseSavedConversation(text);
    if (saved) return saved;
    const damagedFile = `${this.#path}.damaged-${Date.now()}`;
    await rename(this.#path, damagedFile);
    return { damagedFile };
  }

  /** Writes one after the other; rejects when the disk refuses. */
  save(state: ViewState): Promise<void> {
    const writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        await mkdir(dirname(this.#path), { recursive: true });
        await writeFile(`${this.#path}.new`, serialise(state), { mode: 0o600 });
        await rename(`${this.#path}.new`, this.#path);
      });
    this.#writing = writing;
    return writing;
  }

  /** For the moment the host goes away, when nothing asynchronous may be left undone. */
  saveNow(state: ViewState): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.last`, serialise(state), { mode: 0o600 });
    renameSync(`${this.#path}.last`, this.#path);
  }
}

function serialise({ agent, turns }: ViewState): string {
  const saved: SavedConversation = { format: 1, agentName: agent?.name ?? '', turns };
  return JSON.stringify(saved);
}

/** The conversation in the text, or undefined when it is cut, foreign or of a later format. */
export function parseSavedConversation(text: string): SavedConversation | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isSavedConversation(value) ? value : undefined;
}

function isSavedConversation(value: unknown): value is SavedConversation {
  return (
    isRecord(value) &&
    value['format'] === 1 &&
    typeof value['agentName'] === 'string' &&
    Array.isArray(value['turns']) &&
    value['turns'].every(isTurn)
  );
}

function isTurn(value: unknown): value is Turn {
  return (
    isRecord(value) &&
    isCount(value['id']) &&
    isCount(value['sentAt']) &&
    isFilledString(value['phase']) &&
    Array.isArray(value['inputs']) &&
    value['inputs'].every(isRecord) &&
    Array.isArray(value['items']) &&
    value['items'].every(isItem)
  );
}

function isItem(value: unknown): boolean {
  if (!isRecord(value) || typeof value['atMs'] !== 'number') return false;
  const content = value['type'] === 'event' ? value['event'] : value['failure'];
  return isRecord(content) && isFilledString(content['kind']);
}
