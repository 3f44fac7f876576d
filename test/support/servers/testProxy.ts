import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TestContext } from 'node:test';
import { noteHead, watchKeys } from './keyWatch.ts';
import { proxyPassword } from '../testKeys.ts';
import type { CertificateName } from './testServer.ts';
import { keyPair } from './testServer.ts';

export interface TestProxy {
  /** 127.0.0.1:port */
  readonly address: string;
  /** What each CONNECT asked for, with its proxy-authorization. */
  readonly tunnels: readonly { readonly target: string; readonly authorization?: string }[];
}

export interface ProxyOptions {
  /** Then it is an https proxy. */
  readonly certificate?: CertificateName;
  /** `user:password` that it wants; everything else is answered with 407. */
  readonly credentials?: string;
}

/** A real proxy for one test. Every tunnel leads to `targetPort` of this machine. */
export function startProxy(
  t: TestContext,
  targetPort: number,
  { credentials, ...options }: ProxyOptions = {},
): Promise<TestProxy> {
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const onConnect: OnConnect = (client, authorization) => {
    if (wanted !== undefined && authorization !== wanted) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="test"\r\ncontent-length: 0\r\n\r\n',
      );
      return;
    }
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    client.on('close', () => target.destroy());
  };
  return startProxyThat(t, onConnect, options);
}

type OnConnect = (client: Duplex, authorization: string | undefined) => void;

/** A proxy that does with each CONNECT what the test wants. */
export async function startProxyThat(
  t: TestContext,
  onConnect: OnConnect,
  { certificate }: Pick<ProxyOptions, 'certificate'> = {},
): Promise<TestProxy> {
  const tunnels: { target: string; authorization?: string }[] = [];
  const sockets = new Set<Socket>();
  const server: Server = certificate
    ? createHttpsServer(await keyPair(certificate))
    : createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const watch = watchKeys('proxy', [proxyPassword]);
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    noteHead(request, watch.note);
    const { url: target = '' } = request;
    const authorization = request.headers['proxy-authorization'];
    tunnels.push({ target, ...(authorization !== undefined && { authorization }) });
    onConnect(client, authorization);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  watch.watch(port);
  t.after(async () => {
    watch.end();
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { address: `127.0.0.1:${String(port)}`, tunnels };
}
