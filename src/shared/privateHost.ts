import ipaddr from 'ipaddr.js';
import { httpUrl } from './guards.ts';

/** RFC 6761: this machine, whatever stands before it. */
const loopbackName = /(?:^|\.)localhost$/;
/** Other names that no public DNS server resolves: RFC 6762, RFC 8375, ICANN's `.internal`. */
const privateName = /(?:^|\.)(?:local|internal|home\.arpa)$/;

/**
 * Where a host is: on the public internet, in a private network, on this machine, or at an address
 * that no image has any business at. The last are link-local ones, where clouds hand out credentials
 * (169.254.169.254), and whatever else IANA's special-purpose registries list.
 */
export type HostPlace = 'public' | 'private' | 'loopback' | 'nowhere';

/** Place of an IPv4 or IPv6 address; `nowhere` for a text that is none. */
export function placeOfAddress(address: string): HostPlace {
  if (!ipaddr.isValid(address)) return 'nowhere';
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  switch (parsed.range()) {
    // NAT64: where a network has IPv6 only, its resolver answers with these for every IPv4 host.
    case 'rfc6052':
      return placeOfAddress(bytes.slice(-4).join('.'));
    case 'loopback':
      return 'loopback';
    case 'private':
    case 'uniqueLocal':
    case 'carrierGradeNat':
      return 'private';
    case 'unicast': {
      // The list does not have ::/8: all that is public so far is in 2000::/3.
      const [first = 0] = bytes;
      return parsed.kind() === 'ipv4' || first >> 5 === 1 ? 'public' : 'nowhere';
    }
    default:
      return 'nowhere';
  }
}

/**
 * Place of a URL's host, as far as its text tells: addresses however they are spelt, since a URL
 * parser writes them all in one way, and names that only a local resolver knows.
 */
export function hostPlace({ hostname }: URL): HostPlace {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (ipaddr.isValid(host)) return placeOfAddress(host);
  if (loopbackName.test(host)) return 'loopback';
  return !host.includes('.') || privateName.test(host) ? 'private' : 'public';
}

/**
 * Whether an agent's answer may lead to such a place. An answer is anybody's text, so that it must
 * not reach servers behind the tester's firewall: only an agent on this machine may name this
 * machine, and only one in a private network may name private networks.
 */
export function mayReach(place: HostPlace, agent: HostPlace): boolean {
  return place === 'public' || (place === agent && place !== 'nowhere');
}

/**
 * Whether an agent with that base URL may have something loaded from a URL. A page cannot look up
 * names, so that a public name with a private address passes here.
 */
export function mayLoadFrom(url: URL, baseUrl: string | undefined): boolean {
  const agent = httpUrl(baseUrl);
  return mayReach(hostPlace(url), agent ? hostPlace(agent) : 'public');
}

/** Without the brackets that a URL puts around an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
