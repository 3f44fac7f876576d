import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** True for names and addresses that never leave the machine. */
export function isLoopback({ hostname }: URL): boolean {
  const host = bare(hostname);
  return /^(.+\.)?localhost\.?$/.test(host) || isListed(loopback, host);
}

/**
 * The first entry that exempts the URL's host from a proxy, as it was written: a name (its
 * subdomains too, with or without a leading dot or `*.`), an IP address, a range such as
 * 10.0.0.0/8, each with or without `:port`, or `*` for everything.
 */
export function exemptingEntry(url: URL, entries: readonly string[]): string | undefined {
  return entries.find((entry) => isExempt(url, entry.trim().toLowerCase()));
}

function isExempt(url: URL, entry: string): boolean {
  if (entry === '*') return true;
  const { pattern, port } = splitPort(entry);
  if (pattern === '') return false;
  const ownPort = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (port !== undefined && port !== ownPort) return false;
  const host = bare(url.hostname).replace(/\.$/, '');
  const range = rangeOf(pattern);
  if (range) return isListed(range, host);
  const name = pattern.replace(/^\*?\.?/, '').replace(/\.$/, '');
  if (name === '') return false;
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

/** An IPv6 address has colons of its own: only one in brackets can name a port. */
function splitPort(entry: string): { readonly pattern: string; readonly port?: string } {
  const bracketed = /^\[(.+)\](\/\d+)?(?::(\d+))?$/.exec(entry);
  const [, name = entry, bits = '', port] = bracketed ?? /^([^:]*)()(?::(\d+))$/.exec(entry) ?? [];
  return { pattern: `${name}${bits}`, ...(port !== undefined && { port }) };
}

/** The addresses that an entry stands for; undefined for a name. */
function rangeOf(pattern: string): BlockList | undefined {
  const [address = '', bits] = pattern.split('/');
  const version = isIP(address);
  if (version === 0) return undefined;
  const range = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const most = version === 4 ? 32 : 128;
  if (bits === undefined) range.addAddress(address, family);
  else if (/^\d+$/.test(bits) && Number(bits) <= most) {
    range.addSubnet(address, Number(bits), family);
  }
  return range;
}

function isListed(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** Without the brackets that a URL puts around an IPv6 address. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
