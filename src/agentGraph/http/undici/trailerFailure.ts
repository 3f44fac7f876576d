import type { Failure } from '../../../shared/failure/failure.ts';

/** A code that is none counts as UNKNOWN (the gRPC protocol over HTTP/2, "Status"). */
const unknownCode = 2;

/**
 * The failure that a stream of gRPC names behind its body, when its head has long said 200; undefined
 * where there is none. Whoever knows the endpoint and the secrets judges it by its code.
 */
export function trailerFailure(
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

/** Its characters may be percent-encoded. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
