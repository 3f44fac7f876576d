import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { networkFailure } from '../../../src/agentGraph/http/networkFailure.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import { startHttp2Server } from '../servers/http2Server.ts';
import { tempFolder } from '../tempFolder.ts';
import type { CertificateName, ServerOptions } from '../servers/testServer.ts';
import {
  chainRoot,
  closedPort,
  startRawServer,
  startServer,
  startWireServer,
  testRoot,
} from '../servers/testServer.ts';
import { built, reach, situation, whenAsked } from './situation.ts';
import type { Situation } from './situation.ts';

/** Sets a variable for one test; undefined takes it away. */
export function setVariable(t: TestContext, name: string, value: string | undefined): void {
  const before = process.env[name];
  const set = (to: string | undefined): void => {
    if (to === undefined) delete process.env[name];
    else process.env[name] = to;
  };
  set(value);
  t.after(() => set(before));
}

async function atCertificate(
  t: TestContext,
  certificate: CertificateName,
  trusted?: readonly string[],
  extraFile?: string,
  options: ServerOptions = {},
): Promise<Failure> {
  setVariable(t, 'NODE_EXTRA_CA_CERTS', extraFile);
  const server = await startServer(t, (response) => void response.end(), {
    certificate,
    ...options,
  });
  const certificates = trusted ? { certificates: trusted } : {};
  return reach(t, { baseUrl: server.origin, ...certificates });
}

async function extraFile(t: TestContext, name: string, content: string | Buffer): Promise<string> {
  const path = join(await tempFolder(t), name);
  await writeFile(path, content);
  return path;
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
}

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ncontent-length: 900\r\n\r\n';

/** What goes wrong on the way to the agent: names, sockets, TLS. */
export const networkSituations: readonly Situation[] = [
  situation('The name of the host is wrong', (t) =>
    reach(t, { baseUrl: 'https://nowhere.invalid' }),
  ),
  situation('Nothing runs at the address', async (t) =>
    reach(t, { baseUrl: `http://127.0.0.1:${String(await closedPort())}` }),
  ),
  situation('Only ALL_PROXY is set, and the host is not found without a proxy', (t) => {
    setVariable(t, 'ALL_PROXY', 'socks5://proxy.example:1080');
    return reach(t, { baseUrl: 'https://nowhere.invalid' });
  }),
  built('There is no route, without the VPN', () => ({
    ...networkFailure({ code: 'EHOSTUNREACH' }, '10.0.0.7:443'),
    endpoint: 'init',
  })),
  situation('The connection is never made', async (t) => {
    const server = await startRawServer(t, () => undefined);
    return reach(t, { baseUrl: server.origin.replace('http:', 'https:'), connectMs: 60 });
  }),
  whenAsked('The connection breaks off during the answer', (response) => {
    response.writeHead(200);
    response.write('{"messageEvent":{"role":"ASSISTANT"}}\n', () =>
      response.socket?.resetAndDestroy(),
    );
  }),
  situation('What answers is no web server', async (t) => {
    const server = await startWireServer(t, '220 smtp.example ready\r\n', () => undefined);
    return reach(t, { baseUrl: server.origin });
  }),
  situation('The base URL says https, and the server speaks http', async (t) => {
    const server = await startServer(t, (response) => void response.end());
    return reach(t, { baseUrl: server.origin.replace('http:', 'https:') });
  }),
  situation('The base URL has the port of another service, which says “SSH-2.0”', async (t) => {
    const server = await startRawServer(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'));
    return reach(t, { baseUrl: server.origin.replace('http:', 'https:') });
  }),
  situation('The server speaks TLS 1.1 at most', (t) =>
    atCertificate(t, 'good', undefined, undefined, {
      tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    }),
  ),
  situation('The server requires a client certificate (TLS 1.3)', (t) =>
    atCertificate(t, 'good', undefined, undefined, {
      tls: { requestCert: true, rejectUnauthorized: true },
    }),
  ),
  situation('The server requires a client certificate (TLS 1.2)', (t) =>
    atCertificate(t, 'good', undefined, undefined, {
      tls: { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
    }),
  ),
  situation('The server speaks HTTP/2 only', async (t) =>
    reach(t, { baseUrl: await startHttp2Server(t) }),
  ),
  situation("The company's authority is not trusted", async (t) =>
    atCertificate(t, 'chain', [await testRoot()]),
  ),
  situation('The authority is not trusted, and the server sends one certificate only', async (t) =>
    atCertificate(t, 'good', [await chainRoot()]),
  ),
  situation('The server leaves out the intermediate certificate', async (t) =>
    atCertificate(t, 'chainLeaf', [await chainRoot()]),
  ),
  situation('The server leaves out the intermediate certificate of a public authority', async (t) =>
    atCertificate(t, 'publicLeaf', [await chainRoot()]),
  ),
  situation('The certificate is self-signed', (t) => atCertificate(t, 'selfSigned')),
  situation('The certificate is for another name', (t) => atCertificate(t, 'wrongName')),
  situation('The certificate has expired', (t) => atCertificate(t, 'expired')),
  situation('The certificate is not valid yet', (t) => atCertificate(t, 'notYetValid')),
  situation('NODE_EXTRA_CA_CERTS names a file that does not exist', async (t) =>
    atCertificate(t, 'chain', [await testRoot()], '/etc/luna/root.pem'),
  ),
  situation('NODE_EXTRA_CA_CERTS names a file in DER', async (t) =>
    atCertificate(
      t,
      'chain',
      [await testRoot()],
      await extraFile(t, 'root.der', derOf(await chainRoot())),
    ),
  ),
  situation('NODE_EXTRA_CA_CERTS names a file without the root', async (t) =>
    atCertificate(t, 'chain', [await testRoot()], await extraFile(t, 'root.pem', await testRoot())),
  ),
  situation('NODE_EXTRA_CA_CERTS names a text file', async (t) =>
    atCertificate(t, 'chain', [await testRoot()], await extraFile(t, 'notes.txt', 'Ask IT.')),
  ),
  situation('The answer is shorter than it said', async (t) => {
    const server = await startWireServer(t, `${head}{"resp`, (socket) => socket.end());
    return reach(t, { baseUrl: server.origin });
  }),
];
