import type { Socket } from 'node:net';
import type { WireConnection } from '../../../shared/protocol/inspectorProtocol.ts';

/** How long a new connection took, in milliseconds; see `WireConnection`. */
export type ConnectTimes = Omit<WireConnection, 'isReused'>;

/** Measures the time until a socket is usable, from the clock's construction. */
export class ConnectClock {
  readonly #startedMs = performance.now();
  #resolvedMs: number | undefined;
  #connectedMs: number | undefined;

  /** Call before the socket emits anything. */
  watch(socket: Socket): void {
    socket.once('lookup', () => (this.#resolvedMs = performance.now()));
    socket.once('connect', () => (this.#connectedMs = performance.now()));
  }

  /** The times once a socket without TLS is connected; no `dnsMs` if there was no look-up. */
  connected(): ConnectTimes {
    const resolvedMs = this.#resolvedMs ?? this.#startedMs;
    const connectMs = (this.#connectedMs ?? performance.now()) - resolvedMs;
    const isResolved = this.#resolvedMs !== undefined;
    return { ...(isResolved && { dnsMs: resolvedMs - this.#startedMs }), connectMs };
  }

  /** The times once TLS is established too. */
  secured(): ConnectTimes {
    const times = this.connected();
    const connectedMs = this.#connectedMs ?? performance.now();
    return { ...times, tlsMs: performance.now() - connectedMs };
  }

  /** The time since construction, for data over an existing socket. */
  elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }
}
