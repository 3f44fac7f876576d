import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { ProxyAgent } from 'undici';
import { createFetchTransport } from '../../../src/agentGraph/http/fetch/fetchTransport.ts';
import type { Proxy } from '../../../src/agentGraph/http/proxy/proxy.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { startProxy, startProxyThat } from '../../support/servers/testProxy.ts';
import { closedPort, startServer } from '../../support/servers/testServer.ts';
import {
  failureOf,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

// What is different over fetch: somebody else puts his own in its place and chooses the proxy.

const url = 'http://agent.example.test/';

/** Puts another fetch into the place of Node's for one test. */
function replaceFetch(t: TestContext, replacement: typeof fetch): void {
  const original = globalThis.fetch;
  globalThis.fetch = replacement;
  t.after(() => {
    globalThis.fetch = original;
  });
}

/** Makes fetch take a proxy, in the way that VS Code does it. */
function proxyFetch(t: TestContext, proxyUrl: string): void {
  const original = globalThis.fetch;
  const dispatcher = new ProxyAgent({ uri: proxyUrl, proxyTunnel: true });
  t.after(() => dispatcher.destroy());
  replaceFetch(t, (input, init) => original(input, { ...init, dispatcher } as RequestInit));
}

function open(t: TestContext, proxy?: Proxy): HttpTransport {
  const transport = createFetchTransport({ proxy: () => proxy });
  t.after(() => transport.dispose());
  return transport;
}

test('the fetch of the moment is used, so VS Code’s proxies work', async (t) => {
  const server = await startServer(t, (response) => void response.end('ok'));
  const proxy = await startProxy(t, server.port, { credentials: 'user:pass' });
  const transport = open(t);
  proxyFetch(t, `http://user:pass@${proxy.address}`);
  const response = responseOf(await transport.post(requestTo(url)));
  assert.deepEqual(await readBody(response), { text: 'ok' });
  assert.equal(proxy.tunnels.length, 1);
});

test('a proxy that refuses is named where the settings know it', async (t) => {
  const server = await startServer(t, (response) => void response.end('ok'));
  const { address } = await startProxy(t, server.port, { credentials: 'user:pass' });
  proxyFetch(t, `http://user:secret@${address}`);
  const proxy = { url: `http://user:secret@${address}`, source: 'http.proxy' };
  assert.deepEqual(failureOf(await open(t, proxy).post(requestTo(url))), {
    kind: 'proxy',
    cause: { type: 'proxy', address, source: 'http.proxy' },
    retryable: false,
  });
  // As with a proxy that a script has chosen.
  const unnamed = failureOf(await open(t).post(requestTo(url)));
  assert.deepEqual(unnamed, { kind: 'proxy', retryable: false });
});

test('a proxy that answers with a page is a failure of the proxy', async (t) => {
  const page = 'HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\n\r\n<html>blocked</html>';
  const { address } = await startProxyThat(t, (client) => client.end(page));
  proxyFetch(t, `http://${address}`);
  assert.equal(failureOf(await open(t).post(requestTo(url))).kind, 'proxy');
});

test('a proxy that cannot be reached is a failure of the proxy', async (t) => {
  const address = `127.0.0.1:${String(await closedPort())}`;
  proxyFetch(t, `http://${address}`);
  const proxy = { url: address, source: 'HTTPS_PROXY' };
  assert.deepEqual(failureOf(await open(t, proxy).post(requestTo(url))), {
    kind: 'proxy',
    cause: { type: 'proxy', address, source: 'HTTPS_PROXY', reason: 'refused' },
    retryable: true,
  });
});

test('a limit of fetch’s own is a timeout', async (t) => {
  const causes = [
    ['UND_ERR_CONNECT_TIMEOUT', 'connect'],
    ['UND_ERR_HEADERS_TIMEOUT', 'firstByte'],
    ['UND_ERR_BODY_TIMEOUT', 'idle'],
  ] as const;
  for (const [code, limit] of causes) {
    const cause = Object.assign(new Error('x'), { code });
    replaceFetch(t, () => Promise.reject(new TypeError('fetch failed', { cause })));
    const failure = failureOf(await open(t).post(requestTo(url)));
    assert.equal(failure.kind, 'timeout');
    assert.equal(failure.cause?.type === 'limit' && failure.cause.limit, limit);
  }
});

test('a redirect that fetch hides is refused, as Chromium’s hides them', async (t) => {
  const hidden = Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' });
  replaceFetch(t, () => Promise.resolve(hidden));
  const failure = failureOf(await open(t).post(requestTo(url)));
  assert.deepEqual(failure, { kind: 'protocol', retryable: false });
});

test('a fetch that throws at once is a failure, not an exception', async (t) => {
  replaceFetch(t, () => {
    throw new Error('broken by another extension');
  });
  assert.equal(failureOf(await open(t).post(requestTo(url))).kind, 'network');
});
