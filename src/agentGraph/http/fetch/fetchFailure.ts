import type { Failure, LimitName } from '../../../shared/failure/failure.ts';
import { isRecord } from '../../../shared/guards.ts';
import {
  type CertificateFacts,
  errorCode,
  limitFailure,
  networkFailure,
} from '../networkFailure.ts';
import { proxyName, type Proxy } from '../proxy/proxy.ts';
import { asProxyFailure, proxyFailure, refusedTunnel } from '../proxy/proxyFailure.ts';
import { certificateFacts } from '../certificates/certificateFacts.ts';

/** fetch's own limits, with their usual lengths in milliseconds. */
const ownLimits: Readonly<Record<string, readonly [LimitName, number]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['connect', 10_000],
  UND_ERR_HEADERS_TIMEOUT: ['firstByte', 300_000],
  UND_ERR_BODY_TIMEOUT: ['idle', 300_000],
};

/**
 * The failure for an error of `fetch` or of its body, judged by the innermost cause. `proxy` is the
 * one that the request is expected to have taken.
 */
export function fetchFailure(error: unknown, address: string, proxy: Proxy | undefined): Failure {
  const cause = innermostCause(error);
  const code = errorCode(cause);
  const limit = Object.hasOwn(ownLimits, code) ? ownLimits[code] : undefined;
  if (limit) return limitFailure(...limit);
  // undici's error when a proxy opens no tunnel. Our own aborts have settled the attempt before.
  if (code === 'UND_ERR_ABORTED') return untoldRefusal(cause, address, proxy);
  const failure = networkFailure(cause, address, factsOf(cause));
  // The proxy resolves names and opens connections, so these errors are about the proxy itself.
  const isAboutProxy =
    failure.cause?.type === 'connection' &&
    ['dns', 'refused', 'unreachable'].includes(failure.cause.reason);
  return proxy && isAboutProxy ? asProxyFailure(failure, proxyName(proxy)) : failure;
}

/** fetch wraps errors once or twice; the depth limit guards against circular causes. */
function innermostCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && isRecord(cause) && isRecord(cause['cause']); depth++) {
    cause = cause['cause'];
  }
  return cause;
}

/** fetch may tell only the status of a tunnel that was not opened. */
function untoldRefusal(error: unknown, address: string, proxy: Proxy | undefined): Failure {
  // VS Code's fetch leaves the proxy's status here.
  const status = isRecord(error) ? error['connectResponseStatusCode'] : undefined;
  if (typeof status !== 'number')
    return proxy ? proxyFailure(proxyName(proxy), {}) : { kind: 'proxy', retryable: false };
  if (!proxy) return { kind: 'proxy', status, retryable: status >= 500 };
  const hasCredentials = /@/.test(proxy.url) || Boolean(proxy.authorization);
  return refusedTunnel({ status, headers: {} }, proxyName(proxy), address, hasCredentials, []);
}

/** Only the error about a wrong name carries the certificate. */
function factsOf(error: unknown): CertificateFacts {
  const certificate = isRecord(error) ? error['cert'] : undefined;
  return isRecord(certificate) ? certificateFacts(certificate) : {};
}
