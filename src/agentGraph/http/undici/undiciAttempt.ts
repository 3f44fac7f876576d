import type { Failure } from '../../../shared/failure/failure.ts';
import { type Attempt, type AttemptRequest, Reception } from '../attempt.ts';
import { decodeBody } from '../contentCoding.ts';
import { joinHeaders } from '../joinHeaders.ts';
import { errorCode, networkFailure } from '../networkFailure.ts';
import { hostAndPort } from '../proxy/proxy.ts';
import type { DispatchHandler, PooledConnection } from './connectionPool.ts';

type Controller = Parameters<NonNullable<DispatchHandler['onRequestStart']>>[0];

/** Provides an attempt's connection, and takes it back if it can carry another request. */
export interface ConnectionSource {
  take(): Promise<PooledConnection>;
  /** Adds to a failure what is known about the connection's way. */
  explain(failure: Failure): Failure;
  giveBack(pooled: PooledConnection): void;
}

/** One POST on one connection. */
export function startUndiciAttempt(request: AttemptRequest, pool: ConnectionSource): Attempt {
  const { url, deadlines } = request;
  let pooled: PooledConnection | undefined;
  let controller: Controller | undefined;
  const reception = new Reception(deadlines, {
    pause: () => controller?.pause(),
    resume: () => controller?.resume(),
    destroy: () => pooled?.destroy(),
  });
  const address = hostAndPort(url);
  const fail = (error: unknown): void =>
    reception.abort(pool.explain(networkFailure(error, address)));

  const handler: DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (!reception.isOver) deadlines.enterFirstByte();
    },
    onResponseStart(_controller, status, wireHeaders) {
      // 100 to 199 are interim responses.
      if (status < 200) return;
      const headers = joinHeaders(wireHeaders);
      const body = decodeBody(reception, headers['content-encoding'] ?? '', address);
      const connection = pooled?.takeConnection();
      reception.receiveHead({ status, headers, body, ...(connection && { connection }) });
    },
    onResponseData(_controller, chunk) {
      reception.receive(chunk);
    },
    onResponseEnd(_controller, trailers) {
      if (reception.end(trailerFailure(trailers)) && pooled) pool.giveBack(pooled);
    },
    onResponseError(_controller, error) {
      // A TLS alert that ended the connection says more than the end itself.
      fail(errorCode(error) === 'UND_ERR_SOCKET' ? (pooled?.tlsError ?? error) : error);
    },
  };

  // The trusted certificates may have to be read first, and a keychain can hang.
  deadlines.enterConnect();
  pool.take().then((taken) => {
    if (reception.isOver) {
      pool.giveBack(taken);
      return;
    }
    pooled = taken;
    pooled.post(
      {
        path: `${url.pathname}${url.search}`,
        // Compressed streams arrive in clumps. We still decode one if the server compresses anyway.
        headers: { 'accept-encoding': 'identity', ...request.headers },
        body: request.body,
      },
      handler,
    );
  }, fail);
  return reception;
}

/** An invalid code counts as UNKNOWN (the gRPC protocol over HTTP/2, "Status"). */
const unknownCode = 2;

/**
 * The failure that a gRPC stream names in its trailers, long after a status of 200; undefined if
 * there is none. The caller, who knows the endpoint and the secrets, judges it by its code.
 */
function trailerFailure(
  trailers: Readonly<Record<string, string | string[] | undefined>>,
): Failure | undefined {
  const status = trailers['grpc-status'];
  if (status === undefined) return undefined;
  const text = String(status).trim();
  const code = /^\d{1,9}$/.test(text) ? Number(text) : unknownCode;
  if (code === 0) return undefined;
  const message = trailers['grpc-message'];
  const detail = message === undefined ? undefined : unescaped(String(message));
  return { kind: 'server', code, ...(detail && { detail }), retryable: false };
}

/** Decodes a message that may be percent-encoded. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
