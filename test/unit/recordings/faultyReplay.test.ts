import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { defaultTimeouts } from '../../../src/agentGraph/http/transport.ts';
import type { Exchange } from '../../../src/recordings/exchanges.ts';
import { faultyReplay } from '../../../src/recordings/replay/faultyReplay.ts';
import { answerOf, type TurnAnswer } from '../../../src/recordings/replay/turnsOf.ts';
import { applyFault, parseFault } from '../../../src/simulator/faults/faults.ts';
import { faultTable, limitTable } from '../../support/servers/faultTable.ts';
import { hangLimitMs } from '../../support/hangLimit.ts';
import { holdClock, passTurnByTurn } from '../../support/heldClock.ts';
import { exchanges } from '../../support/samples/recordedExchanges.ts';

// What the simulator's faults come to in a replay is what they come to over a real connection: the
// table is the same as that of the tests with the simulator.

const [recorded, refused] = exchanges;
assert.ok(recorded && refused);
const text = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Hi' } } } };
const answered: Exchange = {
  ...recorded,
  request: {
    ...recorded.request,
    body: JSON.stringify({
      sessionId: 'session-1',
      inputEvents: [{ messageEvent: { role: 'USER', content: { textContent: { text: 'Hi' } } } }],
    }),
  },
  lines: [
    text,
    { recommendationEvent: { products: [{ title: 'Shoe' }] } },
    undefined,
    text,
    { chatSuggestionEvent: { questions: ['More?'] } },
  ].map((event, index) => ({
    type: 'line',
    exchange: 1,
    atMs: 400 + index,
    startedMs: 400 + index,
    text: event
      ? `${JSON.stringify({ result: { response: { sessionId: 'session-1', responseEvents: [event] } } })}\n`
      : '\n',
  })),
};

async function replay(exchange: Exchange, name: string, limits = {}): Promise<TurnAnswer> {
  const call = parseFault(name);
  assert.ok(call);
  const transport = faultyReplay({
    exchange,
    speed: Infinity,
    fault: (answer) => applyFault(call, answer),
  });
  const agent = { name: 'A', businessId: 'b', agentId: 'a', clientKey: 'c' };
  const client = new AgentGraphClient({
    agent: { ...agent, baseUrl: 'https://recording.invalid' },
    apiKey: 'replayed-key',
    transport,
    timeouts: { ...defaultTimeouts, ...limits },
  });
  const signal = AbortSignal.timeout(hangLimitMs);
  const content = { textContent: { text: 'Hi' } };
  const inputEvents = [{ messageEvent: { role: 'USER', content } }] as const;
  return answerOf(client.invoke({ sessionId: 'session-1', inputEvents, signal }));
}

const letters = ({ items }: TurnAnswer) =>
  items.map((item) => (item.type === 'event' ? item.event.type.charAt(0) : '!')).join('');

for (const { fault, end, items } of faultTable) {
  test(`a recorded answer with the fault ${fault} ends as a live one`, async () => {
    const answer = await replay(answered, fault);
    assert.equal(answer.failure?.kind ?? answer.phase, end);
    assert.equal(letters(answer), items);
  });
}

for (const { fault, end, items, limit } of limitTable) {
  if (fault === 'slow-first-byte') continue;
  test(`a recorded answer that falls silent ends with a limit: ${fault}`, async () => {
    const answer = await replay(answered, fault, { firstByteMs: 100, idleMs: 100 });
    assert.equal(answer.failure?.kind, end);
    assert.ok(answer.failure.cause?.type === 'limit' && answer.failure.cause.limit === limit);
    assert.equal(letters(answer), items);
  });
}

test('an endless answer ends with the limit of the whole request', async (t) => {
  const clock = holdClock(t);
  const answer = await passTurnByTurn(clock, replay(answered, 'endless', { totalMs: 1000 }));
  assert.equal(answer.failure?.kind, 'timeout');
  assert.ok(answer.items.length > 0);
});

test('a request that was refused when it was recorded is refused again', async () => {
  const answer = await replay(refused, 'bad-json');
  assert.equal(answer.failure?.kind, 'network');
});
