/** Failures as data. JSON-safe, without secrets; `describeFailure.ts` turns them into sentences. */

export type Endpoint = 'init' | 'invoke' | 'invoke_sync' | 'close' | 'health';

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

/** The limit that expired (see `Timeouts` in agentGraph/http/transport.ts). */
export type LimitName = 'connect' | 'firstByte' | 'idle' | 'total';

/**
 * Wrong framings of a response's lines: without line breaks, with other line breaks, as server-sent
 * events, with one value spread over several lines, or compressed without a header.
 */
export const framings = ['concatenated', 'carriageReturns', 'sse', 'spread', 'gzip'] as const;

export type Framing = (typeof framings)[number];

export const certificateReasons = [
  'unknownIssuer',
  /** Signed only by the server itself. */
  'selfSigned',
  /** The server leaves out the certificate between its own and the root. */
  'missingIntermediate',
  'wrongName',
  'expired',
  'notYetValid',
  'other',
] as const;

/** A problem of the TLS handshake, as opposed to the certificate. */
export const tlsReasons = [
  'notTls',
  'oldVersion',
  'clientCertificate',
  'notHttp1',
  'handshake',
] as const;

export const proxyReasons = [
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
] as const;

/** What is wrong with the file of NODE_EXTRA_CA_CERTS. */
export const extraCertificateFaults = [
  'missing',
  'unreadable',
  'der',
  'notPem',
  'noIssuer',
] as const;

/** A proxy: host:port without credentials, and the setting or variable that named it. */
export interface ProxyName {
  readonly address: string;
  readonly source: string;
}

/** Details beyond the kind. */
export type FailureCause =
  | {
      readonly type: 'line';
      /** 1-based, counting blank lines. */
      readonly line: number;
      /** Length of the line without its line break. */
      readonly bytes: number;
      readonly reason: 'notJson' | 'cut' | 'invalidUtf8' | 'tooLong' | 'tooDeep';
      /** The first bytes as text, with control characters escaped. */
      readonly head: string;
      /** The path in the line, if only a part of it is bad: `result.response.responseEvents[1]`. */
      readonly place?: string;
    }
  | {
      readonly type: 'limit';
      readonly limit: LimitName;
      readonly limitMs: number;
      /** The proxy to which the connection was being made. */
      readonly proxy?: ProxyName;
    }
  | {
      readonly type: 'connection';
      readonly reason: 'dns' | 'refused' | 'unreachable' | 'reset' | 'other';
      /** The host:port that was tried. */
      readonly address: string;
      /** True if ALL_PROXY is set, which we do not read. */
      readonly isAllProxySet?: boolean;
    }
  | {
      readonly type: 'certificate';
      readonly reason: (typeof certificateReasons)[number];
      readonly address: string;
      /** The setting that named the proxy with this certificate; undefined for the agent's. */
      readonly proxySource?: string;
      readonly issuer?: string;
      /** Validity as the certificate prints it. */
      readonly validFrom?: string;
      readonly validTo?: string;
      /** The names in the certificate, comma-separated. */
      readonly names?: string;
      /** True if the server sent no certificate but its own. */
      readonly isAlone?: boolean;
      /** What is wrong with the file of NODE_EXTRA_CA_CERTS. */
      readonly extra?: {
        readonly file: string;
        readonly fault: (typeof extraCertificateFaults)[number];
      };
    }
  | {
      readonly type: 'tls';
      readonly reason: (typeof tlsReasons)[number];
      readonly address: string;
      /** The setting that named the proxy, as for a certificate. */
      readonly proxySource?: string;
    }
  | {
      readonly type: 'proxy';
      /** host:port of the proxy, without credentials; empty if they cannot be told apart. */
      readonly address: string;
      /** The setting or variable that named it, for example HTTPS_PROXY. */
      readonly source: string;
      readonly reason?: (typeof proxyReasons)[number];
      /** The sign-in schemes that it offers, comma-separated. */
      readonly schemes?: string;
      /** The host:port to which it should open a tunnel. */
      readonly target?: string;
      /** The title of the page in its response. */
      readonly page?: string;
      /** The target of its redirect. */
      readonly to?: string;
    }
  /** A redirect that was not followed, because it leads to another origin or even another host. */
  | { readonly type: 'redirect'; readonly to: string; readonly isOtherHost?: boolean }
  /** The body does not have the documented shape. */
  | {
      readonly type: 'body';
      /** Its first characters. */
      readonly head: string;
      /** The page's title, if the body is a page. */
      readonly page?: string;
      /**
       * Who asks for a sign-in that is not Agent Graph's: the network, or a gateway with `schemes`.
       */
      readonly signIn?: 'network' | 'gateway';
      readonly schemes?: string;
    }
  /** Reported once, above the lines that it explains. */
  | { readonly type: 'framing'; readonly reason: Framing }
  /** A HAR file that was saved without the response. */
  | { readonly type: 'noBody' }
  /** Input that was refused before anything was sent; `field` names it. */
  | { readonly type: 'input'; readonly field: string; readonly problem: string };

/** One failure. Cancellation is not a failure. */
export interface Failure {
  readonly kind: FailureKind;
  readonly endpoint?: Endpoint;
  /** HTTP status, if there was a response. */
  readonly status?: number;
  /** gRPC status number, or the messaging API's string code. */
  readonly code?: number | string;
  /** The server's own message: redacted, one line, never HTML. */
  readonly detail?: string;
  readonly cause?: FailureCause;
  /** True if the same request may succeed later without a change by the user. */
  readonly retryable: boolean;
  /** The wait that Retry-After asks for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** For Connectly's support: the session; `at` is the time in milliseconds since the epoch. */
  readonly sessionId?: string;
  readonly at?: number;
}

/** The result of work that can fail or be cancelled, instead of throwing. */
export type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'aborted' };

/** Carries a Failure out of an async iterator, which can only throw. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.name = 'FailureError';
    this.failure = failure;
  }
}
