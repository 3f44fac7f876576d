import type { Failure, LimitName } from '../../../shared/failure/failure.ts';
import { isRecord } from '../../../shared/guards.ts';
import type { CertificateFacts } from '../networkFailure.ts';
import { errorCode, limitFailure, networkFailure } from '../networkFailure.ts';
import { proxyName, type Proxy } from '../proxy/proxy.ts';
import { asProxyFailure, proxyFailure, refusedTunnel } from '../proxy/proxyFailure.ts';
import { certificateFacts } from '../certificates/certificateFacts.ts';

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
  if (code === 'UND_ERR_ABORTED') return untoldRefusal(cause, address, proxy);
  const failure = networkFailure(cause, address, factsOf(cause));
  // Names are resolved and connections opened by the proxy, so these are about itself.
  const isAboutProxy =
    failure.cause?.type === 'connection' &&
    ['dns', 'refused', 'unreachable'].includes(failure.cause.reason);
  return proxy && isAboutProxy ? asProxyFailure(failure, proxyName(proxy)) : failure;
}

/** fetch wraps errors once or twice; a circle of causes is left after some rounds. */
function innermostCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && isRecord(cause) && isRecord(cause['cause']); depth++) {
    cause = cause['cause'];
  }
  return cause;
}

/** All that fetch may tell of a tunnel that was not opened is its status. */
function untoldRefusal(error: unknown, address: string, proxy: Proxy | undefined): Failure {
  // Where VS Code's fetch leaves the proxy's answer.
  const status = isRecord(error) ? error['connectResponseStatusCode'] : undefined;
  const known = typeof status === 'number' ? { status } : {};
  const retryable = (known.status ?? 0) >= 500;
  if (!proxy) return { kind: 'proxy', ...known, retryable };
  const name = proxyName(proxy);
  const told = known.status === undefined ? undefined : { status: known.status, headers: {} };
  const hasCredentials = /@/.test(proxy.url) || Boolean(proxy.authorization);
  return told
    ? refusedTunnel(told, name, address, hasCredentials, [])
    : { ...proxyFailure(name, {}, retryable), ...known };
}

/** Only the error about a wrong name brings the certificate along. */
function factsOf(error: unknown): CertificateFacts {
  const certificate = isRecord(error) ? error['cert'] : undefined;
  return isRecord(certificate) ? certificateFacts(certificate) : {};
}
