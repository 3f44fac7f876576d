import { createSecureServer } from 'node:http2';
import type { TestContext } from 'node:test';
import { keyPair, listen } from './testServer.ts';

/** The origin of a server that speaks HTTP/2 and nothing else. */
export async function startHttp2Server(t: TestContext): Promise<string> {
  const server = createSecureServer({ ...(await keyPair('good')), allowHTTP1: false });
  server.on('sessionError', () => undefined);
  const { port } = await listen(t, server);
  return `https://127.0.0.1:${String(port)}`;
}
