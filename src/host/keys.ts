import type { Event, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import type { KeyOwner, KeyOwners } from './keyOwners.ts';

/**
 * The API keys, in SecretStorage only, one for each origin and business. An agent whose settings
 * point at another origin has no key there, whatever its name.
 */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #owners: KeyOwners;
  /** Keys that the storage refused, for as long as the window lives. */
  readonly #unstored = new Map<string, string>();

  constructor(secrets: SecretStorage, owners: KeyOwners) {
    this.#secrets = secrets;
    this.#owners = owners;
  }

  /** Fires when a key was stored or deleted, by this window or another. */
  get onDidChange(): Event<SecretStorageChangeEvent> {
    return this.#secrets.onDidChange;
  }

  /** The key, or undefined when there is none or the storage cannot be read. */
  async get(owner: KeyOwner): Promise<string | undefined> {
    const name = secretName(owner);
    try {
      const stored = await this.#secrets.get(name);
      if (stored) return stored;
    } catch {
      // No keyring, a container, a locked storage: an absent key is a normal state.
    }
    return this.#unstored.get(name);
  }

  /** False when the storage refuses: the key is then known to this window only. */
  async set(owner: KeyOwner, key: string): Promise<boolean> {
    const name = secretName(owner);
    this.#unstored.delete(name);
    try {
      await this.#secrets.store(name, key);
    } catch {
      this.#unstored.set(name, key);
      return false;
    }
    // Without the note, "remove all" finds the key by the agent's settings only.
    await this.#owners.add(owner).catch(() => undefined);
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
    await this.#owners.remove(owner);
  }

  /** Removes every key that was ever stored, also of agents that are not there any more. */
  async clearAll(known: readonly KeyOwner[]): Promise<number> {
    const owners = new Map(
      [...(await this.#owners.list()), ...known].map((one) => [secretName(one), one]),
    );
    let count = 0;
    for (const owner of owners.values()) {
      if ((await this.get(owner)) !== undefined) count++;
      await this.clear(owner);
    }
    return count;
  }
}

function secretName({ baseUrl, businessId }: KeyOwner): string {
  return `apiKey ${new URL(baseUrl).origin} ${businessId}`;
}
