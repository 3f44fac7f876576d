import type { Variables } from '../../../shared/variables.ts';
import { exemptingEntry, exemptionEntries, isLoopback, unreadEntries } from './noProxy.ts';
import type { Proxy, ProxyResolver } from './proxy.ts';

/** Configuration that was set and had no effect. */
export interface Unread {
  /** Unreadable entries of the exemption list, and the list's name. */
  readonly entries?: { readonly source: string; readonly list: readonly string[] };
  /** ALL_PROXY is set, and no variable that we read. */
  readonly allProxy?: boolean;
}

/** How a URL is reached, and what decided it. */
export type ProxyChoice = Unread &
  (
    | { readonly type: 'proxy'; readonly proxy: Proxy }
    /** No proxy is configured, or the host is this machine. */
    | { readonly type: 'direct'; readonly reason: 'notSet' | 'loopback' }
    /** A setting (`source`) switches proxies off. */
    | { readonly type: 'direct'; readonly reason: 'off'; readonly source: string }
    /** A proxy is configured, but `entry` of the list `source` exempts the host. */
    | {
        readonly type: 'direct';
        readonly reason: 'exempt';
        readonly source: string;
        readonly entry: string;
      }
  );

/** VS Code's settings of the section `http`, under their own names. */
export interface ProxySettings {
  readonly proxySupport?: string;
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly proxyAuthorization?: string | null;
  readonly proxyStrictSSL?: boolean;
}

/**
 * The choice inside VS Code, in the order of its own extension host, so that all transports take
 * the same way. `http.proxySupport` off means no proxy; loopback goes directly; `http.noProxy`,
 * else NO_PROXY, exempts hosts; then the first that is set of `http.proxy`, HTTPS_PROXY,
 * HTTP_PROXY.
 */
export function vscodeProxyChoice(
  url: URL,
  settings: ProxySettings,
  environment: Variables,
): ProxyChoice {
  const { proxySupport, proxyAuthorization, proxyStrictSSL = true, noProxy = [] } = settings;
  if (proxySupport === 'off') {
    return { type: 'direct', reason: 'off', source: 'http.proxySupport' };
  }
  const proxy = settings.proxy?.trim()
    ? { url: settings.proxy.trim(), source: 'http.proxy' }
    : firstProxy(environment, ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']);
  const exemptions =
    noProxy.length > 0
      ? { source: 'http.noProxy', entries: noProxy }
      : environmentExemptions(environment);
  const refined = proxy && {
    ...proxy,
    ...(proxyAuthorization && { authorization: proxyAuthorization }),
    ...(!proxyStrictSSL && { acceptsAnyCertificate: true }),
  };
  return choose(url, exemptions, refined, environment);
}

/**
 * The choice of the command line: HTTPS_PROXY or HTTP_PROXY by the URL's scheme, lower case first,
 * except for loopback and hosts in NO_PROXY.
 */
export function environmentProxyChoice(url: URL, environment: Variables): ProxyChoice {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const proxy = firstProxy(environment, [name, name.toUpperCase()]);
  return choose(url, environmentExemptions(environment), proxy, environment);
}

/** `vscodeProxyChoice` for a transport; reads the settings at each request. */
export function vscodeProxy(
  readSettings: () => ProxySettings,
  environment: Variables,
): ProxyResolver {
  return (url) => proxyOf(vscodeProxyChoice(url, readSettings(), environment));
}

/** `environmentProxyChoice` for a transport. */
export function environmentProxy(environment: Variables): ProxyResolver {
  return (url) => proxyOf(environmentProxyChoice(url, environment));
}

interface Exemptions {
  readonly source: string;
  readonly entries: readonly string[];
}

function choose(
  url: URL,
  { source, entries }: Exemptions,
  proxy: Proxy | undefined,
  environment: Variables,
): ProxyChoice {
  if (!proxy) {
    // In this order because every request checks it and hardly anyone sets ALL_PROXY.
    const allProxy = isAllProxySet(environment) && !isLoopback(url);
    return { type: 'direct', reason: 'notSet', ...(allProxy && { allProxy }) };
  }
  if (isLoopback(url)) return { type: 'direct', reason: 'loopback' };
  const list = unreadEntries(entries);
  const unread: Unread = list.length > 0 ? { entries: { source, list } } : {};
  const entry = exemptingEntry(url, entries);
  if (entry !== undefined) return { type: 'direct', reason: 'exempt', source, entry, ...unread };
  return { type: 'proxy', proxy, ...unread };
}

/** True if ALL_PROXY is set, which other programs read and we do not. */
export function isAllProxySet(environment: Variables): boolean {
  return ['all_proxy', 'ALL_PROXY'].some((name) => Boolean(environment[name]?.trim()));
}

function firstProxy(environment: Variables, names: readonly string[]): Proxy | undefined {
  for (const source of names) {
    const url = environment[source]?.trim();
    if (url) return { url, source };
  }
  return undefined;
}

function environmentExemptions(environment: Variables): Exemptions {
  const source = ['no_proxy', 'NO_PROXY'].find((name) => environment[name]) ?? 'NO_PROXY';
  return { source, entries: exemptionEntries(environment[source] ?? '') };
}

function proxyOf(choice: ProxyChoice): Proxy | undefined {
  return choice.type === 'proxy' ? choice.proxy : undefined;
}
