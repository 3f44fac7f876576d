import type { Failure, CauseOf, ProxyName } from '../../../shared/failure/failure.ts';
import { redirectTarget } from '../../redact.ts';
import type { SecretList } from '../../../shared/masking/secretRanges.ts';
import { proxyName, readProxy, type Proxy } from './proxy.ts';

type ProxyCause = CauseOf<'proxy'>;
type Details = Omit<ProxyCause, 'type' | keyof ProxyName>;

/** A failure that blames the named proxy. */
export function proxyFailure(
  { address, source }: ProxyName,
  details: Details,
  retryable = false,
): Failure {
  return { kind: 'proxy', cause: { type: 'proxy', address, source, ...details }, retryable };
}

/** The failure of a proxy with an unusable address. */
export function unusableProxy(proxy: Proxy): Failure {
  const read = readProxy(proxy);
  const reason = read.ok ? 'badAddress' : read.problem;
  return proxyFailure(proxyName(proxy), { reason });
}

/** Turns a failure on the way to a proxy into the proxy's, not the agent's. */
export function asProxyFailure(failure: Failure, proxy: ProxyName): Failure {
  const { cause, kind, retryable } = failure;
  switch (cause?.type) {
    case 'connection': {
      const reason = cause.reason === 'other' ? 'unreachable' : cause.reason;
      return proxyFailure(proxy, { reason }, retryable);
    }
    case 'limit':
      return { ...failure, cause: { ...cause, proxy } };
    case 'certificate':
    case 'tls':
      if (cause.reason === 'notHttp1') return proxyFailure(proxy, { reason: 'notAProxy' });
      return { ...failure, cause: { ...cause, proxySource: proxy.source } };
    default:
      return kind === 'proxy' ? failure : proxyFailure(proxy, { reason: 'notAProxy' }, retryable);
  }
}

/**
 * A failure inside a tunnel that has just opened. A certificate, and TLS errors that only the
 * origin can cause, are the origin's; the proxy causes anything else.
 */
export function inTunnel(failure: Failure, proxy: ProxyName, target: string): Failure {
  const { cause, retryable } = failure;
  if (cause?.type === 'certificate' || (cause?.type === 'tls' && cause.reason !== 'notTls')) {
    return failure;
  }
  if (cause?.type === 'limit') return asProxyFailure(failure, proxy);
  const reason = cause?.type === 'tls' ? 'ownPage' : 'brokeTunnel';
  return proxyFailure(proxy, { reason, target }, retryable);
}

/** A proxy's response to CONNECT that opened no tunnel. */
export interface TunnelRefusal {
  readonly status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Title of the page in the body. */
  readonly page?: string | undefined;
}

/** The failure of a tunnel that the proxy did not open. */
export function refusedTunnel(
  { status, headers, page }: TunnelRefusal,
  proxy: ProxyName,
  target: string,
  hasCredentials: boolean,
  secrets: SecretList,
): Failure {
  const retryable = status >= 500;
  if (status === 407) {
    const schemes = signInSchemes(headers['proxy-authenticate']);
    const isKnown = schemes.length === 0 || schemes.includes('Basic');
    const reason = isKnown ? (hasCredentials ? 'wrongPassword' : 'wantsPassword') : 'unknownScheme';
    const details = isKnown ? { reason } : { reason, schemes: schemes.join(', ') };
    return { ...proxyFailure(proxy, details as Details), status };
  }
  const location = status >= 300 && status < 400 ? headers['location'] : undefined;
  // The address of a sign-in page; its query may name the user.
  const to = location && redirectTarget(location, secrets);
  const details = { reason: 'refusedTunnel', target } as const;
  return {
    ...proxyFailure(proxy, { ...details, ...(page && { page }), ...(to && { to }) }, retryable),
    status,
  };
}

const knownSchemes = ['Basic', 'Digest', 'Negotiate', 'NTLM', 'Kerberos', 'Bearer'];

/** The HTTP sign-in schemes that a `…-Authenticate` header offers. */
export function signInSchemes(header = ''): readonly string[] {
  // Quoted strings are realms, which may contain any text.
  const bare = header.replace(/"[^"]*"/g, '""');
  const named = bare.split(',').map((part) => /^\s*([a-z]+)(?=\s|$)/i.exec(part)?.[1] ?? '');
  const isNamed = (scheme: string) =>
    named.some((one) => one.toLowerCase() === scheme.toLowerCase());
  return knownSchemes.filter(isNamed);
}
