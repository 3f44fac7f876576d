import type { Client, Dispatcher, buildConnector as undiciConnector } from 'undici';
import type { Socket } from 'node:net';

export { Client } from 'undici';

/** Starts a TCP or TLS connection; returns the socket at once, the callback reports the result. */
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
