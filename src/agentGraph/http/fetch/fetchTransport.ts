import type { HttpTransport } from '../transport.ts';
import { AttemptTransport } from '../attemptTransport.ts';
import { startFetchAttempt } from './fetchAttempt.ts';
import type { ProxyResolver } from '../proxy/proxy.ts';

export interface FetchTransportOptions {
  /** Names the proxy in a failure, where it is known; which one is taken is up to `fetch`. */
  readonly proxy?: ProxyResolver;
  /** Wait before the first repetition; doubled for each further one. */
  readonly retryBaseMs?: number;
}

/**
 * The way to the network over the global `fetch` as it is at each request: VS Code puts its own in
 * its place, which knows of system proxies, scripts (PAC) and Kerberos. What `fetch` cannot do:
 *
 * - It does not tell when it is connected, so the connect and first-byte limits are one of their
 *   sum, reported as `firstByte`. Limits of its own (usually 10 s to connect) hold too.
 * - It does not tell how old a kept connection is, so each request has a connection of its own.
 * - It has no trailers, so a failure that a server names only there is not seen.
 * - It may not say which proxy failed, nor who issued a certificate.
 */
export function createFetchTransport(options: FetchTransportOptions = {}): HttpTransport {
  const { proxy = () => undefined, retryBaseMs } = options;
  return new AttemptTransport({
    start: (request) => startFetchAttempt(request, proxy(request.url)),
    retryBaseMs,
  });
}
