import type { Socket } from 'node:net';
import { FailureError } from '../../../shared/failure/failure.ts';
import type { WireConnection } from '../../../shared/protocol/inspectorProtocol.ts';
import type { AttemptRequest } from '../attempt.ts';
import type { ConnectTimes } from './connectClock.ts';
import { buildConnects, directConnector, proxyConnector, type Connects } from './connectors.ts';
import { Client } from './parts.mjs';
import { hostAndPort, type Proxy } from '../proxy/proxy.ts';

/**
 * Shorter than any server's, so that we do not reuse a socket that the server is about to close.
 */
const keepAliveTimeoutMs = 4000;

/**
 * A socket idle for longer may have died unnoticed, so a request that must be sent only once does
 * not use it. No server closes a connection that quickly.
 */
const maxFreshMs = 500;

export type DispatchHandler = Parameters<Client['dispatch']>[1];

/** One request; the origin is the connection's. */
type PooledRequest = Pick<AttemptRequest, 'headers' | 'body'> & { readonly path: string };

/**
 * A connection to one origin that carries one request at a time and keeps its socket for the next.
 * Because it has no other user, destroying it aborts a request in any phase.
 */
export class PooledConnection {
  readonly #client: Client;
  readonly #sockets = new Set<Socket>();
  #isUsed = false;
  /** Set until the first response over this connection. */
  #times: ConnectTimes | undefined;
  #tlsError: Error | undefined;

  constructor(connects: Connects, url: URL, proxy: Proxy | undefined) {
    const watch = (socket: Socket): void => {
      this.#sockets.add(socket);
      // Between undici's listeners and TLS's, a tunnel's socket may have no error listener.
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
      // A server that wants a client certificate says so once connected: undici sees the end first,
      // and the socket's error is lost.
      socket.once('_tlsError', (error: Error) => (this.#tlsError = error));
    };
    const note = (times: ConnectTimes) => (this.#times = times);
    const address = hostAndPort(url);
    this.#client = new Client(url.origin, {
      connect: proxy
        ? proxyConnector(connects, address, watch, proxy, note)
        : directConnector(connects.verified, connects.trusted, address, watch, note),
      keepAliveTimeout: keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMs,
      // We enforce the limits ourselves, see Deadlines.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  post({ path, headers, body }: PooledRequest, handler: DispatchHandler): void {
    const send = (): void => {
      this.#client.dispatch({ method: 'POST', path, headers: { ...headers }, body }, handler);
    };
    if (this.#isUsed) afterNextPoll(send);
    else send();
    this.#isUsed = true;
  }

  /** How the response that has just begun arrived; call once per response. */
  takeConnection(): WireConnection {
    const times = this.#times;
    this.#times = undefined;
    return { isReused: times === undefined, ...times };
  }

  /** The TLS error, if there was one. */
  get tlsError(): Error | undefined {
    return this.#tlsError;
  }

  destroy(): void {
    void this.#client.destroy();
    const ended = new FailureError({ kind: 'internal', retryable: false });
    for (const socket of this.#sockets) socket.destroy(ended);
  }
}

interface IdleConnection {
  readonly pooled: PooledConnection;
  readonly sinceMs: number;
}

/** Idle connections by origin and proxy; all trust the same certificates. */
export class ConnectionPool {
  readonly #connects: Connects;
  readonly #idle = new Map<string, IdleConnection[]>();
  #isDestroyed = false;

  constructor(certificates: readonly string[] | undefined) {
    this.#connects = buildConnects(certificates);
  }

  /** A connection for a request; one that must not be retried gets a new or a fresh one. */
  take(url: URL, proxy: Proxy | undefined, isRepeatable: boolean): PooledConnection {
    const idle = this.#idle.get(keyOf(url, proxy)) ?? [];
    // The one used last has the freshest socket.
    const last = idle.pop();
    if (last && (isRepeatable || performance.now() - last.sinceMs <= maxFreshMs))
      return last.pooled;
    // Then all others are older still.
    for (const { pooled } of last ? [last, ...idle.splice(0)] : []) pooled.destroy();
    return new PooledConnection(this.#connects, url, proxy);
  }

  giveBack(pooled: PooledConnection, url: URL, proxy: Proxy | undefined): void {
    if (this.#isDestroyed) {
      pooled.destroy();
      return;
    }
    const key = keyOf(url, proxy);
    const idle = this.#idle.get(key) ?? [];
    idle.push({ pooled, sinceMs: performance.now() });
    this.#idle.set(key, idle);
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const { pooled } of [...this.#idle.values()].flat()) pooled.destroy();
    this.#idle.clear();
  }
}

function keyOf(url: URL, proxy: Proxy | undefined): string {
  return JSON.stringify([url.origin, proxy]);
}

/**
 * Waits for pending socket events: if the server's close has already arrived, it would fail a POST
 * that must not be retried. undici waits for one check phase, which may precede the poll.
 */
function afterNextPoll(action: () => void): void {
  setImmediate(() => setImmediate(action));
}
