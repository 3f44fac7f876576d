import ipaddr from 'ipaddr.js';
import { httpUrl } from './guards.ts';

/** RFC 6761: this machine, with any prefix. */
const loopbackName = /(?:^|\.)localhost$/;
/** Other names that no public DNS server resolves: RFC 6762, RFC 8375, ICANN's `.internal`. */
const privateName = /(?:^|\.)(?:local|internal|home\.arpa)$/;

/**
 * Where a host is: on the public internet, in a private network, on this machine, or at an IP
 * address that no image needs. The last are link-local ones, where clouds hand out credentials
 * (169.254.169.254), and everything else in IANA's special-purpose registries.
 */
export type HostPlace = 'public' | 'private' | 'loopback' | 'nowhere';

/** Place of an IPv4 or IPv6 address; `nowhere` for any other text. */
export function placeOfAddress(address: string): HostPlace {
  if (!ipaddr.isValid(address)) return 'nowhere';
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  switch (parsed.range()) {
    // NAT64: in an IPv6-only network, the resolver returns these for every IPv4 host.
    case 'rfc6052':
      return placeOfAddress(bytes.slice(-4).join('.'));
    case 'loopback':
      return 'loopback';
    case 'private':
    case 'uniqueLocal':
    case 'carrierGradeNat':
      return 'private';
    case 'unicast': {
      // The list lacks ::/8; all public addresses so far are in 2000::/3.
      const [first = 0] = bytes;
      return parsed.kind() === 'ipv4' || first >> 5 === 1 ? 'public' : 'nowhere';
    }
    default:
      return 'nowhere';
  }
}

/**
 * Place of a URL's host, judged by its text: IP addresses in any spelling, since a URL parser
 * normalizes them, and names that only a local resolver knows.
 */
export function hostPlace({ hostname }: URL): HostPlace {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (ipaddr.isValid(host)) return placeOfAddress(host);
  if (loopbackName.test(host)) return 'loopback';
  return !host.includes('.') || privateName.test(host) ? 'private' : 'public';
}

/**
 * Whether an agent's response may lead to such a place. A response is untrusted, so it must not
 * reach servers behind the user's firewall: only an agent on this machine may name this machine,
 * and only one in a private network may name private networks.
 */
export function mayReach(place: HostPlace, agent: HostPlace): boolean {
  return place === 'public' || (place === agent && place !== 'nowhere');
}

/**
 * Whether an agent with that base URL may load something from a URL. A page cannot resolve names,
 * so a public name with a private IP address passes here.
 */
export function mayLoadFrom(url: URL, baseUrl: string | undefined): boolean {
  const agent = httpUrl(baseUrl);
  return mayReach(hostPlace(url), agent ? hostPlace(agent) : 'public');
}

/** Removes the brackets that a URL puts around an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
