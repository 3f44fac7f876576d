import type { Outcome } from '../../shared/failure/failure.ts';
import type { WireConnection } from '../../shared/protocol/inspectorProtocol.ts';

/** Limits of one request in milliseconds. `Infinity` switches one off. */
export interface Timeouts {
  /** Until the socket is connected, including TLS. */
  readonly connectMs: number;
  /** From sending the request to the response's headers. */
  readonly firstByteMs: number;
  /** Between two received pieces of the body; blank keep-alive lines count as life. */
  readonly idleMs: number;
  /** The whole request, including the body. */
  readonly totalMs: number;
}

/** The usual limits of HTTP clients; a total limit would cut slow but healthy responses. */
export const defaultTimeouts: Timeouts = {
  connectMs: 10_000,
  firstByteMs: 60_000,
  idleMs: 60_000,
  totalMs: Infinity,
};

/** An upcoming retry of a failed attempt. */
export interface RetryNotice {
  /** 1 for the first retry. */
  readonly attempt: number;
  readonly waitMs: number;
  /** HTTP status or error code of the failed attempt. */
  readonly reason: string;
}

/** A POST with a JSON body, the only kind of request in Agent Graph. */
export interface HttpRequest {
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
  /** True only for requests that are safe to retry (init, health). */
  readonly retry: boolean;
  readonly onRetry?: (notice: RetryNotice) => void;
  /** The turn that an invoke belongs to, for recorders; not sent. */
  readonly turn?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body, content codings already decoded. Read it once. A failure on the way throws a
   * `FailureError`; an abort by the caller's signal ends it without an error; leaving the loop
   * early frees the socket.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** The connection it came over, and how long connecting took; undefined if unknown. */
  readonly connection?: WireConnection;
}

/** The way to the network: over undici or fetch; tests and replay bring their own. */
export interface HttpTransport {
  /**
   * Sends the request and resolves with the response's head, whatever its status. Never rejects: a
   * network error is `failed`, an abort by the caller is `aborted`. Follows redirects only within
   * the origin, and only 307 and 308, which repeat the same POST.
   */
  post(request: HttpRequest): Promise<Outcome<HttpResponse>>;
  /** Closes idle sockets and aborts running requests. */
  dispose(): Promise<void>;
}
