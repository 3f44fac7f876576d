import { lookup, type LookupAddress } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { networkFailure } from '../agentGraph/http/networkFailure.ts';
import type { Outcome } from '../shared/failure/failure.ts';
import { bareHost } from '../shared/privateHost.ts';
import { probe, type ProbeLimits } from './probe.ts';

/** Where a socket leads. */
export interface Place {
  /** As in a URL, an IPv6 address in brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** host:port, as failures name it. */
export function addressOf({ hostname, port }: Place): string {
  return `${hostname}:${String(port)}`;
}

/** The addresses of a host, in the order in which they are tried. */
export function lookUp(
  { hostname }: Place,
  limits: ProbeLimits,
): Promise<Outcome<readonly LookupAddress[]>> {
  const host = bareHost(hostname);
  const family = isIP(host);
  if (family !== 0) return Promise.resolve({ type: 'done', value: [{ address: host, family }] });
  return probe(limits, (settle) => {
    lookup(host, { all: true }, (error, value) => {
      if (error) settle({ type: 'failed', failure: networkFailure(error, hostname) });
      else settle({ type: 'done', value });
    });
    return () => undefined;
  });
}

/** A connected socket to the first of the addresses that answers. The caller destroys it. */
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
    socket.once('connect', () => settle({ type: 'done', value: socket }));
    // For as long as the socket lives: an error nobody listens to would end the process.
    socket.on('error', (error) => {
      settle({ type: 'failed', failure: networkFailure(error, addressOf(place)) });
    });
    return () => socket.destroy();
  });
}

/** Gives the addresses that are known already, so that a connection's time is its own. */
function lookupIn(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
