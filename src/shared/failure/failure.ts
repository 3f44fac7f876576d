import {
  hasShape,
  isBoolean,
  isCount,
  isNonNegative,
  isRecord,
  isString,
  oneOf,
  optional,
  type Shape,
  shaped,
  type Shaped,
  type Typed,
} from '../guards.ts';

/** Failures as data. JSON-safe, without secrets; `describeFailure.ts` turns them into sentences. */

export const endpoints = ['init', 'invoke', 'invoke_sync', 'close', 'health'] as const;

export type Endpoint = (typeof endpoints)[number];

/** The limit that expired (see `Timeouts` in agentGraph/http/transport.ts). */
export type LimitName = 'connect' | 'firstByte' | 'idle' | 'total';

/** Details beyond the kind, field by field: their types, and the guards of stored failures. */
const causeShapes = {
  line: {
    /** 1-based, counting blank lines. */
    line: isCount,
    /** Length of the line without its line break. */
    bytes: isCount,
    reason: oneOf('notJson', 'cut', 'invalidUtf8', 'tooLong', 'tooDeep'),
    /** The first bytes as text, with control characters escaped. */
    head: isString,
    /** The path in the line, if only a part of it is bad: `result.response.responseEvents[1]`. */
    place: optional(isString),
  },
  limit: {
    limit: oneOf('connect', 'firstByte', 'idle', 'total'),
    limitMs: isNonNegative,
    /** The proxy to which the connection was being made. */
    proxy: optional(shaped({ address: isString, source: isString })),
  },
  connection: {
    reason: oneOf('dns', 'refused', 'unreachable', 'reset', 'other'),
    /** The host:port that was tried. */
    address: isString,
    /** True if ALL_PROXY is set, which we do not read. */
    isAllProxySet: optional(isBoolean),
  },
  certificate: {
    reason: oneOf(
      'unknownIssuer',
      /** Signed only by the server itself. */
      'selfSigned',
      /** The server leaves out the certificate between its own and the root. */
      'missingIntermediate',
      'wrongName',
      'expired',
      'notYetValid',
      'other',
    ),
    address: isString,
    /** The setting that named the proxy with this certificate; undefined for the agent's. */
    proxySource: optional(isString),
    issuer: optional(isString),
    /** Validity as the certificate prints it. */
    validFrom: optional(isString),
    validTo: optional(isString),
    /** The names in the certificate, comma-separated. */
    names: optional(isString),
    /** True if the server sent no certificate but its own. */
    isAlone: optional(isBoolean),
    /** What is wrong with the file of NODE_EXTRA_CA_CERTS. */
    extra: optional(
      shaped({
        file: isString,
        fault: oneOf('missing', 'unreadable', 'der', 'notPem', 'noIssuer'),
      }),
    ),
  },
  /** A problem of the TLS handshake, as opposed to the certificate. */
  tls: {
    reason: oneOf('notTls', 'oldVersion', 'clientCertificate', 'notHttp1', 'handshake'),
    address: isString,
    /** The setting that named the proxy, as for a certificate. */
    proxySource: optional(isString),
  },
  proxy: {
    /** host:port of the proxy, without credentials; empty if they cannot be told apart. */
    address: isString,
    /** The setting or variable that named it, for example HTTPS_PROXY. */
    source: isString,
    reason: optional(
      oneOf(
        'dns',
        'refused',
        'unreachable',
        'reset',
        'wantsPassword',
        'wrongPassword',
        /** It supports only sign-in schemes that we do not. */
        'unknownScheme',
        'refusedTunnel',
        'notAProxy',
        /** The data in the tunnel comes from the proxy. */
        'ownPage',
        'brokeTunnel',
        'socks',
        'script',
        'badAddress',
        /** The password has characters that end a host name in a URL. */
        'badCharacters',
      ),
    ),
    /** The sign-in schemes that it offers, comma-separated. */
    schemes: optional(isString),
    /** The host:port to which it should open a tunnel. */
    target: optional(isString),
    /** The title of the page in its response. */
    page: optional(isString),
    /** The target of its redirect. */
    to: optional(isString),
  },
  /** A redirect that was not followed, because it leads to another origin or even another host. */
  redirect: { to: isString, isOtherHost: optional(isBoolean) },
  /** The body does not have the documented shape. */
  body: {
    /** Its first characters. */
    head: isString,
    /** The page's title, if the body is a page. */
    page: optional(isString),
    /**
     * Who asks for a sign-in that is not Agent Graph's: the network, or a gateway with `schemes`.
     */
    signIn: optional(oneOf('network', 'gateway')),
    schemes: optional(isString),
  },
  /**
   * A wrong framing of the response's lines: without line breaks, with other line breaks, as
   * server-sent events, with one value spread over several lines, or compressed without a header.
   * Reported once, above the lines that it explains.
   */
  framing: { reason: oneOf('concatenated', 'carriageReturns', 'sse', 'spread', 'gzip') },
  /** A HAR file that was saved without the response. */
  noBody: {},
  /** Input that was refused before anything was sent; `field` names it. */
  input: { field: isString, problem: isString },
};

export type FailureCause = Typed<typeof causeShapes>;

export type CauseOf<T extends FailureCause['type']> = Extract<FailureCause, { type: T }>;

export type Framing = CauseOf<'framing'>['reason'];

/** A proxy: host:port without credentials, and the setting or variable that named it. */
export type ProxyName = Pick<CauseOf<'proxy'>, 'address' | 'source'>;

const shapeOfCause: ReadonlyMap<unknown, Shape> = new Map(Object.entries(causeShapes));

function isCause(value: unknown): value is FailureCause {
  const shape = isRecord(value) ? shapeOfCause.get(value['type']) : undefined;
  return shape !== undefined && hasShape(value, shape);
}

export const failureKinds = [
  'missingKey',
  'unauthorized',
  'forbidden',
  'notFound',
  'invalidRequest',
  'rateLimited',
  'unavailable',
  'server',
  'network',
  'proxy',
  'tls',
  'timeout',
  'protocol',
  'sessionLost',
  /** The session is working on another message. */
  'sessionBusy',
  'internal',
] as const;

export type FailureKind = (typeof failureKinds)[number];

const failureShape = {
  kind: oneOf(...failureKinds),
  endpoint: optional(oneOf(...endpoints)),
  /** HTTP status, if there was a response. */
  status: optional(isCount),
  /** gRPC status number, or the messaging API's string code. */
  code: optional((value): value is number | string => isString(value) || Number.isFinite(value)),
  /** The server's own message: redacted, one line, never HTML. */
  detail: optional(isString),
  cause: optional(isCause),
  /** True if the same request may succeed later without a change by the user. */
  retryable: isBoolean,
  /** The wait that Retry-After asks for, in milliseconds. */
  retryAfterMs: optional(isNonNegative),
  /** For Connectly's support: the session; `at` is the time in milliseconds since the epoch. */
  sessionId: optional(isString),
  at: optional(isNonNegative),
};

/** One failure. Cancellation is not a failure. */
export type Failure = Shaped<typeof failureShape>;

/** True for a failure read from a file that `describeFailure` can put into words. */
export const isFailure = shaped(failureShape);

/** The result of work that can fail or be cancelled, instead of throwing. */
export type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'aborted' };

export function done<T>(value: T): Outcome<T> {
  return { type: 'done', value };
}

export function failed(failure: Failure): Outcome<never> {
  return { type: 'failed', failure };
}

/** A failure for input that was refused before anything was sent. */
export function inputFailure(field: string, problem: string): Failure {
  return { kind: 'invalidRequest', cause: { type: 'input', field, problem }, retryable: false };
}

/** Carries a Failure out of an async iterator, which can only throw. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.name = 'FailureError';
    this.failure = failure;
  }
}
