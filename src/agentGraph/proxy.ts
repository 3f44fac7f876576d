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
