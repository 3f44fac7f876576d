import type { ProxyName } from '../../../shared/failure/failure.ts';
import type { Secret } from '../../../shared/masking/secretRanges.ts';

/** A proxy to go through, and what named it. */
export interface Proxy {
  /** http(s)://[user:password@]host:port; without a scheme http is meant. */
  readonly url: string;
  /** The setting or variable, for example HTTPS_PROXY; shown in failures. */
  readonly source: string;
  /** Value of Proxy-Authorization; wins over the credentials in the URL. */
  readonly authorization?: string;
  /** True: the certificate of an https proxy is not verified. The origin's always is. */
  readonly acceptsAnyCertificate?: boolean;
}

/** Says which proxy a URL is asked through; undefined means directly. */
export type ProxyResolver = (url: URL) => Proxy | undefined;

/** Why nothing can be tunnelled through an address. */
export type ProxyProblem = 'socks' | 'script' | 'badAddress' | 'badCharacters';

/** What an address comes to. */
export type ProxyAddress =
  | { readonly ok: true; readonly url: URL }
  /** `address` is host:port where that is no part of a password, else empty: one without a port could be. */
  | { readonly ok: false; readonly problem: ProxyProblem; readonly address: string };

/** Reads a proxy's address. Of one that cannot be read nothing is shown that could be a password. */
export function readProxy({ url: written }: Proxy): ProxyAddress {
  const [, scheme = 'http'] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written) ?? [];
  const rest = written.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const [, address = ''] = /@([\w.-]+:\d+|\[[\da-f:.]+\](?::\d+)?)\/?$/i.exec(rest) ?? [];
  const bad = (problem: ProxyProblem): ProxyAddress => ({ ok: false, problem, address });
  // In quotes, with one slash, or with two schemes: a password is not to blame.
  if (/^["'“”‘’]|^https?:(?!\/\/|\d+$)|^https?:\/\/(?:\/|https?:\/)/i.test(written)) {
    return bad('badAddress');
  }
  // A URL's host ends at the first of these: what stands before the last @ was meant as a password.
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

/** The proxy's URL object, or undefined where it is not one that http(s) can be tunnelled through. */
export function proxyUrl(proxy: Proxy): URL | undefined {
  const read = readProxy(proxy);
  return read.ok ? read.url : undefined;
}

/** How failures call a proxy: nothing of its credentials. */
export function proxyName(proxy: Proxy): ProxyName {
  const read = readProxy(proxy);
  return { address: read.ok ? hostAndPort(read.url) : read.address, source: proxy.source };
}

/** host:port of a URL, with the scheme's own port where none is named. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** What a URL has escaped; a percent sign that escapes nothing is taken as it stands. */
export function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Value of Proxy-Authorization, where the settings give one. */
export function proxyAuthorization(
  { authorization }: Proxy,
  { username, password }: URL,
): string | undefined {
  if (authorization) return authorization;
  if (username === '' && password === '') return undefined;
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** The passwords in an address, as written and as meant, also where it cannot be read. */
export function proxyPasswords({ url }: Proxy): readonly string[] {
  const [, , password = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:]*):(.*)@/is.exec(url) ?? [];
  return [password, unescaped(password)];
}

/** What a proxy is told and nobody else, not even a report. Who has a name does not hide it. */
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
