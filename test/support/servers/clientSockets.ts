import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { eventually } from '../eventually.ts';

/** The connections that this process has opened, by their local port. */
const opened = new Map<number, WeakRef<Socket>>();

subscribe('net.client.socket', (message) => {
  const { socket } = message as { readonly socket: Socket };
  socket.once('connect', () => {
    if (socket.localPort !== undefined) opened.set(socket.localPort, new WeakRef(socket));
  });
});

/** Waits until the client, which is in this process, has read all that the server's socket has written. */
export async function isRead(server: Socket): Promise<void> {
  await eventually(
    () => (opened.get(server.remotePort ?? 0)?.deref()?.bytesRead ?? 0) >= server.bytesWritten,
    'the client reads what was written',
  );
}
