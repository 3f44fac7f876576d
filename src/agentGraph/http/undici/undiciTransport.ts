import type { Failure } from '../../../shared/failure/failure.ts';
import type { HttpTransport } from '../transport.ts';
import type { AttemptRequest } from '../attempt.ts';
import { AttemptTransport } from '../attemptTransport.ts';
import { proxyName, proxyUrl, type Proxy, type ProxyResolver } from '../proxy/proxy.ts';
import { environmentProxy, isAllProxySet } from '../proxy/proxyChoice.ts';
import { isLoopback } from '../proxy/noProxy.ts';
import { trustedCertificates } from '../certificates/trustedCertificates.ts';
import { ConnectionPool, type PooledConnection } from './connectionPool.ts';
import { startUndiciAttempt } from './undiciAttempt.ts';

/** Certificates in PEM; undefined leaves trust to Node. The same array means the same trust. */
export type Certificates = readonly string[] | undefined;

export interface UndiciTransportOptions {
  /** Chooses the proxy for a URL; by default from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
  readonly proxy?: ProxyResolver;
  /** The trusted certificates, read before each request over TLS; by default all available. */
  readonly certificates?: () => Promise<Certificates>;
  /** Wait before the first retry; doubles for each further one. */
  readonly retryBaseMs?: number;
}

/**
 * The transport over undici. Loading this file loads undici (about 100 ms), so it is imported on
 * the first request. Keeps sockets for four seconds after a response. A request that must not be
 * retried uses one only while it is so fresh that no server has closed it.
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): HttpTransport {
  const { proxy: proxyFor = environmentProxy(process.env), retryBaseMs } = options;
  const { certificates = () => trustedCertificates({ system: true }) } = options;
  const pools = new Map<Certificates, ConnectionPool>();
  let isDisposed = false;

  const poolOf = (trusted: Certificates): ConnectionPool => {
    const pool = pools.get(trusted) ?? new ConnectionPool(trusted);
    pools.set(trusted, pool);
    return pool;
  };

  const start = (request: AttemptRequest) => {
    const { url, isRepeatable } = request;
    const proxy = proxyFor(url);
    let pool: ConnectionPool | undefined;
    return startUndiciAttempt(request, {
      take: async (): Promise<PooledConnection> => {
        pool = poolOf(usesTls(url, proxy) ? await certificates() : undefined);
        return pool.take(url, proxy, isRepeatable);
      },
      explain: (failure) => (proxy ? failure : withAllProxy(failure, url)),
      giveBack: (pooled) => {
        if (isDisposed) pooled.destroy();
        else pool?.giveBack(pooled, url, proxy);
      },
    });
  };

  return new AttemptTransport({
    start,
    retryBaseMs,
    proxyOf: (url) => {
      const proxy = proxyFor(url);
      return proxy && proxyName(proxy);
    },
    onDispose: () => {
      isDisposed = true;
      for (const pool of pools.values()) pool.destroy();
    },
  });
}

function usesTls(url: URL, proxy: Proxy | undefined): boolean {
  return url.protocol === 'https:' || (proxy && proxyUrl(proxy)?.protocol === 'https:') === true;
}

/** Adds that ALL_PROXY is set, which the user expects to work, when the host cannot be reached. */
function withAllProxy(failure: Failure, url: URL): Failure {
  const { cause } = failure;
  if (cause?.type !== 'connection' || !['dns', 'refused', 'unreachable'].includes(cause.reason)) {
    return failure;
  }
  if (isLoopback(url) || !isAllProxySet(process.env)) return failure;
  return { ...failure, cause: { ...cause, isAllProxySet: true } };
}
