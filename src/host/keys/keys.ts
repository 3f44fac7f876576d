import type { Event, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import { cleanQuoted } from '../../shared/cleanValue.ts';
import type { KeyOwner, KeyIndex } from '../../agents/keyIndex.ts';

/**
 * The API keys, in SecretStorage only, one per origin and business ID. An agent whose settings
 * point to another origin has no key there, whatever its name.
 */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #keyIndex: KeyIndex;
  /**
   * Keys that are being stored, and keys the storage refused; kept in memory while the window is
   * open.
   */
  readonly #unstored = new Map<string, string>();

  constructor(secrets: SecretStorage, keyIndex: KeyIndex) {
    this.#secrets = secrets;
    this.#keyIndex = keyIndex;
    // A key stored since by another window is newer than the one refused here.
    secrets.onDidChange(({ key }) => this.#unstored.delete(key));
  }

  /** Fires when a key was stored or deleted, by this window or another. */
  get onDidChange(): Event<SecretStorageChangeEvent> {
    return this.#secrets.onDidChange;
  }

  /** The key; undefined if there is none or the storage cannot be read. */
  async get(owner: KeyOwner): Promise<string | undefined> {
    const name = secretName(owner);
    // The key entered last applies at once, however long storing it takes.
    const unstored = this.#unstored.get(name);
    if (unstored !== undefined) return unstored;
    try {
      // Earlier versions may have stored keys in quotes.
      return cleanQuoted((await this.#secrets.get(name)) ?? '') || undefined;
    } catch {
      // No keyring, a container, a locked storage: a missing key is a normal state.
      return undefined;
    }
  }

  /** False if the storage refuses; the key is then known to this window only. */
  async set(owner: KeyOwner, key: string): Promise<boolean> {
    const name = secretName(owner);
    this.#unstored.set(name, key);
    try {
      await this.#secrets.store(name, key);
    } catch {
      return false;
    }
    if (this.#unstored.get(name) === key) this.#unstored.delete(name);
    // Without the index entry, "remove all" finds the key only through the settings of agents.
    await this.#keyIndex.add(owner).catch(() => undefined);
    return true;
  }

  /** Rejects if the storage cannot delete a stored key. */
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

  /** Removes every stored key, including those of agents that no longer exist. */
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
