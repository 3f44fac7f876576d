import ipaddr from 'ipaddr.js';
import { httpUrl } from './guards.ts';

/** Names that no public DNS server resolves: RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`. */
const privateName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/**
 * True for addresses that are not of the public internet (IANA's special-purpose registries): this
 * machine's, those of private networks, and IPv6 addresses that carry such an IPv4 address. True for a
 * text that is no address.
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  // NAT64: where a network has IPv6 only, its resolver answers with these for every IPv4 host.
  if (range === 'rfc6052') return isPrivateAddress(parsed.toByteArray().slice(-4).join('.'));
  // The list does not have ::/8 and fec0::/10: all that is public so far is in 2000::/3.
  const [first = 0] = parsed.toByteArray();
  return range !== 'unicast' || (parsed.kind() === 'ipv6' && first >> 5 !== 1);
}

/**
 * True for a URL whose host is on this machine or in a private network, as far as its text tells:
 * addresses however they are spelt, since a URL parser writes them all in one way, and names that
 * only a local resolver knows.
 */
export function isPrivateUrl({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (ipaddr.isValid(host)) return isPrivateAddress(host);
  return !host.includes('.') || privateName.test(host);
}

/**
 * Whether what an agent's answer names may be loaded: this machine and its network are for agents
 * that are there themselves, or an answer could reach servers behind the tester's firewall. A page
 * cannot look up names, so that a public name with a private address passes here.
 */
export function mayLoadFrom(url: URL, baseUrl: string | undefined): boolean {
  if (!isPrivateUrl(url)) return true;
  const agent = httpUrl(baseUrl);
  return agent !== undefined && isPrivateUrl(agent);
}
