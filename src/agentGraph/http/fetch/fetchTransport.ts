import type { HttpTransport } from '../transport.ts';
import { AttemptTransport } from '../attemptTransport.ts';
import { startFetchAttempt } from './startFetchAttempt.ts';
import type { ProxyResolver } from '../proxy/proxy.ts';

export interface FetchTransportOptions {
  /** The proxy to name in a failure, if known; `fetch` decides which one it takes. */
  readonly proxy?: ProxyResolver;
  /** Wait before the first retry; doubles for each further one. */
  readonly retryBaseMs?: number;
}

/**
 * The transport over the global `fetch`, looked up at each request: VS Code replaces it with its
 * own, which knows system proxies, scripts (PAC) and Kerberos. Limits of `fetch`:
 *
 * - It does not tell when it is connected, so the connect and first-byte limits become their sum,
 *   reported as `firstByte`. Its own limits (usually 10 s to connect) apply too.
 * - It does not tell the age of a kept connection, so each request gets a new connection.
 * - It has no trailers, so a failure that a server names only there goes unseen.
 * - It may not say which proxy failed, nor who issued a certificate.
 */
export function createFetchTransport(options: FetchTransportOptions = {}): HttpTransport {
  const { proxy = () => undefined, retryBaseMs } = options;
  return new AttemptTransport({
    start: (request) => startFetchAttempt(request, proxy(request.url)),
    retryBaseMs,
  });
}
