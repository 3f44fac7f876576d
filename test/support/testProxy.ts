import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TestContext } from 'node:test';

export interface TestProxy {
  /** 127.0.0.1:port */
  readonly address: string;
  /** What each CONNECT asked for, with its proxy-authorization. */
  readonly tunnels: readonly { readonly target: string; readonly authorization?: string }[];
}

/** A real proxy for one test. Every tunnel leads to `targetPort` of this machine. */
export function startProxy(t: TestContext, targetPort: number): Promise<TestProxy> {
  return startProxyThat(t, (client) => {
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    client.on('close', () => target.destroy());
  });
}

/** A proxy that does with each CONNECT what the test wants. */
export async function startProxyThat(
  t: TestContext,
  onConnect: (client: Duplex) => void,
): Promise<TestProxy> {
  const tunnels: { target: string; authorization?: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', ({ url: target = '', headers }: IncomingMessage, client: Duplex) => {
    const authorization = headers['proxy-authorization'];
    tunnels.push({ target, ...(authorization !== undefined && { authorization }) });
    onConnect(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return { address: `127.0.0.1:${String(port)}`, tunnels };
}
