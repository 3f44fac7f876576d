import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { ProxySettings } from '../../../src/agentGraph/http/proxy/proxyChoice.ts';
import { vscodeProxy } from '../../../src/agentGraph/http/proxy/proxyChoice.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { startProxy } from '../../support/servers/testProxy.ts';
import type { CertificateName, TestServer } from '../../support/servers/testServer.ts';
import { startServer, testCertificates } from '../../support/servers/testServer.ts';
import {
  causeOf,
  failureOf,
  openTransport,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

// How VS Code's settings reach the network. Over fetch they are VS Code's own business.

/** A name that only the proxy can reach: certificates of the name "good" hold it. */
const host = 'agent.example.test';
const url = `https://${host}/`;

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** An agent that the tests' root vouches for, whatever its name. */
function startAgent(t: TestContext, certificate: CertificateName = 'good'): Promise<TestServer> {
  return startServer(t, (response) => void response.end('ok'), { certificate });
}

/** A transport inside a VS Code that has these settings. */
function openWith(t: TestContext, settings: ProxySettings): HttpTransport {
  return openTransport(t, {
    proxy: vscodeProxy(() => settings, {}),
    certificates: testCertificates,
  });
}

async function answerOf(transport: HttpTransport): Promise<string> {
  return (await readBody(responseOf(await transport.post(requestTo(url))))).text;
}

const rightOnes: readonly (readonly [string, (address: string) => ProxySettings])[] = [
  ['of the URL', (address) => ({ proxy: `http://user:p%40ss%25@${address}` })],
  ['of the URL, not encoded', (address) => ({ proxy: `http://user:p@ss%@${address}` })],
  [
    'of http.proxyAuthorization',
    (address) => ({ proxy: `http://${address}`, proxyAuthorization: basic('user:p@ss%') }),
  ],
  [
    'of http.proxyAuthorization, which win over those of the URL',
    (address) => ({
      proxy: `http://other:wrong@${address}`,
      proxyAuthorization: basic('user:p@ss%'),
    }),
  ],
];

for (const [what, settingsFor] of rightOnes) {
  test(`a proxy is given the credentials ${what}`, async (t) => {
    const server = await startAgent(t);
    const proxy = await startProxy(t, server.port, { credentials: 'user:p@ss%' });
    assert.equal(await answerOf(openWith(t, settingsFor(proxy.address))), 'ok');
    assert.equal(proxy.tunnels.length, 1);
    assert.equal(server.requests[0]?.headers['proxy-authorization'], undefined);
  });
}

for (const [what, reason, settings] of [
  ['without credentials', 'wantsPassword', {}],
  ['with wrong ones', 'wrongPassword', { proxyAuthorization: basic('user:secret') }],
] as const) {
  test(`a proxy that is asked ${what} is a failure that names it and its setting`, async (t) => {
    const server = await startAgent(t);
    const { address } = await startProxy(t, server.port, { credentials: 'user:p@ss%' });
    const transport = openWith(t, { ...settings, proxy: `http://${address}` });
    assert.deepEqual(failureOf(await transport.post(requestTo(url))), {
      kind: 'proxy',
      status: 407,
      cause: { type: 'proxy', address, source: 'http.proxy', reason },
      retryable: false,
    });
    assert.equal(server.connectionCount(), 0);
  });
}

test('a header that no proxy can be sent is a failure of the proxy', async (t) => {
  const server = await startAgent(t);
  const proxy = await startProxy(t, server.port);
  const settings = { proxy: `http://${proxy.address}`, proxyAuthorization: 'Basic a\r\nx-evil: 1' };
  const failure = failureOf(await openWith(t, settings).post(requestTo(url)));
  assert.equal(failure.kind, 'proxy');
  assert.equal(proxy.tunnels.length, 0);
});

test('an https proxy whose certificate is good is used, and TLS goes through its TLS', async (t) => {
  const server = await startAgent(t);
  const proxy = await startProxy(t, server.port, { certificate: 'good' });
  assert.equal(await answerOf(openWith(t, { proxy: `https://${proxy.address}` })), 'ok');
  assert.deepEqual(proxy.tunnels, [{ target: `${host}:443` }]);
});

for (const [certificate, reason] of [
  ['wrongName', 'wrongName'],
  ['expired', 'expired'],
] as const) {
  test(`an https proxy whose certificate is ${certificate} is refused unless it need not be strict`, async (t) => {
    const server = await startAgent(t);
    const proxy = await startProxy(t, server.port, { certificate });
    const settings = { proxy: `https://${proxy.address}` };
    const cause = causeOf(await openWith(t, settings).post(requestTo(url)));
    assert.ok(cause?.type === 'certificate');
    assert.deepEqual([cause.reason, cause.address], [reason, proxy.address]);
    assert.equal(proxy.tunnels.length, 0);
    assert.equal(await answerOf(openWith(t, { ...settings, proxyStrictSSL: false })), 'ok');
  });
}

test('whatever the proxy, the certificate of the agent is verified', async (t) => {
  const server = await startAgent(t, 'wrongName');
  const proxy = await startProxy(t, server.port, { certificate: 'expired' });
  const transport = openWith(t, { proxy: `https://${proxy.address}`, proxyStrictSSL: false });
  const cause = causeOf(await transport.post(requestTo(url)));
  assert.ok(cause?.type === 'certificate');
  assert.deepEqual([cause.reason, cause.address], ['wrongName', `${host}:443`]);
  assert.equal(server.requests.length, 0);
});

test('a proxy whose name does not resolve is a failure of the proxy', async (t) => {
  const transport = openWith(t, { proxy: 'http://user:secret@nowhere.invalid:3128' });
  assert.deepEqual(failureOf(await transport.post(requestTo(url))), {
    kind: 'proxy',
    cause: {
      type: 'proxy',
      address: 'nowhere.invalid:3128',
      source: 'http.proxy',
      reason: 'dns',
    },
    retryable: true,
  });
});

test('a change of the settings is followed by the next request', async (t) => {
  const server = await startAgent(t);
  const first = await startProxy(t, server.port);
  const second = await startProxy(t, server.port, { credentials: 'user:pass' });
  let settings: ProxySettings = { proxy: `http://${first.address}` };
  const transport = openTransport(t, {
    proxy: vscodeProxy(() => settings, {}),
    certificates: testCertificates,
  });
  assert.equal(await answerOf(transport), 'ok');
  assert.equal(first.tunnels.length, 1);

  settings = { proxy: `http://${second.address}` };
  assert.equal(failureOf(await transport.post(requestTo(url))).status, 407);
  settings = { ...settings, proxyAuthorization: basic('user:pass') };
  assert.equal(await answerOf(transport), 'ok');
  assert.equal(second.tunnels.length, 2);

  for (const direct of [{ noProxy: ['.example.test'] }, { proxySupport: 'off' }]) {
    settings = { proxy: `http://${first.address}`, ...direct };
    const cause = causeOf(await transport.post(requestTo(url)));
    assert.equal(cause?.type === 'connection' && cause.reason, 'dns');
  }
  assert.equal(first.tunnels.length, 1);
});

test('a change of the trusted certificates is followed by the next request', async (t) => {
  const server = await startAgent(t);
  let trusted = await testCertificates();
  const transport = openTransport(t, { certificates: () => Promise.resolve(trusted) });
  const ask = () => transport.post(requestTo(server.origin));
  await readBody(responseOf(await ask()));
  trusted = [];
  const cause = causeOf(await ask());
  assert.equal(cause?.type === 'certificate' && cause.reason, 'unknownIssuer');
  trusted = await testCertificates();
  await readBody(responseOf(await ask()));
});
