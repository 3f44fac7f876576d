import type { ProxyName } from '../../../shared/failure/failure.ts';
import type { Secret } from '../../../shared/masking/secretRanges.ts';

/** A proxy and the setting or variable that named it. */
export interface Proxy {
  /** http(s)://[user:password@]host:port; http without a scheme. */
  readonly url: string;
  /** The setting or variable, for example HTTPS_PROXY; shown in failures. */
  readonly source: string;
  /** Value of Proxy-Authorization; overrides the credentials in the URL. */
  readonly authorization?: string;
  /** True: the certificate of an https proxy is not verified. The origin's always is. */
  readonly acceptsAnyCertificate?: boolean;
}

/** The proxy for a URL; undefined means a direct connection. */
export type ProxyResolver = (url: URL) => Proxy | undefined;

/** Why an address cannot be used as a proxy. */
export type ProxyProblem = 'socks' | 'script' | 'badAddress' | 'badCharacters';

export type ProxyAddress =
  | { readonly ok: true; readonly url: URL }
  /**
   * `address` is host:port if it cannot be part of a password, else empty: a host without a port
   * could be.
   */
  | { readonly ok: false; readonly problem: ProxyProblem; readonly address: string };

/** Reads a proxy's address. For an unreadable one, shows nothing that could be a password. */
export function readProxy({ url: written }: Proxy): ProxyAddress {
  const [, scheme = 'http'] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written) ?? [];
  const rest = written.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const [, address = ''] = /@([\w.-]+:\d+|\[[\da-f:.]+\](?::\d+)?)\/?$/i.exec(rest) ?? [];
  const bad = (problem: ProxyProblem): ProxyAddress => ({ ok: false, problem, address });
  // Quotes, a single slash or two schemes: not the password's fault.
  if (/^["'“”‘’]|^https?:(?!\/\/|\d+$)|^https?:\/\/(?:\/|https?:\/)/i.test(written)) {
    return bad('badAddress');
  }
  // A URL's host ends at the first of these characters, so one before the last @ is in the
  // password.
  const end = rest.search(/[/?#\\]/);
  if (end !== -1 && rest.includes('@', end)) return bad('badCharacters');
  if (/^socks/i.test(scheme)) return bad('socks');
  if (/^(?:pac\b|file$)/i.test(scheme) || /\.pac(?:\?|$)|\/wpad\.dat/i.test(rest)) {
    return bad('script');
  }
  const text = `${scheme}://${rest}`;
  if (!/^https?$/i.test(scheme) || !URL.canParse(text)) return bad('badAddress');
  return { ok: true, url: new URL(text) };
}

/** The proxy's URL, or undefined if http(s) cannot be tunnelled through it. */
export function proxyUrl(proxy: Proxy): URL | undefined {
  const read = readProxy(proxy);
  return read.ok ? read.url : undefined;
}

/** The proxy's name in failures, without its credentials. */
export function proxyName(proxy: Proxy): ProxyName {
  const read = readProxy(proxy);
  return { address: read.ok ? hostAndPort(read.url) : read.address, source: proxy.source };
}

/** The host:port of a URL, with the scheme's default port if it names none. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Decodes percent escapes; leaves a percent sign that escapes nothing. */
export function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Value of Proxy-Authorization, if the settings give one. */
export function proxyAuthorization(
  { authorization }: Proxy,
  { username, password }: URL,
): string | undefined {
  if (authorization) return authorization;
  if (username === '' && password === '') return undefined;
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** The passwords in an address, as written and decoded, even if the address cannot be read. */
export function proxyPasswords({ url }: Proxy): readonly string[] {
  const [, , password = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:]*):(.*)@/is.exec(url) ?? [];
  return [password, unescaped(password)];
}

/** The values that only the proxy may see; masked even in reports. The user name is not masked. */
export function proxySecrets(proxy: Proxy): readonly Secret[] {
  const url = proxyUrl(proxy);
  const sent = [proxy.authorization, url && proxyAuthorization(proxy, url)];
  const values = [...proxyPasswords(proxy)];
  for (const authorization of sent) {
    const [, token = ''] = /^\S+\s+(\S+)$/.exec(authorization ?? '') ?? [];
    const [, ...password] = Buffer.from(token, 'base64').toString().split(':');
    values.push(authorization ?? '', token, password.join(':'));
  }
  return [...new Set(values)].map((value) => ({ value, place: 'proxy-authorization' }));
}
