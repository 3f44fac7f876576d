import type { Event, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import type { Agent } from '../shared/model.ts';

/** Whom a key was entered for; it is never sent to anybody else. */
export type KeyOwner = Pick<Agent, 'baseUrl' | 'businessId'>;

/**
 * The API keys, in SecretStorage only, one for each origin and business. An agent whose settings
 * point at another origin has no key there, whatever its name.
 */
export class Keys {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** Fires when a key was stored or deleted, by this window or another. */
  get onDidChange(): Event<SecretStorageChangeEvent> {
    return this.#secrets.onDidChange;
  }

  /** The key, or undefined when there is none or the storage cannot be read. */
  async get(owner: KeyOwner): Promise<string | undefined> {
    try {
      return (await this.#secrets.get(secretName(owner))) || undefined;
    } catch {
      // No keyring, a container, a locked storage: an absent key is a normal state.
      return undefined;
    }
  }

  /** Rejects when the storage refuses. */
  async set(owner: KeyOwner, key: string): Promise<void> {
    await this.#secrets.store(secretName(owner), key);
  }

  async clear(owner: KeyOwner): Promise<void> {
    await this.#secrets.delete(secretName(owner));
  }
}

function secretName({ baseUrl, businessId }: KeyOwner): string {
  return `apiKey ${new URL(baseUrl).origin} ${businessId}`;
}
