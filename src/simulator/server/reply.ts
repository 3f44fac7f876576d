/** An HTTP response as data: what to send and when. Faults are other data, not other code paths. */

export type WireAction =
  | { readonly type: 'write'; readonly data: string | Uint8Array }
  /** A pause, with keep-alive lines unless `silent`. Before the first write it delays the head. */
  | { readonly type: 'wait'; readonly ms: number; readonly silent?: boolean }
  /** Sends nothing more; the connection stays open until the client leaves. */
  | { readonly type: 'hang' }
  /**
   * Closes the connection: `reset` with RST, `close` with FIN and without the last chunk,
   * `endAndClose` after a complete body.
   */
  | { readonly type: 'reset' | 'close' | 'endAndClose' };

export interface ServerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly actions: Iterable<WireAction>;
  /** Called once, when everything was sent or the client left. */
  readonly onEnd?: () => void;
}

/**
 * The gRPC status codes that the simulator uses, with the gateway's HTTP status (API notes, 4.1).
 */
const httpStatus = { 3: 400, 5: 404, 7: 403, 8: 429, 10: 409, 12: 501, 13: 500, 16: 401 } as const;

export type GrpcCode = keyof typeof httpStatus;

/** A whole body with its length, sent at once. */
export function bodyReply(
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): ServerReply {
  return {
    status,
    headers: {
      'content-type': contentType,
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    },
    actions: [{ type: 'write', data: body }],
  };
}

/** A JSON body with its length. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ServerReply {
  return bodyReply(status, 'application/json', `${JSON.stringify(body)}\n`, headers);
}

/**
 * An error as grpc-gateway writes it before the first message: bare on unary endpoints, one line of
 * form B on streaming ones (API notes, 1.3 and 4.1).
 */
export function errorReply(
  code: GrpcCode,
  message: string,
  streaming = false,
  status: number = httpStatus[code],
): ServerReply {
  const error = { code, message, details: [] };
  const headers: Record<string, string> = code === 16 ? { 'www-authenticate': message } : {};
  return jsonReply(status, streaming ? { error } : error, headers);
}
