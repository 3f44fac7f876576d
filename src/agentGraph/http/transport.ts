import type { Outcome } from '../../shared/failure/failure.ts';
import type { WireConnection } from '../../shared/protocol/inspectorProtocol.ts';

/** Limits of one request in milliseconds. `Infinity` switches one off. */
export interface Timeouts {
  /** Until the socket is connected, TLS included. */
  readonly connectMs: number;
  /** From sending the request to the response's headers. */
  readonly firstByteMs: number;
  /** Between two received pieces of the body; blank keep-alive lines count as life. */
  readonly idleMs: number;
  /** The whole request, body included. */
  readonly totalMs: number;
}

/** As trusted clients do; a total limit would cut healthy slow answers. */
export const defaultTimeouts: Timeouts = {
  connectMs: 10_000,
  firstByteMs: 60_000,
  idleMs: 60_000,
  totalMs: Infinity,
};

/** One attempt that is about to be repeated. */
export interface RetryNotice {
  /** 1 for the first repetition. */
  readonly attempt: number;
  readonly waitMs: number;
  /** HTTP status or error code of the attempt that failed. */
  readonly reason: string;
}

/** A POST with a JSON body; Agent Graph knows no other request. */
export interface HttpRequest {
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
  /** True only for requests that may be repeated without harm (init, health). */
  readonly retry: boolean;
  readonly onRetry?: (notice: RetryNotice) => void;
  /** The turn that an invoke belongs to, for whoever records; it is not sent. */
  readonly turn?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body, content codings already decoded. Read it once. A fault on the way throws a
   * `FailureError`; an abort by the caller's signal ends it without an error; leaving the loop
   * early frees the socket.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** The connection it came over, and how long that took to be made; missing where nobody can tell. */
  readonly connection?: WireConnection;
}

/** The way to the network. One implementation is undici's, tests and replay bring their own. */
export interface HttpTransport {
  /**
   * Sends the request and resolves with the response's head, whatever its status. Never rejects:
   * network faults are `failed`, an abort by the caller is `aborted`. Redirects are not followed
   * to another origin; within the origin only 307 and 308, which repeat the same POST, are.
   */
  post(request: HttpRequest): Promise<Outcome<HttpResponse>>;
  /** Closes idle sockets and aborts what is under way. */
  dispose(): Promise<void>;
}
