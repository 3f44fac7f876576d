import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentProxy } from '../../../src/agentGraph/http/proxy/proxyChoice.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import { proxyPassword } from '../../support/testKeys.ts';
import { startProxy, startProxyThat } from '../../support/servers/testProxy.ts';
import {
  closedPort,
  startServer,
  startWireServer,
  testCertificates,
} from '../../support/servers/testServer.ts';
import {
  failureOf,
  openTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

/** A name that only the proxy can reach: certificates of the name "good" hold it. */
const host = 'agent.example.test';
const httpsUrl = `https://${host}/`;

/** The resolver that HTTPS_PROXY with this value makes. */
const throughProxy = (HTTPS_PROXY: string) => environmentProxy({ HTTPS_PROXY });

test('https goes through the tunnel of HTTPS_PROXY, whose tunnel is used again', async (t) => {
  const server = await startServer(t, (response) => void response.end('ok'), {
    certificate: 'good',
  });
  const proxy = await startProxy(t, server.port);
  const environment = { HTTPS_PROXY: `http://user:p%40ss@${proxy.address}` };
  const transport = openTransport(t, {
    proxy: environmentProxy(environment),
    certificates: testCertificates,
  });
  for (let turn = 0; turn < 2; turn++) {
    const response = responseOf(await transport.post(requestTo(httpsUrl)));
    assert.deepEqual(await readBody(response), { text: 'ok' });
  }
  const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  assert.deepEqual(proxy.tunnels, [{ target: `${host}:443`, authorization }]);
  assert.equal(server.requests.length, 2);
  assert.equal(server.requests[0]?.headers['proxy-authorization'], undefined);
});

test('http goes through a tunnel too', async (t) => {
  const server = await startServer(t, (response) => void response.end('ok'));
  const proxy = await startProxy(t, server.port);
  const environment = { http_proxy: proxy.address };
  const transport = openTransport(t, { proxy: environmentProxy(environment) });
  const response = responseOf(await transport.post(requestTo(`http://${host}:8080/path`)));
  assert.deepEqual(await readBody(response), { text: 'ok' });
  assert.deepEqual(proxy.tunnels, [{ target: `${host}:8080` }]);
  assert.equal(server.requests[0]?.path, '/path');
});

test('a loopback address is asked directly, unless the resolver says otherwise', async (t) => {
  const server = await startServer(t, (response) => void response.end('ok'));
  const proxy = await startProxy(t, server.port);
  const environment = { HTTP_PROXY: `http://${proxy.address}` };
  const direct = openTransport(t, { proxy: environmentProxy(environment) });
  await readBody(responseOf(await direct.post(requestTo(server.origin))));
  assert.equal(proxy.tunnels.length, 0);

  const setting = { url: proxy.address, source: 'test' };
  const asked = openTransport(t, { proxy: () => setting });
  await readBody(responseOf(await asked.post(requestTo(server.origin))));
  assert.equal(proxy.tunnels.length, 1);
});

test('a proxy that refuses the connection is named without its credentials', async (t) => {
  const address = `127.0.0.1:${String(await closedPort())}`;
  const transport = openTransport(t, { proxy: throughProxy(`http://user:secret@${address}`) });
  const failure = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.deepEqual(failure, {
    kind: 'proxy',
    cause: { type: 'proxy', address, source: 'HTTPS_PROXY', reason: 'refused' },
    retryable: true,
  });
});

const refusedTunnel = { reason: 'refusedTunnel', target: `${host}:443` };
const html = 'content-type: text/html\r\n\r\n';

const answers: readonly (readonly [string, string, number, object, boolean?])[] = [
  [
    'wants credentials',
    'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
    407,
    { reason: 'wantsPassword' },
  ],
  [
    'knows Negotiate and NTLM only',
    'HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n\r\n',
    407,
    { reason: 'unknownScheme', schemes: 'Negotiate, NTLM' },
  ],
  [
    'answers with a page',
    `HTTP/1.1 403 Forbidden\r\n${html}<html><title>Blocked &amp; logged</title>`,
    403,
    { ...refusedTunnel, page: 'Blocked & logged' },
  ],
  [
    'sends people to a sign-in page',
    `HTTP/1.1 302 Found\r\nlocation: https://login.test/in?user=ana\r\n${html}<title>Sign in</title>`,
    302,
    { ...refusedTunnel, page: 'Sign in', to: 'https://login.test/in' },
  ],
  [
    'cannot reach the host',
    'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n',
    502,
    refusedTunnel,
    true,
  ],
];

for (const [what, answer, status, details, retryable = false] of answers) {
  test(`a proxy that ${what} is a proxy failure with its status`, async (t) => {
    const proxy = await startProxyThat(t, (client) => client.end(answer));
    const { address } = proxy;
    const transport = openTransport(t, { proxy: throughProxy(`http://${address}`) });
    const failure = failureOf(await transport.post(requestTo(httpsUrl)));
    const cause = { type: 'proxy', address, source: 'HTTPS_PROXY', ...details };
    assert.deepEqual(failure, { kind: 'proxy', cause, retryable, status });
    assert.equal(proxy.tunnels.length, 1);
  });
}

test('a page that repeats what the proxy was told is quoted without it', async (t) => {
  const sent = `Basic ${Buffer.from(`ana:${proxyPassword}`).toString('base64')}`;
  const page = `HTTP/1.1 403 Forbidden\r\n${html}<title>Got ${sent} of ${proxyPassword}</title>`;
  const proxy = await startProxyThat(t, (client) => client.end(page));
  const url = `http://ana:${proxyPassword}@${proxy.address}`;
  const transport = openTransport(t, { proxy: throughProxy(url) });
  const { cause } = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.equal(cause?.type === 'proxy' && cause.page, 'Got [hidden] of [hidden]');
});

test('a proxy that opens a tunnel and puts a page into it is a proxy failure', async (t) => {
  const page = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>log in</html>';
  const proxy = await startProxyThat(t, (client) => client.end(page));
  const transport = openTransport(t, { proxy: throughProxy(`http://${proxy.address}`) });
  const { kind, cause } = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.equal(kind, 'proxy');
  assert.equal(cause?.type === 'proxy' && cause.address, proxy.address);
});

test('something that is no proxy at all is a proxy failure', async (t) => {
  const server = await startWireServer(t, '220 smtp.example.test\r\n', () => undefined);
  const address = `127.0.0.1:${String(server.port)}`;
  const transport = openTransport(t, { proxy: throughProxy(address) });
  const failure = failureOf(await transport.post(requestTo(httpsUrl)));
  const cause = { type: 'proxy', address, source: 'HTTPS_PROXY', reason: 'notAProxy' };
  assert.deepEqual(failure, { kind: 'proxy', cause, retryable: false });
});

test('a proxy that closes the connection unanswered is a proxy failure', async (t) => {
  const proxy = await startProxyThat(t, (client) => client.destroy());
  const transport = openTransport(t, { proxy: throughProxy(proxy.address) });
  const { kind, retryable } = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.deepEqual([kind, retryable], ['proxy', true]);
});

test('a bad certificate at the end of the tunnel is the server’s, not the proxy’s', async (t) => {
  const certificate = 'wrongName';
  const server = await startServer(t, (response) => void response.end(), { certificate });
  const proxy = await startProxy(t, server.port);
  const transport = openTransport(t, {
    proxy: throughProxy(proxy.address),
    certificates: testCertificates,
  });
  const { kind, cause } = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.equal(kind, 'tls');
  assert.ok(cause?.type === 'certificate');
  assert.deepEqual([cause.reason, cause.address], ['wrongName', `${host}:443`]);
});

test('a proxy that never answers runs into the connect limit and is let go', async (t) => {
  const asked = happening();
  const letGo = happening();
  const proxy = await startProxyThat(t, (client) => {
    client
      .resume()
      .on('end', () => letGo.happens())
      .on('error', () => letGo.happens());
    asked.happens();
  });
  const transport = openTransport(t, { proxy: throughProxy(proxy.address) });
  const request = requestTo(httpsUrl, { timeouts: { connectMs: 60 } });
  const clock = holdClock(t);
  const outcome = transport.post(request);
  await asked.happened;
  clock.pass(60);
  const { cause } = failureOf(await outcome);
  assert.deepEqual(cause, {
    type: 'limit',
    limit: 'connect',
    limitMs: 60,
    proxy: { address: proxy.address, source: 'HTTPS_PROXY' },
  });
  await letGo.happened;
});

test('a proxy of a kind that is not known is a failure that hides its credentials', async (t) => {
  const transport = openTransport(t, { proxy: throughProxy('socks5://user:secret@inside:1080') });
  const failure = failureOf(await transport.post(requestTo(httpsUrl)));
  assert.equal(failure.kind, 'proxy');
  const cause = {
    type: 'proxy',
    address: 'inside:1080',
    source: 'HTTPS_PROXY',
    reason: 'socks',
  };
  assert.deepEqual(failure.cause, cause);
});
