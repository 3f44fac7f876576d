import { lookup, type LookupAddress } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { networkFailure } from '../agentGraph/http/networkFailure.ts';
import { done, failed, type Outcome } from '../shared/failure/failure.ts';
import { bareHost } from '../shared/privateHost.ts';
import { probe, type ProbeLimits } from './probe.ts';

/** The destination of a socket. */
export interface Place {
  /** As in a URL: an IPv6 address is in brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** host:port, as failures show it. */
export function addressOf({ hostname, port }: Place): string {
  return `${hostname}:${String(port)}`;
}

/** The IP addresses of a host, in the order to try them. */
export function lookUp(
  { hostname }: Place,
  limits: ProbeLimits,
): Promise<Outcome<readonly LookupAddress[]>> {
  const host = bareHost(hostname);
  const family = isIP(host);
  if (family !== 0) return Promise.resolve(done([{ address: host, family }]));
  return probe(limits, (settle) => {
    lookup(host, { all: true }, (error, value) =>
      settle(error ? failed(networkFailure(error, hostname)) : done(value)),
    );
    return () => undefined;
  });
}

/** A socket connected to the first IP address that accepts. The caller destroys it. */
export function openSocket(
  place: Place,
  addresses: readonly LookupAddress[],
  limits: ProbeLimits,
): Promise<Outcome<Socket>> {
  return probe(limits, (settle) => {
    const socket = connect({
      host: bareHost(place.hostname),
      port: place.port,
      lookup: lookupIn(addresses),
      autoSelectFamily: true,
    });
    socket.once('connect', () => settle(done(socket)));
    // For the socket's whole life: an unhandled error event would end the process.
    socket.on('error', (error) => settle(failed(networkFailure(error, addressOf(place)))));
    return () => socket.destroy();
  });
}

/** Returns the known IP addresses, so that the connection's time excludes the look-up. */
function lookupIn(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
