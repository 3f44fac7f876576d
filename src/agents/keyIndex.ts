import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasShape, isFilledString, parseJson } from '../shared/guards.ts';

/** The base URL and shop that a key was entered for; the key is never sent elsewhere. */
export interface KeyOwner {
  /** The origin. */
  readonly baseUrl: string;
  readonly businessId: string;
}

/** A string that identifies an owner. */
export function ownerName({ baseUrl, businessId }: KeyOwner): string {
  return `${baseUrl} ${businessId}`;
}

/**
 * Remembers the owners of stored keys, because SecretStorage cannot list them. One small file per
 * owner, so that two windows cannot overwrite each other's list. Never holds the key.
 */
export class KeyIndex {
  readonly #folder: string;

  /** `folder` is created when needed; it must hold nothing else. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async add({ baseUrl, businessId }: KeyOwner): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const owner = { baseUrl: new URL(baseUrl).origin, businessId };
    await writeFile(this.#pathOf(owner), JSON.stringify(owner));
  }

  async remove(owner: KeyOwner): Promise<void> {
    await rm(this.#pathOf(owner), { force: true });
  }

  async list(): Promise<readonly KeyOwner[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const texts = names.map((name) => readFile(join(this.#folder, name), 'utf8').catch(() => ''));
    return (await Promise.all(texts)).flatMap(parseOwner);
  }

  #pathOf({ baseUrl, businessId }: KeyOwner): string {
    const owner = { baseUrl: new URL(baseUrl).origin, businessId };
    const name = createHash('sha256').update(ownerName(owner));
    return join(this.#folder, `${name.digest('hex')}.json`);
  }
}

function parseOwner(text: string): readonly KeyOwner[] {
  const value = parseJson(text);
  if (!hasShape(value, { baseUrl: isFilledString, businessId: isFilledString })) return [];
  const { baseUrl, businessId } = value;
  return URL.canParse(baseUrl) ? [{ baseUrl, businessId }] : [];
}
