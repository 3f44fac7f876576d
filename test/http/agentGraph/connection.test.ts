import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { environmentProxy } from '../../../src/agentGraph/http/proxy/proxyChoice.ts';
import { startProxy } from '../../support/servers/testProxy.ts';
import { startServer, testCertificates } from '../../support/servers/testServer.ts';
import { openTransport, requestTo } from '../../support/servers/transportClient.ts';

/** How the response of one request came, its body read to the end. */
async function connectionOf(transport: HttpTransport, url: string) {
  const sent = await transport.post(requestTo(url));
  assert.ok(sent.type === 'done');
  for await (const chunk of sent.value.body) assert.ok(chunk.length > 0);
  const { isReused, ...times } = sent.value.connection ?? assert.fail('no connection');
  for (const ms of Object.values(times)) assert.ok(Number.isFinite(ms) && ms >= 0, String(ms));
  return { isReused, measured: Object.keys(times).toSorted() };
}

test('a new connection tells how long it took, the next request that it was there', async (t) => {
  const { port, origin } = await startServer(t, (response) => void response.end('{}'));
  const transport = openTransport(t);
  assert.deepEqual(await connectionOf(transport, origin), {
    isReused: false,
    measured: ['connectMs'],
  });
  assert.deepEqual(await connectionOf(transport, origin), { isReused: true, measured: [] });
  // A name has to be looked up.
  assert.deepEqual(await connectionOf(transport, `http://localhost:${port}`), {
    isReused: false,
    measured: ['connectMs', 'dnsMs'],
  });
});

test('the handshake of TLS is told from the connection', async (t) => {
  const { port } = await startServer(t, (response) => void response.end('{}'), {
    certificate: 'good',
  });
  const transport = openTransport(t, { certificates: testCertificates });
  assert.deepEqual(await connectionOf(transport, `https://127.0.0.1:${port}`), {
    isReused: false,
    measured: ['connectMs', 'tlsMs'],
  });
});

test('through a proxy, all until the tunnel is there counts as connecting', async (t) => {
  const { port } = await startServer(t, (response) => void response.end('{}'), {
    certificate: 'good',
  });
  const { address } = await startProxy(t, port);
  const transport = openTransport(t, {
    proxy: environmentProxy({ HTTPS_PROXY: `http://${address}` }),
    certificates: testCertificates,
  });
  const url = 'https://agent.example.test/';
  assert.deepEqual(await connectionOf(transport, url), {
    isReused: false,
    measured: ['connectMs', 'tlsMs'],
  });
  assert.deepEqual(await connectionOf(transport, url), { isReused: true, measured: [] });
});
