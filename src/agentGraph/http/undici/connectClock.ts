import type { Socket } from 'node:net';
import type { WireConnection } from '../../../shared/protocol/inspectorProtocol.ts';

/** How long a new connection took, in milliseconds; see `WireConnection`. */
export type ConnectTimes = Omit<WireConnection, 'isReused'>;

/** Measures how long a socket takes until it can be used, from the clock's making. */
export class ConnectClock {
  readonly #startedMs = performance.now();
  #resolvedMs: number | undefined;
  #connectedMs: number | undefined;

  /** To be called before the socket has told anything. */
  watch(socket: Socket): void {
    socket.once('lookup', () => (this.#resolvedMs = performance.now()));
    socket.once('connect', () => (this.#connectedMs = performance.now()));
  }

  /** A socket without TLS is connected; there is no `dnsMs` where the address needed no look-up. */
  connected(): ConnectTimes {
    const resolvedMs = this.#resolvedMs ?? this.#startedMs;
    const connectMs = (this.#connectedMs ?? performance.now()) - resolvedMs;
    const isResolved = this.#resolvedMs !== undefined;
    return { ...(isResolved && { dnsMs: resolvedMs - this.#startedMs }), connectMs };
  }

  /** TLS stands as well. */
  secured(): ConnectTimes {
    const times = this.connected();
    const connectedMs = this.#connectedMs ?? performance.now();
    return { ...times, tlsMs: performance.now() - connectedMs };
  }

  /** All that has passed, for what goes over a socket that was there already. */
  elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }
}
