import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { mayReach, placeOfAddress, type HostPlace } from '../../shared/privateHost.ts';

/** As `dns.lookup` with `all`. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The code of the error for a name whose addresses are all out of the agent's reach. */
export const outOfReach = 'EOUTOFREACH';

/**
 * Looks at the address that is really connected to: a public name may lead into a private network,
 * and to another address each time it is asked.
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
