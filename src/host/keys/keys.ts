import type { Event, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import { cleanQuoted } from '../../shared/cleanValue.ts';
import type { KeyOwner, KeyIndex } from '../../agents/keyIndex.ts';

/**
 * The API keys, in SecretStorage only, one for each origin and business. An agent whose settings
 * point at another origin has no key there, whatever its name.
 */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #keyIndex: KeyIndex;
  /** Keys that are on their way into the storage, and those it refused, while the window lives. */
  readonly #unstored = new Map<string, string>();

  constructor(secrets: SecretStorage, keyIndex: KeyIndex) {
    this.#secrets = secrets;
    this.#keyIndex = keyIndex;
    // What another window has stored since is newer than what was refused here.
    secrets.onDidChange(({ key }) => this.#unstored.delete(key));
  }

  /** Fires when a key was stored or deleted, by this window or another. */
  get onDidChange(): Event<SecretStorageChangeEvent> {
    return this.#secrets.onDidChange;
  }

  /** The key, or undefined when there is none or the storage cannot be read. */
  async get(owner: KeyOwner): Promise<string | undefined> {
    const name = secretName(owner);
    // What was entered last counts from then on, however long the storage takes.
    const unstored = this.#unstored.get(name);
    if (unstored !== undefined) return unstored;
    try {
      // What an earlier version stored may stand in quotes.
      return cleanQuoted((await this.#secrets.get(name)) ?? '') || undefined;
    } catch {
      // No keyring, a container, a locked storage: an absent key is a normal state.
      return undefined;
    }
  }

  /** False when the storage refuses: the key is then known to this window only. */
  async set(owner: KeyOwner, key: string): Promise<boolean> {
    const name = secretName(owner);
    this.#unstored.set(name, key);
    try {
      await this.#secrets.store(name, key);
    } catch {
      return false;
    }
    if (this.#unstored.get(name) === key) this.#unstored.delete(name);
    // Without the note, "remove all" finds the key by the agent's settings only.
    await this.#keyIndex.add(owner).catch(() => undefined);
    return true;
  }

  /** Rejects when the storage refuses to forget what it has. */
  async clear(owner: KeyOwner): Promise<void> {
    const name = secretName(owner);
    const wasRefused = this.#unstored.delete(name);
    try {
      await this.#secrets.delete(name);
    } catch (error) {
      if (!wasRefused) throw error;
    }
    await this.#keyIndex.remove(owner);
  }

  /** Removes every key that was ever stored, also of agents that are not there any more. */
  async clearAll(known: readonly KeyOwner[]): Promise<number> {
    const keyIndex = new Map(
      [...(await this.#keyIndex.list()), ...known].map((one) => [secretName(one), one]),
    );
    let count = 0;
    for (const owner of keyIndex.values()) {
      if ((await this.get(owner)) !== undefined) count++;
      await this.clear(owner);
    }
    return count;
  }
}

function secretName({ baseUrl, businessId }: KeyOwner): string {
  return `apiKey ${new URL(baseUrl).origin} ${businessId}`;
}
