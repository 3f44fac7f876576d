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
  | { readonly type: 'limit'; readonly limit: LimitName; readonly limitMs: number }
  | {
      readonly type: 'connection';
      readonly reason: 'dns' | 'refused' | 'unreachable' | 'reset' | 'other';
      /** host:port that was tried. */
      readonly address: string;
    }
  | {
      readonly type: 'certificate';
      readonly reason: 'unknownIssuer' | 'wrongName' | 'expired' | 'other';
      readonly address: string;
      readonly issuer?: string;
      /** Validity as the certificate prints it. */
      readonly validFrom?: string;
      readonly validTo?: string;
    }
  | {
      readonly type: 'proxy';
      /** host:port of the proxy, without credentials. */
      readonly address: string;
      /** The setting or variable that named it, for example HTTPS_PROXY. */
      readonly source: string;
    }
  /** A redirect that was not followed because it leads to another origin. */
  | { readonly type: 'redirect'; readonly to: string }
  /** The body was not of the documented shape. `head` are its first characters. */
  | { readonly type: 'body'; readonly head: string }
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
}

/** The result of work that can fail or be cancelled; nobody throws for either. */
export type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'aborted' };

const failureErrorBrand = Symbol.for('askSofia.FailureError');

/**
 * Carries a Failure through an async iterator, the one place where a value cannot travel. The
 * transport is a bundle of its own with its own copy of this class; `instanceof` knows both.
 */
export class FailureError extends Error {
  readonly failure: Failure;
  readonly [failureErrorBrand] = true;

  constructor(failure: Failure) {
    super(failure.kind);
    this.name = 'FailureError';
    this.failure = failure;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && failureErrorBrand in value;
  }
}
