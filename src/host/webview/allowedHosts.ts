import { isDeepStrictEqual } from 'node:util';
import type { Memento } from 'vscode';
import { isRecord } from '../../shared/guards.ts';
import { mediaOrigin } from '../../shared/mediaOrigin.ts';
import { mayLoadFrom } from '../../shared/privateHost.ts';
import { ownerName, type KeyOwner } from '../../agents/keyIndex.ts';

/**
 * Origins by agent, keyed by `ownerName`: agents are renamed, and workspaces choose their own
 * names.
 */
export type ImageHosts = Readonly<Record<string, readonly string[]>>;

/** Access to the setting that holds the hosts. */
export interface HostsSetting {
  readonly read: () => unknown;
  /** Resolves with whether it was written; `undefined` removes the setting. */
  readonly write: (hosts: ImageHosts | undefined) => Promise<boolean>;
}

/** One origin that an agent may load from. */
export interface AllowedHost {
  readonly name: string;
  readonly origin: string;
}

/** How long we re-apply our change after another window overwrites it, in milliseconds. */
const watchMs = 3_000;
/** Stops two windows from overwriting each other forever. */
const maxRewrites = 5;

type Change = (hosts: ImageHosts) => ImageHosts;

/** The hosts that the tester allowed. Changes are written one at a time, so that none is lost. */
export class AllowedHosts {
  readonly #setting: HostsSetting;
  readonly #now: () => number;
  #recent: readonly { readonly change: Change; readonly until: number }[] = [];
  #rewrites = 0;
  #writing: Promise<unknown> = Promise.resolve();
  #wasTakenOver = false;

  /** `now`: milliseconds of a monotonic clock. */
  constructor(setting: HostsSetting, now = () => performance.now()) {
    this.#setting = setting;
    this.#now = now;
  }

  get all(): ImageHosts {
    return accepted(this.#setting.read());
  }

  /** Allows an origin for an agent, if that origin is acceptable. */
  async allow(owner: KeyOwner, origin: string): Promise<void> {
    await this.#add(ownerName(owner), [origin]);
  }

  async revoke(revoked: readonly AllowedHost[]): Promise<void> {
    const isRevoked = (name: string, origin: string) =>
      revoked.some((one) => one.name === name && one.origin === origin);
    await this.#change((hosts) => {
      const left = Object.entries(hosts).map(
        ([name, origins]) => [name, origins.filter((one) => !isRevoked(name, one))] as const,
      );
      return Object.fromEntries(left);
    });
  }

  /**
   * Imports hosts that were allowed before the setting existed, from slots with this prefix. A slot
   * that cannot be written stays for the next window, because every attempt shows an error.
   */
  async takeOver(memory: Pick<Memento, 'keys' | 'get' | 'update'>, oldSlot: string): Promise<void> {
    if (this.#wasTakenOver) return;
    this.#wasTakenOver = true;
    for (const key of memory.keys().filter((one) => one.startsWith(oldSlot))) {
      const name = key.slice(oldSlot.length);
      const origins = accepted({ [name]: memory.get<unknown>(key) })[name] ?? [];
      if (!(await this.#add(name, origins))) return;
      await memory.update(key, undefined);
    }
  }

  /** Called when the setting has changed: another window may have overwritten a recent change. */
  async restore(): Promise<void> {
    this.#recent = this.#recent.filter(({ until }) => until > this.#now());
    if (this.#recent.length === 0) this.#rewrites = 0;
    const all: Change = (hosts) =>
      this.#recent.reduce((changed, { change }) => change(changed), hosts);
    const isLost = () => !isDeepStrictEqual(accepted(all(this.all)), this.all);
    if (!isLost() || this.#rewrites >= maxRewrites) return;
    this.#rewrites += 1;
    await this.#write(all, isLost);
  }

  #add(name: string, origins: readonly string[]): Promise<boolean> {
    return this.#change((hosts) => ({ ...hosts, [name]: [...(hosts[name] ?? []), ...origins] }));
  }

  async #change(change: Change): Promise<boolean> {
    const isWritten = await this.#write(change);
    if (isWritten) this.#recent = [...this.#recent, { change, until: this.#now() + watchMs }];
    return isWritten;
  }

  #write(change: Change, isNeeded = () => true): Promise<boolean> {
    const write = async () => {
      if (!isNeeded()) return true;
      const hosts = accepted(change(this.all));
      return this.#setting.write(Object.keys(hosts).length === 0 ? undefined : hosts);
    };
    const written = this.#writing.then(write);
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

/**
 * The hosts that may go into the page's policy; anything else, from manual edits or older versions,
 * is left out.
 */
function accepted(value: unknown): ImageHosts {
  const all = isRecord(value) ? Object.entries(value) : [];
  const hosts = all.map(([name, origins]) => {
    const [baseUrl] = name.split(' ');
    const good = (Array.isArray(origins) ? origins : []).flatMap((origin: unknown) => {
      const checked = mediaOrigin(origin);
      // Over plain http, anyone on the network could see what the agent recommends.
      if (!checked?.startsWith('https:')) return [];
      return mayLoadFrom(new URL(checked), baseUrl) ? [checked] : [];
    });
    return [name, [...new Set(good)]] as const;
  });
  return Object.fromEntries(hosts.filter(([, origins]) => origins.length > 0));
}
