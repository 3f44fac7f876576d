import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { mayReach, placeOfAddress, type HostPlace } from '../../shared/privateHost.ts';

/** Like `dns.lookup` with `all`. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The error code for a name whose addresses are all out of the agent's reach. */
export const outOfReach = 'EOUTOFREACH';

/**
 * Checks the address actually connected to: a public name can resolve to a private network, and to
 * a different address each time.
 */
export function reachableFrom(agent: HostPlace, resolve: Resolve): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, all) => {
      const addresses = error
        ? []
        : all.filter(({ address }) => mayReach(placeOfAddress(address), agent));
      const [first] = addresses;
      const refused = Object.assign(new Error(`${name} is not for this agent.`), {
        code: outOfReach,
      });
      if (!first) callback(error ?? refused, []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
