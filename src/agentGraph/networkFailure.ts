import type { Failure, FailureCause, LimitName } from '../shared/failure.ts';
import { FailureError } from '../shared/failure.ts';
import { isRecord } from '../shared/guards.ts';

type ConnectionReason = Extract<FailureCause, { type: 'connection' }>['reason'];
type CertificateReason = Extract<FailureCause, { type: 'certificate' }>['reason'];

const connectionReasons: Readonly<Record<string, ConnectionReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  // A compressed body that ends too early.
  Z_BUF_ERROR: 'reset',
};

/** When several addresses of a host were tried: what says most about the host comes first. */
const reasonsByWeight: readonly ConnectionReason[] = ['refused', 'reset', 'unreachable', 'dns'];

const certificateReasons: Readonly<Record<string, CertificateReason>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownIssuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknownIssuer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknownIssuer',
  CERT_UNTRUSTED: 'unknownIssuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
  HOSTNAME_MISMATCH: 'wrongName',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
};

/** What a server's certificate says about itself. */
export interface CertificateFacts {
  readonly issuer?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** The error's code (`ECONNREFUSED`, `UND_ERR_SOCKET`, …), or '' where it has none. */
export function errorCode(error: unknown): string {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : '';
}

/**
 * The failure that an error of a socket, of TLS or of undici stands for, judged by its code.
 * `address` is the host:port that was asked. A `FailureError` gives back its own failure.
 */
export function networkFailure(
  error: unknown,
  address: string,
  certificate: CertificateFacts = {},
): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = errorCode(error);
  const reason = certificateReasons[code];
  if (reason || /^(CERT_|ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) {
    const cause = { type: 'certificate', reason: reason ?? 'other', address, ...certificate };
    return { kind: 'tls', cause: cause as FailureCause, retryable: false };
  }
  // Nothing that could be parsed, as opposed to a message that ended too early.
  const isGarbage = isParserError(error) && error['data'] !== '';
  if (isGarbage || (code.startsWith('Z_') && !Object.hasOwn(connectionReasons, code))) {
    return { kind: 'protocol', retryable: false };
  }
  const cause: FailureCause = { type: 'connection', reason: connectionReason(error), address };
  return { kind: 'network', cause, retryable: true };
}

/** Told by its name: this file may be loaded without undici, and Node's own fetch has another one. */
function isParserError(error: unknown): error is Readonly<Record<string, unknown>> {
  return isRecord(error) && error['name'] === 'HTTPParserError';
}

function connectionReason(error: unknown): ConnectionReason {
  if (isParserError(error)) return 'reset';
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const reasons = errors.map((one) => connectionReasons[errorCode(one)]);
  return reasonsByWeight.find((reason) => reasons.includes(reason)) ?? 'other';
}

/** The failure of a request that exceeded one of its limits. */
export function limitFailure(limit: LimitName, limitMs: number): Failure {
  return { kind: 'timeout', cause: { type: 'limit', limit, limitMs }, retryable: true };
}

/** True for a failure that a second attempt of a harmless request may not meet again. */
export function isConnectionFault({ kind, retryable }: Failure): boolean {
  return retryable && (kind === 'network' || kind === 'proxy');
}
