import type { TestContext } from 'node:test';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import { proxyPassword } from '../testKeys.ts';
import type { ProxyOptions } from '../servers/testProxy.ts';
import { startProxy, startProxyThat } from '../servers/testProxy.ts';
import { chainRoot, closedPort, startRawServer, startServer } from '../servers/testServer.ts';
import { setVariable } from './networkSituations.ts';
import type { Reach, Situation } from './situation.ts';
import { reach, situation } from './situation.ts';

const baseUrl = 'https://agent.example.test';

function through(t: TestContext, url: string, more: Partial<Reach> = {}): Promise<Failure> {
  setVariable(t, 'NODE_EXTRA_CA_CERTS', undefined);
  return reach(t, { baseUrl, proxy: { url, source: 'HTTPS_PROXY' }, ...more });
}

/** A proxy that says this to CONNECT. */
function says(name: string, answer: string): Situation {
  return situation(name, async (t) => {
    const { address } = await startProxyThat(t, (client) => client.end(answer));
    return through(t, `http://${address}`);
  });
}

async function withPassword(t: TestContext, given: string): Promise<Failure> {
  const options: ProxyOptions = { credentials: `ana:${proxyPassword}` };
  const { address } = await startProxy(t, await closedPort(), options);
  return through(t, `http://${given}${address}`);
}

const html = 'content-type: text/html\r\n\r\n<html><head><title>';

/** What goes wrong with proxies. */
export const proxySituations: readonly Situation[] = [
  situation('The password has a raw # in it', (t) =>
    through(t, 'http://tester:Sun@Beach2026#1@127.0.0.1:3128'),
  ),
  situation('The password has a raw / in it, and no host follows', (t) =>
    through(t, 'http://tester:Sun/Beach@'),
  ),
  situation('HTTPS_PROXY holds a user and a password, and no host', (t) =>
    through(t, 'http://tester:Sun-Beach'),
  ),
  situation('HTTPS_PROXY names a SOCKS proxy', (t) => through(t, 'socks5://proxy.example:1080')),
  situation('HTTPS_PROXY names a script', (t) => through(t, 'http://proxy.example/proxy.pac')),
  situation('No proxy runs at the address', async (t) =>
    through(t, `http://127.0.0.1:${String(await closedPort())}`),
  ),
  situation("The proxy's name is wrong", (t) => through(t, 'http://proxy.invalid:3128')),
  situation('The proxy never answers', async (t) => {
    const { address } = await startProxyThat(t, (client) => void client.resume());
    return through(t, `http://${address}`, { connectMs: 60 });
  }),
  situation('The proxy hangs up', async (t) => {
    const { address } = await startProxyThat(t, (client) => client.destroy());
    return through(t, `http://${address}`);
  }),
  situation('The proxy wants a user name and a password', (t) => withPassword(t, '')),
  situation('The password for the proxy is wrong', (t) => withPassword(t, 'ana:other@')),
  says(
    'The proxy knows Negotiate and NTLM only',
    'HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\ncontent-length: 0\r\n\r\n',
  ),
  says('The proxy blocks the host', `HTTP/1.1 403 No\r\n${html}Blocked by policy</title>`),
  says(
    'The proxy redirects to a sign-in page',
    `HTTP/1.1 302 Found\r\nlocation: https://login.luna.example/in\r\n${html}Sign in</title>`,
  ),
  says('The proxy does not reach the host', 'HTTP/1.1 502 No\r\ncontent-length: 0\r\n\r\n'),
  says('The proxy opens the tunnel and puts a page into it', `HTTP/1.1 200 OK\r\n${html}Hello`),
  situation('The tunnel breaks off', async (t) => {
    const { address } = await startProxyThat(t, (client) => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.once('data', () => client.destroy());
    });
    return through(t, `http://${address}`);
  }),
  situation('HTTPS_PROXY names a mail server', async (t) => {
    const server = await startRawServer(t, (socket) => {
      socket.once('data', () => socket.end('220 smtp.example ready\r\n'));
    });
    return through(t, server.origin);
  }),
  situation('HTTPS_PROXY says https, and the proxy speaks http', async (t) => {
    const { address } = await startProxyThat(t, () => undefined);
    return through(t, `https://${address}`);
  }),
  situation("The proxy's certificate is not trusted", async (t) => {
    const { address } = await startProxy(t, 1, { certificate: 'good' });
    return through(t, `https://${address}`, { certificates: [await chainRoot()] });
  }),
  situation("The proxy's certificate has expired", async (t) => {
    const { address } = await startProxy(t, 1, { certificate: 'expired' });
    return through(t, `https://${address}`);
  }),
  situation('Behind the proxy, the certificate is for another name', async (t) => {
    const server = await startServer(t, (response) => void response.end(), {
      certificate: 'wrongName',
    });
    const { address } = await startProxy(t, server.port);
    return through(t, `http://${address}`);
  }),
];
