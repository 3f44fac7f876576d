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
  /** The session works, on another message. */
  'sessionBusy',
  'internal',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** Which of the limits ran out (see `Timeouts` in agentGraph/transport.ts). */
export type LimitName = 'connect' | 'firstByte' | 'idle' | 'total';

/**
 * How the lines of an answer came that are not as they should be: without line breaks, with another
 * one, as server-sent events, as one value over several lines, or compressed without a word.
 */
export const framings = ['concatenated', 'carriageReturns', 'sse', 'spread', 'gzip'] as const;

export type Framing = (typeof framings)[number];

export const certificateReasons = [
  'unknownIssuer',
  /** Nobody but the server itself vouches for it. */
  'selfSigned',
  /** The server leaves out the certificate that stands between its own and the root. */
  'missingIntermediate',
  'wrongName',
  'expired',
  'notYetValid',
  'other',
] as const;

/** What is wrong with the speech, as opposed to the certificate. */
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
  /** It signs people in by schemes that are not known here. */
  'unknownScheme',
  'refusedTunnel',
  'notAProxy',
  /** What comes through the tunnel is the proxy's own. */
  'ownPage',
  'brokeTunnel',
  'socks',
  'script',
  'badAddress',
  /** The password has characters that end the name of a host in a URL. */
  'badCharacters',
] as const;

/** What is wrong with the file that NODE_EXTRA_CA_CERTS names. */
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

/** What exactly went wrong, where more is known than the kind says. */
export type FailureCause =
  | {
      readonly type: 'line';
      /** 1-based, counting blank lines. */
      readonly line: number;
      /** Length of the line without its line break. */
      readonly bytes: number;
      readonly reason: 'notJson' | 'cut' | 'invalidUtf8' | 'tooLong' | 'tooDeep';
      /** The first bytes as text, control characters made visible. */
      readonly head: string;
      /** Where in the line, if only a part of it is bad: `result.response.responseEvents[1]`. */
      readonly place?: string;
    }
  | {
      readonly type: 'limit';
      readonly limit: LimitName;
      readonly limitMs: number;
      /** The proxy that the connection would have gone through. */
      readonly proxy?: ProxyName;
    }
  | {
      readonly type: 'connection';
      readonly reason: 'dns' | 'refused' | 'unreachable' | 'reset' | 'other';
      /** host:port that was tried. */
      readonly address: string;
      /** True where ALL_PROXY is set, which is not read. */
      readonly isAllProxySet?: boolean;
    }
  | {
      readonly type: 'certificate';
      readonly reason: (typeof certificateReasons)[number];
      readonly address: string;
      /** What named the proxy whose certificate it is; missing for the agent's. */
      readonly proxySource?: string;
      readonly issuer?: string;
      /** Validity as the certificate prints it. */
      readonly validFrom?: string;
      readonly validTo?: string;
      /** The names that it holds, with commas between them. */
      readonly names?: string;
      /** True where the server sent no other certificate with its own. */
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
      /** As of a certificate. */
      readonly proxySource?: string;
    }
  | {
      readonly type: 'proxy';
      /** host:port of the proxy, without credentials; empty where that cannot be told from them. */
      readonly address: string;
      /** The setting or variable that named it, for example HTTPS_PROXY. */
      readonly source: string;
      readonly reason?: (typeof proxyReasons)[number];
      /** The ways to sign in that it offers, with commas between them. */
      readonly schemes?: string;
      /** host:port that it was to open a way to. */
      readonly target?: string;
      /** The title of the page that it answered with. */
      readonly page?: string;
      /** Where it redirects to. */
      readonly to?: string;
    }
  /** A redirect that was not followed because it leads to another origin, or host even. */
  | { readonly type: 'redirect'; readonly to: string; readonly isOtherHost?: boolean }
  /** The body was not of the documented shape. */
  | {
      readonly type: 'body';
      /** Its first characters. */
      readonly head: string;
      /** The title of the page that it is. */
      readonly page?: string;
      /** Who wants a sign-in that is not Agent Graph's: the network, or a gateway by these schemes. */
      readonly signIn?: 'network' | 'gateway';
      readonly schemes?: string;
    }
  /** Said once, above the lines that it explains. */
  | { readonly type: 'framing'; readonly reason: Framing }
  /** An HTTP Archive was exported without what the agent answered. */
  | { readonly type: 'noBody' }
  /** Input that was refused before anything was sent; `field` says which. */
  | { readonly type: 'input'; readonly field: string; readonly problem: string };

/** One failure. Cancellation is not a failure. */
export interface Failure {
  readonly kind: FailureKind;
  readonly endpoint?: Endpoint;
  /** HTTP status, when there was a response. */
  readonly status?: number;
  /** gRPC status number, or the messaging API's string code. */
  readonly code?: number | string;
  /** The server's own message, redacted, one line, never HTML. */
  readonly detail?: string;
  readonly cause?: FailureCause;
  /** True when the same request may succeed later without a change by the user. */
  readonly retryable: boolean;
  /** What Retry-After asked for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What Connectly's support asks for: the session, and when it was, in milliseconds of the epoch. */
  readonly sessionId?: string;
  readonly at?: number;
}

/** The result of work that can fail or be cancelled; nobody throws for either. */
export type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'aborted' };

/** Carries a Failure through an async iterator, the one place where a value cannot travel. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.name = 'FailureError';
    this.failure = failure;
  }
}
