import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { bareHost, placeOfAddress } from '../../../shared/privateHost.ts';

/** True for host names and IP addresses that never leave the machine. */
export function isLoopback({ hostname }: URL): boolean {
  const host = bareHost(hostname);
  return /^(.+\.)?localhost\.?$/.test(host) || placeOfAddress(host) === 'loopback';
}

/**
 * Splits a list as people write it: at commas, semicolons, bars or spaces. Ignores the quotes that
 * an `.env` file puts around the list or one entry.
 */
export function exemptionEntries(list: string): readonly string[] {
  return list
    .replace(/["'“”]/g, ' ')
    .split(/[\s,;|]+/)
    .filter((entry) => entry !== '');
}

/**
 * The first entry, as written, that exempts the URL's host from a proxy. An entry is a name (its
 * subdomains too, with or without a leading dot or `*.`), an IP address, a range such as 10.0.0.0/8
 * or 10.*, each with or without `https://` and `:port`, or `*` for everything.
 */
export function exemptingEntry(url: URL, entries: readonly string[]): string | undefined {
  return entries.find((entry) => {
    const read = readEntry(entry);
    return read !== undefined && isExempt(url, read);
  });
}

/** The entries that we cannot read, without anything that is or may be a password. */
export function unreadEntries(entries: readonly string[]): readonly string[] {
  const unread: string[] = [];
  let isInPassword = false;
  entries.forEach((entry, index) => {
    if (entry.includes('@')) isInPassword = false;
    if (isInPassword) unread.push('…');
    else if (readEntry(entry) === undefined) {
      unread.push(shownEntry(entry));
      // Everything up to the @ belongs to the password.
      isInPassword =
        openPassword.test(entry) && entries.slice(index + 1).some((one) => one.includes('@'));
    }
  });
  return unread;
}

/** `http://ana:secret`, cut by a comma or a space in the password, or without a host. */
const openPassword = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^:@/[\]]*):(?!\d{1,5}$|[\da-f:]*$)[^@]*$/i;

/** An entry without user name and password, safe to show. */
export function shownEntry(entry: string): string {
  const host = entry.slice(entry.lastIndexOf('@') + 1);
  return host.replace(openPassword, '$1:…');
}

interface Entry {
  /** Undefined: every host. */
  readonly hosts?: BlockList | string;
  readonly port?: string | undefined;
}

function readEntry(written: string): Entry | undefined {
  const entry = written
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?/i, '')
    .replace(/\/$/, '');
  if (entry === '*') return {};
  const { pattern, port } = splitPort(entry);
  const range = rangeOf(pattern);
  if (range) return { hosts: range, port };
  const name = domainToASCII(pattern.replace(/^\*?\./, '').replace(/\.$/, ''));
  // A name that ends in digits alone would be part of an IP address, not a host.
  const isName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name) && !/(?:^|\.)\d+$/.test(name);
  return isName ? { hosts: name, port } : undefined;
}

function isExempt(url: URL, { hosts, port }: Entry): boolean {
  const ownPort = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (port !== undefined && port !== ownPort) return false;
  if (hosts === undefined) return true;
  const host = bareHost(url.hostname).replace(/\.$/, '');
  if (typeof hosts !== 'string') return isListed(hosts, host);
  return host === hosts || (isIP(host) === 0 && host.endsWith(`.${hosts}`));
}

/** An IPv6 address has colons of its own, so only a bracketed one can name a port. */
function splitPort(entry: string) {
  const bracketed = /^\[(.+)\](\/\d+)?(?::(\d+))?$/.exec(entry);
  const [, name = entry, bits = '', port] = bracketed ?? /^([^:]*)()(?::(\d+))$/.exec(entry) ?? [];
  return { pattern: `${name}${bits}`, port };
}

/** The IP addresses that an entry stands for; undefined for a name. */
function rangeOf(pattern: string): BlockList | undefined {
  const [address = '', bits, ...more] = withoutStars(pattern).split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return undefined;
  const range = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const most = version === 4 ? 32 : 128;
  const length = bits === undefined ? most : prefixLength(bits);
  if (length === undefined || length > most) return undefined;
  range.addSubnet(address, length, family);
  return range;
}

/** `10.1.*.*`, `10.*` and `10.` as a CIDR range. */
function withoutStars(pattern: string): string {
  const [, known, open] = /^((?:\d{1,3}\.){1,3})((?:\*\.?)*)$/.exec(pattern) ?? [];
  if (known === undefined || open === undefined) return pattern;
  const parts = known.split('.').slice(0, -1);
  const rest = Array<string>(4 - parts.length).fill('0');
  return `${[...parts, ...rest].join('.')}/${String(8 * parts.length)}`;
}

/** The prefix length in `8` or `255.0.0.0`. */
function prefixLength(bits: string): number | undefined {
  if (/^\d+$/.test(bits)) return Number(bits);
  if (isIP(bits) !== 4) return undefined;
  return ipaddr.IPv4.parse(bits).prefixLengthFromSubnetMask() ?? undefined;
}

function isListed(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 4 ? 'ipv4' : 'ipv6');
}
