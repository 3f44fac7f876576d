import type { Failure, FailureCause, ProxyName } from '../../../shared/failure/failure.ts';
import { redirectTarget } from '../../redact.ts';
import type { SecretList } from '../../../shared/masking/secretRanges.ts';
import { proxyName, readProxy, type Proxy } from './proxy.ts';

type ProxyCause = Extract<FailureCause, { type: 'proxy' }>;
type Details = Omit<ProxyCause, 'type' | keyof ProxyName>;

/** The proxy of that name is at fault. */
export function proxyFailure(
  { address, source }: ProxyName,
  details: Details,
  retryable = false,
): Failure {
  return { kind: 'proxy', cause: { type: 'proxy', address, source, ...details }, retryable };
}

/** The failure of a proxy whose address is none that can be used. */
export function unusableProxy(proxy: Proxy): Failure {
  const read = readProxy(proxy);
  const reason = read.ok ? 'badAddress' : read.problem;
  return proxyFailure(proxyName(proxy), { reason });
}

/** A failure that was met on the way to a proxy: it is the proxy's, and not the agent's. */
export function asProxyFailure(failure: Failure, proxy: ProxyName): Failure {
  const { cause, kind, retryable } = failure;
  switch (cause?.type) {
    case 'connection': {
      const { reason } = cause;
      return proxyFailure(
        proxy,
        { reason: reason === 'other' ? 'unreachable' : reason },
        retryable,
      );
    }
    case 'limit':
      return { ...failure, cause: { ...cause, proxy } };
    case 'certificate':
      return { ...failure, cause: { ...cause, proxySource: proxy.source } };
    case 'tls':
      if (cause.reason === 'notHttp1') return proxyFailure(proxy, { reason: 'notAProxy' });
      return { ...failure, cause: { ...cause, proxySource: proxy.source } };
    default:
      return kind === 'proxy' ? failure : proxyFailure(proxy, { reason: 'notAProxy' }, retryable);
  }
}

/**
 * A failure that was met in a tunnel that had just been opened: a certificate, and what else only the
 * origin can have said in TLS, is the origin's; anything else is put there by the proxy.
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

/** What a proxy said to CONNECT instead of opening a tunnel. */
export interface TunnelRefusal {
  readonly status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Title of the page that came with it. */
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
  // Where a sign-in page is; its query may say who was sent there.
  const to = location && redirectTarget(location, secrets);
  const details = { reason: 'refusedTunnel', target } as const;
  return {
    ...proxyFailure(proxy, { ...details, ...(page && { page }), ...(to && { to }) }, retryable),
    status,
  };
}

const knownSchemes = ['Basic', 'Digest', 'Negotiate', 'NTLM', 'Kerberos', 'Bearer'];

/** The schemes that a `…-Authenticate` header offers by which people or machines sign in to HTTP. */
export function signInSchemes(header = ''): readonly string[] {
  // Between quotes there are realms, which may say anything.
  const bare = header.replace(/"[^"]*"/g, '""');
  const named = bare.split(',').map((part) => /^\s*([a-z]+)(?=\s|$)/i.exec(part)?.[1] ?? '');
  const isNamed = (scheme: string) =>
    named.some((one) => one.toLowerCase() === scheme.toLowerCase());
  return knownSchemes.filter(isNamed);
}
