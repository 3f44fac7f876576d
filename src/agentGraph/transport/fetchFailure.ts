import type { Failure, LimitName } from '../../shared/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import type { CertificateFacts } from '../networkFailure.ts';
import { errorCode, limitFailure, networkFailure } from '../networkFailure.ts';
import type { Proxy } from '../proxy.ts';
import { hostAndPort, proxyUrl } from '../proxy.ts';
import { certificateFacts } from './certificateFacts.ts';

/** Limits that fetch has of its own, with their usual lengths. */
const ownLimits: Readonly<Record<string, readonly [LimitName, number]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['connect', 10_000],
  UND_ERR_HEADERS_TIMEOUT: ['firstByte', 300_000],
  UND_ERR_BODY_TIMEOUT: ['idle', 300_000],
};

/**
 * The failure that an error of `fetch` or of its body stands for: what really happened is the
 * innermost cause. `proxy` is the one that the request is thought to have taken.
 */
export function fetchFailure(error: unknown, address: string, proxy: Proxy | undefined): Failure {
  const cause = innermostCause(error);
  const code = errorCode(cause);
  const limit = Object.hasOwn(ownLimits, code) ? ownLimits[code] : undefined;
  if (limit) return limitFailure(...limit);
  // What undici says when a proxy has opened no tunnel; whoever aborts has been answered before.
  if (code === 'UND_ERR_ABORTED') return proxyFailure(cause, proxy);
  const failure = networkFailure(cause, address, factsOf(cause));
  // Names are resolved and connections opened by the proxy, so these are about itself.
  const isAboutProxy =
    failure.cause?.type === 'connection' &&
    ['dns', 'refused', 'unreachable'].includes(failure.cause.reason);
  return proxy && isAboutProxy ? { ...proxyFailure(undefined, proxy), retryable: true } : failure;
}

/** fetch wraps errors once or twice; a circle of causes is left after some rounds. */
function innermostCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && isRecord(cause) && isRecord(cause['cause']); depth++) {
    cause = cause['cause'];
  }
  return cause;
}

function proxyFailure(error: unknown, proxy: Proxy | undefined): Failure {
  const url = proxy && proxyUrl(proxy);
  // Where VS Code's fetch leaves the proxy's answer.
  const status = isRecord(error) ? error['connectResponseStatusCode'] : undefined;
  return {
    kind: 'proxy',
    ...(typeof status === 'number' && { status }),
    ...(url && { cause: { type: 'proxy', address: hostAndPort(url), source: proxy.source } }),
    retryable: typeof status === 'number' && status >= 500,
  };
}

/** Only the error about a wrong name brings the certificate along. */
function factsOf(error: unknown): CertificateFacts {
  const certificate = isRecord(error) ? error['cert'] : undefined;
  return isRecord(certificate) ? certificateFacts(certificate) : {};
}
