import type { Socket } from 'node:net';
import { FailureError } from '../../shared/failure.ts';
import { directConnector, proxyConnector } from './connectors.ts';
import type { Connect } from './parts.mjs';
import { Client } from './parts.mjs';
import type { Proxy } from '../proxy.ts';
import { hostAndPort } from '../proxy.ts';

/** Shorter than any server's: a socket that the server is about to close is not used again. */
const keepAliveTimeoutMs = 4000;

type DispatchHandler = Parameters<Client['dispatch']>[1];

/** What one request sends; the origin is the lane's. */
export interface LaneRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A way to one origin that carries one request at a time and keeps its socket for the next one.
 * Because nobody else is on it, destroying it is how a request is aborted in whatever phase.
 */
export class Lane {
  readonly #client: Client;
  readonly #sockets = new Set<Socket>();
  #isUsed = false;

  constructor(base: Connect, url: URL, proxy: Proxy | undefined) {
    const watch = (socket: Socket): void => {
      this.#sockets.add(socket);
      // Between undici's listeners and TLS's, a socket of a tunnel may have none of its own.
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    };
    const address = hostAndPort(url);
    this.#client = new Client(url.origin, {
      connect: proxy
        ? proxyConnector(base, address, watch, proxy)
        : directConnector(base, address, watch),
      keepAliveTimeout: keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMs,
      // The limits are ours, see Deadlines.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  post({ path, headers, body }: LaneRequest, handler: DispatchHandler): void {
    const send = (): void => {
      this.#client.dispatch({ method: 'POST', path, headers: { ...headers }, body }, handler);
    };
    if (this.#isUsed) afterNextPoll(send);
    else send();
    this.#isUsed = true;
  }

  destroy(): void {
    void this.#client.destroy();
    const ended = new FailureError({ kind: 'internal', retryable: false });
    for (const socket of this.#sockets) socket.destroy(ended);
  }
}

/** Lanes waiting for their next request, by origin and proxy. */
export class LanePool {
  readonly #base: Connect;
  readonly #idle = new Map<string, Lane[]>();
  #isDestroyed = false;

  constructor(base: Connect) {
    this.#base = base;
  }

  take(url: URL, proxy: Proxy | undefined): Lane {
    // The one used last: its socket is the freshest.
    return this.#idle.get(keyOf(url, proxy))?.pop() ?? new Lane(this.#base, url, proxy);
  }

  giveBack(lane: Lane, url: URL, proxy: Proxy | undefined): void {
    if (this.#isDestroyed) {
      lane.destroy();
      return;
    }
    const key = keyOf(url, proxy);
    const lanes = this.#idle.get(key);
    if (lanes) lanes.push(lane);
    else this.#idle.set(key, [lane]);
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const lane of [...this.#idle.values()].flat()) lane.destroy();
    this.#idle.clear();
  }
}

function keyOf(url: URL, proxy: Proxy | undefined): string {
  return `${url.origin} ${proxy?.url ?? ''}`;
}

/**
 * Lets news of the sockets come in first: a close by the server that has arrived already would fail
 * a POST that may not be repeated. undici waits for one check phase, which may precede the poll.
 */
function afterNextPoll(action: () => void): void {
  setImmediate(() => setImmediate(action));
}
