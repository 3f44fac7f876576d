import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import type { HttpTransport } from '../../../src/agentGraph/http/transport.ts';
import { ExchangeCollector } from '../../../src/recordings/exchanges.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { answerOf, turnsOf, type TurnAnswer } from '../../../src/recordings/replay/turnsOf.ts';
import { hangLimitMs } from '../../support/hangLimit.ts';
import { canaryKey } from '../../support/testKeys.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { openTransport } from '../../support/servers/transportClient.ts';

// A recording is read by the client that read the answer, so both have to say the same of a turn.

/** A clock that only the network moves: with each piece that comes. */
function tickingTransport(transport: HttpTransport) {
  let ticks = 0;
  async function* ticking(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      ticks += 1;
      yield chunk;
    }
    ticks += 1;
  }
  const ticker: HttpTransport = {
    post: async (request) => {
      const sent = await transport.post(request);
      ticks += 1;
      if (sent.type !== 'done') return sent;
      return { ...sent, value: { ...sent.value, body: ticking(sent.value.body) } };
    },
    dispose: () => transport.dispose(),
  };
  return { ticker, now: () => ticks };
}

async function setUp(t: TestContext) {
  const simulator = await startTestSimulator({ apiKey: canaryKey('turns') });
  t.after(() => simulator.close());
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const { ticker, now } = tickingTransport(openTransport(t));
  const collector = new ExchangeCollector();
  const transport = recordExchanges({
    transport: ticker,
    elapsedMs: now,
    write: (entry) => collector.add(entry),
  });
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'tester' };
  const client = new AgentGraphClient({ agent, apiKey, transport, now });
  return { client, collector, agent };
}

const texts = [
  'running shoes under $100',
  'Is there anything cheaper?',
  '/fault cut',
  '/fault reset',
  '/fault error-line',
  '/fault unknown-event',
  '/fault bad-json',
  '/fault invalid-utf8',
  '/fault wrong-session',
  '/fault 502',
  '/fault 429',
  '/fault wrong-type',
];

test('a recorded turn has the items, times, figures and the end that it had live', async (t) => {
  const { client, collector, agent } = await setUp(t);
  const signal = AbortSignal.timeout(hangLimitMs);
  const session = await client.init(signal);
  assert(session.type === 'done');
  const live: TurnAnswer[] = [];
  for (const text of texts) {
    const input = textInput(text);
    assert(input.type === 'done');
    const options = { sessionId: session.value, inputEvents: [input.value], signal };
    live.push(await answerOf(client.invoke(options)));
    live.push(await answerOf(client.invokeSync(options)));
  }
  const header = { createdAt: '2026-11-26T10:00:00.000Z' };
  const { turns, leftOut } = await turnsOf(header, collector.exchanges);
  assert.deepEqual(leftOut, []);
  assert.deepEqual(
    turns.map(({ phase, items, stats, failure }) => ({
      phase,
      items,
      stats,
      ...(failure && { failure }),
    })),
    live,
  );
  const [first] = turns;
  assert.equal(first?.sessionId, session.value);
  assert.equal(first.agentId, agent.agentId);
  assert.deepEqual(first.inputs, [
    { messageEvent: { role: 'USER', content: { textContent: { text: texts[0] } } } },
  ]);
  assert.ok(first.sentAt >= Date.parse(header.createdAt));
});

test('a turn that the tester stopped, and one whose end was not recorded, are none that failed', async (t) => {
  const { client, collector } = await setUp(t);
  const session = await client.init(AbortSignal.timeout(hangLimitMs));
  const input = textInput('/fault stall 2');
  assert(session.type === 'done' && input.type === 'done');
  const stop = new AbortController();
  const stream = client.invoke({
    sessionId: session.value,
    inputEvents: [input.value],
    signal: stop.signal,
  });
  await stream.next();
  stop.abort();
  const live = await answerOf(stream);
  assert.equal(live.phase, 'stopped');
  const header = { createdAt: '2026-11-26T10:00:00.000Z' };
  const { turns } = await turnsOf(header, collector.exchanges);
  assert.equal(turns[0]?.phase, 'stopped');
  assert.equal(turns[0].items.length, 1);
  const cut = collector.exchanges.map(({ end, ...exchange }) => exchange);
  const { turns: unfinished } = await turnsOf(header, cut);
  assert.equal(unfinished[0]?.phase, 'interrupted');
  assert.equal(unfinished[0].failure, undefined);
});

test('a request whose input is not sound is left out and named', async (t) => {
  const { client, collector } = await setUp(t);
  const signal = AbortSignal.timeout(hangLimitMs);
  const session = await client.init(signal);
  const input = textInput('hello');
  assert(session.type === 'done' && input.type === 'done');
  await answerOf(client.invoke({ sessionId: session.value, inputEvents: [input.value], signal }));
  const header = { createdAt: '2026-11-26T10:00:00.000Z' };
  for (const body of ['', '{}', '7', '{"inputEvents":[{"__proto__":{}}],"sessionId":"s"}']) {
    const spoiled = collector.exchanges.map((one) => ({
      ...one,
      request: { ...one.request, body },
    }));
    assert.deepEqual(await turnsOf(header, spoiled), { turns: [], leftOut: [2] });
  }
});
