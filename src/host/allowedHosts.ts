import type { Memento } from 'vscode';
import { isRecord } from '../shared/guards.ts';
import { mediaOrigin } from '../shared/mediaOrigin.ts';
import { mayLoadFrom } from '../shared/privateHost.ts';
import { ownerName, type KeyOwner } from './keyOwners.ts';

/** Origins by agent, as `ownerName` writes it: names of agents change, and workspaces choose theirs. */
export type ImageHosts = Readonly<Record<string, readonly string[]>>;

/** Where the hosts are kept. */
export interface HostsSetting {
  readonly read: () => unknown;
  /** Resolves with whether it was written; `undefined` takes the setting away. */
  readonly write: (hosts: ImageHosts | undefined) => Promise<boolean>;
}

/** One origin that an agent may load from. */
export interface AllowedHost {
  readonly name: string;
  readonly origin: string;
}

/** The hosts that the tester allowed; one change is written after the other, so that none is lost. */
export class AllowedHosts {
  readonly #setting: HostsSetting;
  #writing: Promise<unknown> = Promise.resolve();
  #wasTakenOver = false;

  constructor(setting: HostsSetting) {
    this.#setting = setting;
  }

  get all(): ImageHosts {
    return accepted(this.#setting.read());
  }

  /** Allows an origin for an agent, if it is one that can be allowed. */
  async allow(owner: KeyOwner, origin: string): Promise<void> {
    await this.#add(ownerName(owner), [origin]);
  }

  async revoke(revoked: readonly AllowedHost[]): Promise<void> {
    const isRevoked = (name: string, origin: string) =>
      revoked.some((one) => one.name === name && one.origin === origin);
    await this.#change((hosts) =>
      Object.fromEntries(
        Object.entries(hosts).map(([name, origins]) => [
          name,
          origins.filter((origin) => !isRevoked(name, origin)),
        ]),
      ),
    );
  }

  /**
   * Takes over what was allowed before it was a setting, from slots with such a beginning. One that
   * cannot be written stays for the next window, since every try shows the tester an error.
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

  #add(name: string, origins: readonly string[]): Promise<boolean> {
    return this.#change((hosts) => ({ ...hosts, [name]: [...(hosts[name] ?? []), ...origins] }));
  }

  #change(make: (hosts: ImageHosts) => ImageHosts): Promise<boolean> {
    const change = async () => {
      const hosts = accepted(make(this.all));
      return this.#setting.write(Object.keys(hosts).length === 0 ? undefined : hosts);
    };
    const changed = this.#writing.then(change);
    this.#writing = changed.catch(() => undefined);
    return changed;
  }
}

/** What may be in the page's policy: whatever else a hand or an older version wrote is left out. */
function accepted(value: unknown): ImageHosts {
  const all = isRecord(value) ? Object.entries(value) : [];
  const hosts = all.map(([name, origins]) => {
    const [baseUrl] = name.split(' ');
    const good = (Array.isArray(origins) ? origins : []).flatMap((origin: unknown) => {
      const checked = mediaOrigin(origin);
      // Over plain http anybody on the way could see what the agent recommends.
      if (!checked?.startsWith('https:')) return [];
      return mayLoadFrom(new URL(checked), baseUrl) ? [checked] : [];
    });
    return [name, [...new Set(good)]] as const;
  });
  return Object.fromEntries(hosts.filter(([, origins]) => origins.length > 0));
}
