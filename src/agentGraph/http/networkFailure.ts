import {
  type CauseOf,
  type Failure,
  type FailureCause,
  FailureError,
  type LimitName,
  type ProxyName,
} from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';

type ConnectionReason = CauseOf<'connection'>['reason'];
type Certificate = CauseOf<'certificate'>;
type TlsReason = CauseOf<'tls'>['reason'];

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

/**
 * When several addresses of a host failed, the reason that says most about the host comes first.
 */
const reasonsByWeight: readonly ConnectionReason[] = ['refused', 'reset', 'unreachable', 'dns'];

const certificateReasons: Readonly<Record<string, Certificate['reason']>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownIssuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknownIssuer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  CERT_UNTRUSTED: 'unknownIssuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
  HOSTNAME_MISMATCH: 'wrongName',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
};

/** OpenSSL's reasons for a failed handshake, without their common prefix. */
const tlsReasons: Readonly<Record<string, TlsReason>> = {
  WRONG_VERSION_NUMBER: 'notTls',
  UNKNOWN_PROTOCOL: 'notTls',
  PACKET_LENGTH_TOO_LONG: 'notTls',
  HTTP_REQUEST: 'notTls',
  HTTPS_PROXY_REQUEST: 'notTls',
  BAD_RECORD_TYPE: 'notTls',
  UNSUPPORTED_PROTOCOL: 'oldVersion',
  VERSION_TOO_LOW: 'oldVersion',
  TLSV1_ALERT_PROTOCOL_VERSION: 'oldVersion',
  DH_KEY_TOO_SMALL: 'oldVersion',
  LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED: 'oldVersion',
  UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'oldVersion',
  TLSV13_ALERT_CERTIFICATE_REQUIRED: 'clientCertificate',
  TLSV1_ALERT_CERTIFICATE_REQUIRED: 'clientCertificate',
  SSLV3_ALERT_BAD_CERTIFICATE: 'clientCertificate',
  TLSV1_ALERT_NO_APPLICATION_PROTOCOL: 'notHttp1',
};

/** A server certificate's facts about itself and its issuer. */
export type CertificateFacts = Pick<Certificate, 'issuer' | 'validFrom' | 'validTo' | 'names'>;

/** The error's code (`ECONNREFUSED`, `UND_ERR_SOCKET`, …), or '' if it has none. */
export function errorCode(error: unknown): string {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : '';
}

/**
 * The failure for an error of a socket, of TLS or of undici, judged by its code. `address` is the
 * requested host:port. A `FailureError` returns its own failure.
 */
export function networkFailure(
  error: unknown,
  address: string,
  certificate: CertificateFacts = {},
): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = errorCode(error);
  const reason = certificateReasons[code];
  if (reason || code.startsWith('CERT_')) {
    const { names, ...facts } = certificate;
    const cause = {
      type: 'certificate',
      reason: reason ?? 'other',
      address,
      ...facts,
      ...(reason === 'wrongName' && names !== undefined && { names }),
    } as const;
    return { kind: 'tls', cause, retryable: false };
  }
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) {
    const said = code.replace('ERR_SSL_', '');
    const cause = { type: 'tls', reason: tlsReasons[said] ?? 'handshake', address } as const;
    return { kind: 'tls', cause, retryable: false };
  }
  // Unparseable data, as opposed to a message that ended too early.
  if (isParserError(error) && error['data'] !== '') {
    return {
      kind: 'protocol',
      cause: { type: 'tls', reason: 'notHttp1', address },
      retryable: false,
    };
  }
  if (code.startsWith('Z_') && !Object.hasOwn(connectionReasons, code)) {
    return { kind: 'protocol', retryable: false };
  }
  const cause: FailureCause = { type: 'connection', reason: connectionReason(error), address };
  return { kind: 'network', cause, retryable: true };
}

/** Checked by name: this file may load without undici, and Node's own fetch has its own class. */
function isParserError(error: unknown): error is Readonly<Record<string, unknown>> {
  return isRecord(error) && error['name'] === 'HTTPParserError';
}

function connectionReason(error: unknown): ConnectionReason {
  if (isParserError(error)) return 'reset';
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const reasons = errors.map((one) => connectionReasons[errorCode(one)]);
  return reasonsByWeight.find((reason) => reasons.includes(reason)) ?? 'other';
}

/**
 * The failure of a request that exceeded a limit; `proxy` is the proxy it was connecting through.
 */
export function limitFailure(limit: LimitName, limitMs: number, proxy?: ProxyName): Failure {
  const cause = { type: 'limit', limit, limitMs, ...(proxy && { proxy }) } as const;
  return { kind: 'timeout', cause, retryable: true };
}

/** True if a retry of a harmless request may succeed. */
export function isConnectionFault({ kind, retryable }: Failure): boolean {
  return retryable && (kind === 'network' || kind === 'proxy');
}
