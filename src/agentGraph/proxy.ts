/** A proxy to go through, and what named it. */
export interface Proxy {
  /** http(s)://[user:password@]host:port; without a scheme http is meant. */
  readonly url: string;
  /** The setting or variable, for example HTTPS_PROXY; shown in failures. */
  readonly source: string;
}

/** Says which proxy a URL is asked through; undefined means directly. */
export type ProxyResolver = (url: URL) => Proxy | undefined;

/** A proxy from settings for all hosts but loopback and those of `noProxy`. */
export interface ProxySetting extends Proxy {
  /** Hosts as in NO_PROXY: names with their subdomains, `host:port`, `*`. */
  readonly noProxy?: readonly string[];
  /** Asks loopback addresses through the proxy too. */
  readonly includesLoopback?: boolean;
}

/** The resolver for one explicit setting. */
export function settingProxy({
  noProxy = [],
  includesLoopback = false,
  ...proxy
}: ProxySetting): ProxyResolver {
  return (url) => {
    if (!includesLoopback && isLoopback(url.hostname)) return undefined;
    return noProxy.some((entry) => isExempt(url, entry)) ? undefined : proxy;
  };
}

/**
 * The resolver for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, lower case first, read at each request.
 * Loopback addresses are never asked through a proxy.
 */
export function environmentProxy(
  environment: Readonly<Record<string, string | undefined>>,
): ProxyResolver {
  return (url) => {
    const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    const source = [name, name.toUpperCase()].find((variable) => environment[variable]);
    const proxyUrl = source && environment[source];
    if (!proxyUrl) return undefined;
    const noProxy = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
    return settingProxy({ url: proxyUrl, source, noProxy: noProxy.split(/[\s,]+/) })(url);
  };
}

/** The proxy's URL object, or undefined where it is not one that http(s) can be tunnelled through. */
export function proxyUrl({ url }: Proxy): URL | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(text)) return undefined;
  const parsed = new URL(text);
  return ['http:', 'https:'].includes(parsed.protocol) ? parsed : undefined;
}

/** host:port of a URL, with the scheme's own port where none is named. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function isExempt(url: URL, entry: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [, name = entry, port] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port && !hostAndPort(url).endsWith(`:${port}`)) return false;
  const host = name.replace(/^\*?\./, '').toLowerCase();
  return url.hostname === host || url.hostname.endsWith(`.${host}`);
}
