import { once } from 'node:events';
import { createSecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { keyPair } from './testServer.ts';

/** The origin of a server that speaks HTTP/2 and nothing else. */
export async function startHttp2Server(t: TestContext): Promise<string> {
  const server = createSecureServer({ ...(await keyPair('good')), allowHTTP1: false });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('sessionError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return `https://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
}
