import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import type { TlsOptions } from 'node:tls';
import type { TestContext } from 'node:test';
import { watchKeys } from './keyWatch.ts';
import { testKey } from '../testKeys.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestServer {
  readonly port: number;
  /** http://127.0.0.1:port, https where it speaks TLS. */
  readonly origin: string;
  readonly requests: readonly ReceivedRequest[];
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  /** Connections there ever were. */
  readonly connectionCount: () => number;
}

/** The names of the leaves in test/fixtures/tls. */
export type CertificateName =
  | 'good'
  | 'wrongName'
  | 'expired'
  | 'notYetValid'
  | 'selfSigned'
  /** As public authorities issue them. */
  | 'publicLeaf'
  /** Its issuer is not the root, and is not sent. */
  | 'chainLeaf'
  /** The same with its issuer. */
  | 'chain';

export interface ServerOptions {
  /** The keys that the test enters for it, which is noted; by default `testKey`. */
  readonly keys?: readonly string[];
  readonly certificate?: CertificateName;
  readonly maxTlsVersion?: 'TLSv1.2' | 'TLSv1.3';
  /** What else its TLS is to be like. */
  readonly tls?: TlsOptions;
}

export type Answer = (
  response: ServerResponse,
  request: ReceivedRequest,
  socket: Socket,
) => void | Promise<void>;

/** The root that signed the leaves, in PEM. */
export function testRoot(): Promise<string> {
  return readFile(fixture('root.pem'), 'utf8');
}

/** The root of the certificates "chain" and "chainLeaf". */
export function chainRoot(): Promise<string> {
  return readFile(fixture('chainRoot.pem'), 'utf8');
}

/** A leaf of test/fixtures/tls, for a server to show. */
export async function keyPair(name: CertificateName): Promise<{ key: Buffer; cert: Buffer }> {
  const leaf = name === 'chain' ? 'chainLeaf' : name;
  const sent = name === 'chain' ? [leaf, 'chainIssuer'] : [leaf];
  const certificates = await Promise.all(sent.map((one) => readFile(fixture(`${one}.pem`))));
  return { key: await readFile(fixture(`${leaf}.key`)), cert: Buffer.concat(certificates) };
}

const roots = testRoot().then((root): readonly string[] => [root]);

/** Nothing but the root that signed the leaves, in PEM. */
export function testCertificates(): Promise<readonly string[]> {
  return roots;
}

/** A real HTTP(S) server for one test; `answer` is called when a request has wholly arrived. */
export async function startServer(
  t: TestContext,
  answer: Answer,
  { certificate, maxTlsVersion = 'TLSv1.3', tls = {}, keys = [testKey] }: ServerOptions = {},
): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const listener = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers, socket } = message;
    const request = { method, path, headers, body: await textOf(message) };
    requests.push(request);
    await answer(response, request, socket);
  };
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    listener(message, response).catch((error: unknown) => response.destroy(error as Error));
  };
  const server = certificate
    ? createHttpsServer(
        { ...(await keyPair(certificate)), maxVersion: maxTlsVersion, ...tls },
        onRequest,
      )
    : createHttpServer(onRequest);
  const { port, ...connections } = await listen(t, server);
  const watch = watchKeys('test server', keys);
  watch.watch(port);
  t.after(() => watch.end());
  const origin = `${certificate ? 'https' : 'http'}://127.0.0.1:${String(port)}`;
  return { port, origin, requests, ...connections };
}

/** A real TCP server for one test, for answers that no HTTP server would give. */
export async function startRawServer(
  t: TestContext,
  onSocket: (socket: Socket) => void,
): Promise<TestServer> {
  const watch = watchKeys('raw server', [testKey]);
  const server = createNetServer((socket) => {
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1');
    });
    socket.on('close', () => watch.note(seen, 'the bytes of a connection', true));
    onSocket(socket);
    // A socket that nobody reads never learns that the other side has left.
    socket.resume();
  });
  const { port, ...connections } = await listen(t, server);
  // After the connections are closed.
  t.after(() => watch.end());
  return { port, origin: `http://127.0.0.1:${String(port)}`, requests: [], ...connections };
}

/** A raw server that answers each request with these bytes and then does `afterwards`. */
export function startWireServer(
  t: TestContext,
  bytes: string | Uint8Array,
  afterwards: (socket: Socket) => void,
): Promise<TestServer> {
  return startRawServer(t, (socket) => {
    socket.once('data', () => {
      socket.write(bytes, () => {
        afterwards(socket);
      });
    });
  });
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the server has no open connection any more. */
export async function allSocketsClosed({ sockets }: TestServer): Promise<void> {
  await Promise.all([...sockets].map(socketClosed));
}

/** Resolves when the socket is closed, whether with an error or without. */
export function socketClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** Listens on a free port of this machine until the end of the test. */
export async function listen(
  t: TestContext,
  server: Server,
): Promise<Pick<TestServer, 'port' | 'sockets' | 'connectionCount'>> {
  const sockets = new Set<Socket>();
  let connectionCount = 0;
  server.on('connection', (socket) => {
    connectionCount++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: portOf(server), sockets, connectionCount: () => connectionCount };
}

function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function fixture(name: string): URL {
  return new URL(`../../fixtures/tls/${name}`, import.meta.url);
}
