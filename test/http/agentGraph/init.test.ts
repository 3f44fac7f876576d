import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import { startServer } from '../../support/servers/testServer.ts';

/** A client whose init is held by the server, which gives the response to whoever waits for it. */
async function heldInit(t: TestContext) {
  const { happened: asked, happens } = happening<ServerResponse>();
  const server = await startServer(t, happens);
  const transport = createUndiciTransport();
  t.after(() => transport.dispose());
  const ids = { businessId: 'business', agentId: 'agent', clientKey: 'customer' };
  const agent = { name: 'Shop', baseUrl: server.origin, ...ids };
  const client = new AgentGraphClient({ agent, apiKey: 'sk-held-init', transport });
  return { client, server, asked, abort: new AbortController() };
}

test('a session that opens after the abort is returned, so that it can be closed', async (t) => {
  const { client, asked, abort } = await heldInit(t);
  const opened = client.init(abort.signal);
  const response = await asked;
  abort.abort();
  response.end('{"sessionId":"session-1"}');
  assert.deepEqual(await opened, { type: 'done', value: 'session-1' });
});

test('an init that fails after the abort is aborted, not failed', async (t) => {
  const { client, asked, abort } = await heldInit(t);
  const opened = client.init(abort.signal);
  const response = await asked;
  abort.abort();
  response.writeHead(500).end();
  assert.deepEqual(await opened, { type: 'aborted' });
});

test('an init that nobody answers ends five seconds after the abort', async (t) => {
  const { client, asked, abort } = await heldInit(t);
  const clock = holdClock(t);
  let isOver = false;
  const opened = client.init(abort.signal).finally(() => (isOver = true));
  await asked;
  abort.abort();
  clock.pass(4_999);
  await new Promise(setImmediate);
  assert.equal(isOver, false);
  clock.pass(1);
  assert.deepEqual(await opened, { type: 'aborted' });
});

test('after an abort no init is sent', async (t) => {
  const { client, server } = await heldInit(t);
  assert.deepEqual(await client.init(AbortSignal.abort()), { type: 'aborted' });
  assert.equal(server.requests.length, 0);
});
