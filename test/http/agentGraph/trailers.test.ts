import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { ExchangeCollector } from '../../../src/recordings/exchanges.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { turnsOf } from '../../../src/recordings/replay/turnsOf.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import { play, startAgent } from '../../support/servers/agentServer.ts';
import { testKey } from '../../support/testKeys.ts';
import { openTransport } from '../../support/servers/transportClient.ts';

// What a server says behind the body, when its head has long said 200.

const inputEvents = [
  { messageEvent: { role: 'USER', content: { textContent: { text: 'hi' } } } },
] as const;
const first =
  '{"result":{"response":{"sessionId":"s","responseEvents":[{"messageEvent":{"role":"ASSISTANT","content":{"textContent":{"text":"first"}}}}]}}}\n';

/** The answer of an agent with these trailers, and what its recording gives. */
async function ask(t: Parameters<typeof startAgent>[0], trailers: object, body = first) {
  const collector = new ExchangeCollector();
  const recorder = recordExchanges({
    transport: openTransport(t),
    write: (entry) => collector.add(entry),
  });
  const say = (response: ServerResponse) => {
    response.writeHead(200, { trailer: Object.keys(trailers).join(', ') });
    response.write(body);
    response.addTrailers(Object.entries(trailers) as [string, string][]);
    response.end();
  };
  const { client, requests } = await startAgent(t, [say], { transport: recorder });
  const turn = () =>
    play(client.invoke({ sessionId: 's', inputEvents, signal: new AbortController().signal }));
  const live = await turn();
  const { exchanges } = collector;
  const { turns } = await turnsOf({ createdAt: '2026-11-29T10:00:00.000Z' }, exchanges);
  const [recorded] = turns;
  assert.ok(recorded);
  return { live, recorded, exchanges, turn, requests };
}

test('a Grpc-Status other than 0 behind the answer is a failure of the turn, live and recorded', async (t) => {
  const trailers = { 'Grpc-Status': '13', 'Grpc-Message': `out%20of stock ${testKey}` };
  const { live, recorded, exchanges, turn, requests } = await ask(t, trailers);
  const failure: Failure = {
    kind: 'server',
    endpoint: 'invoke',
    code: 13,
    detail: 'out of stock [hidden]',
    retryable: true,
  };
  assert.equal(live.items.length, 1, 'what came before is kept');
  assert.ok(live.end.type === 'failed');
  const { at, sessionId, ...said } = live.end.failure;
  assert.deepEqual(said, failure);
  assert.equal(sessionId, 's', 'support asks for it');
  assert.equal(typeof at, 'number');
  assert.equal(recorded.phase, 'failed');
  assert.deepEqual(recorded.failure, failure);
  assert.equal(exchanges[0]?.end?.outcome, 'failed');
  assert.doesNotMatch(JSON.stringify(exchanges), new RegExp(testKey));
  await turn();
  assert.equal(requests.length, 2, 'the connection is sound');
});

for (const [status, end] of [
  ['0', 'answered'],
  ['5', 'sessionLost'],
  ['14', 'unavailable'],
  ['oops', 'server'],
] as const) {
  test(`a Grpc-Status of ${status} is judged by its code`, async (t) => {
    const { live } = await ask(t, { 'grpc-status': status });
    assert.equal(live.end.type === 'failed' ? live.end.failure.kind : live.end.type, end);
  });
}

test('trailers without a Grpc-Status are no failure', async (t) => {
  const { live } = await ask(t, { 'x-checksum': '1' });
  assert.equal(live.end.type, 'answered');
});

test('an error that comes as a line and as a trailer is said once', async (t) => {
  const error = '{"error":{"code":14,"message":"away"}}\n';
  const { live } = await ask(t, { 'grpc-status': '14' }, first + error);
  assert.equal(live.items.length, 1);
  assert.ok(live.end.type === 'failed' && live.end.failure.kind === 'unavailable');
});
