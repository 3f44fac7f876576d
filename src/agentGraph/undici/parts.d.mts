import type { Client, Dispatcher, buildConnector as undiciConnector } from 'undici';
import type { Socket } from 'node:net';

export { Client, RetryHandler } from 'undici';

/** Starts a TCP or TLS connection; the socket is there at once, the callback reports its fate. */
export type Connect = (
  options: undiciConnector.Options,
  callback: undiciConnector.Callback,
) => Socket;

export function buildConnector(options: undiciConnector.BuildOptions): Connect;

/** CONNECT through a proxy; resolves whatever the proxy's status is. */
export function connectTunnel(
  this: Client,
  options: Omit<Dispatcher.ConnectOptions, 'origin'>,
): Promise<Dispatcher.ConnectData>;

/** What the server sent is not HTTP, or ended within a message; its code is often missing. */
export class HTTPParserError extends Error {
  /** What could not be parsed; '' when the connection ended in the middle. */
  readonly data?: string;
}
