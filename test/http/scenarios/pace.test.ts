import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { openRecording } from '../../../src/cli/recordings/openRecording.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { Unjudgeable } from '../../../src/scenarios/judgement/unjudgeable.ts';
import { openClientSession } from '../../../src/scenarios/run/openClientSession.ts';
import { readExchanges } from '../../../src/scenarios/run/fileServices.ts';
import { openRecordedSession } from '../../../src/scenarios/run/openRecordedSession.ts';
import { RequestPace } from '../../../src/scenarios/run/requestPace.ts';
import type { OpenTestSession } from '../../../src/scenarios/run/session.ts';
import { exchangeOf, message, products, runText } from '../../support/samples/scenarioRuns.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { openTransport } from '../../support/servers/transportClient.ts';

test('not more requests a second are sent than are allowed', async () => {
  const perSecond = 50;
  const pace = new RequestPace(perSecond);
  const { signal } = new AbortController();
  const started = performance.now();
  let sent = 0;
  const send = async () => {
    await pace.turn(signal);
    sent += 1;
    // A timer may be a millisecond early.
    assert.ok(sent <= 1 + ((performance.now() - started + 2) / 1000) * perSecond, `${sent}`);
  };
  await Promise.all(Array.from({ length: 10 }, send));
  assert.equal(sent, 10);
});

test('who waits for a turn waits for the end of a back-off too, unless the run is cancelled', async () => {
  const pace = new RequestPace(100);
  const stop = new AbortController();
  await pace.turn(stop.signal);
  let sent = 0;
  const waiting = pace.turn(stop.signal).then(() => (sent += 1));
  assert.equal(pace.backOff(600_000), 600_000);
  // Elsewhere as long a wait, begun later, is over.
  const other = new RequestPace(100);
  for (let turn = 0; turn < 3; turn++) await other.turn(stop.signal);
  assert.equal(sent, 0);
  stop.abort();
  await waiting;
  assert.equal(sent, 1);
});

test('back-offs grow to their bound and begin small after an answer', () => {
  const pace = new RequestPace();
  const bounds = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
  for (const bound of bounds) {
    const waitMs = pace.backOff();
    assert.ok(waitMs >= bound / 2 && waitMs <= bound, `${waitMs} of ${bound}`);
  }
  pace.recover();
  assert.ok(pace.backOff() <= 1000);
});

const talk = `name: T
turns:
  - say: black boots under 100
    expect: [{ products: { count: { min: 1 } } }]
  - say: 'tell me about the {{products[0].title}}'
    expect: [{ latency: { totalMs: 60000 } }]
`;

/** Answers from the recording of these exchanges. */
const offline =
  (...args: Parameters<typeof openRecordedSession>): OpenTestSession =>
  () =>
    Promise.resolve({ type: 'done', value: openRecordedSession(...args) });

/** Runs the talk against a simulator, and records it. */
async function record(t: TestContext): Promise<string> {
  const simulator = await startTestSimulator();
  t.after(() => simulator.close());
  const folder = await tempFolder(t);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'talk.ndjson');
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const greeting = 'Welcome to the shop.';
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'c', greeting };
  const recorder = await openRecording(path, agent);
  const { write } = recorder;
  const transport = recordExchanges({ transport: openTransport(t), write });
  const client = new AgentGraphClient({ agent, apiKey, transport });
  const open: OpenTestSession = (_, signal) => openClientSession(client, signal);
  const { cases } = await runText(t, talk, { open });
  await recorder.close();
  assert.equal(cases[0]?.status, 'passed');
  return path;
}

test('what was recorded passes without the network', async (t) => {
  const { exchanges } = await readExchanges(await record(t));
  const { cases } = await runText(t, talk, { open: offline(exchanges, 'talk.ndjson') });
  assert.equal(cases[0]?.status, 'passed', JSON.stringify(cases[0]?.attempts[0]?.problem));
  assert.equal(cases[0].attempts[0]?.turns.length, 2);
});

test('who says something else, or more, than was recorded gets no answer', async (t) => {
  const { exchanges } = await readExchanges(await record(t));
  const run = async (text: string) => {
    const { cases } = await runText(t, text, { open: offline(exchanges, 'talk.ndjson') });
    assert.equal(cases[0]?.status, 'errored');
    return cases[0].attempts[0]?.problem;
  };
  assert.deepEqual(await run(talk.replace('under 100', 'under 90')), {
    at: { line: 3, column: 5 },
    message:
      "In turn 1, the customer's input differs from the recording talk.ndjson. Run the scenario against the agent, or update the recording.",
  });
  assert.deepEqual(await run(`${talk}  - say: bye\n`), {
    at: { line: 7, column: 5 },
    message: 'The recording talk.ndjson ends before turn 3.',
  });
});

test('an answer that was not recorded to its end is no answer', async (t) => {
  const whole = exchangeOf([message('One.')], { text: 'hi' });
  const { end: _, ...broken } = whole;
  const stopped = { ...whole, end: { ...whole.end, outcome: 'stopped' } } as typeof whole;
  for (const exchange of [broken, stopped]) {
    const text = 'name: T\nturns: [{ say: hi }, { say: more }]';
    const { cases } = await runText(t, text, { open: offline([exchange], 'r') });
    assert.equal(cases[0]?.status, 'errored');
    assert.equal(
      cases[0].attempts[0]?.problem?.message,
      'In turn 1, the recording r ends before the response does. Record it again.',
    );
  }
});

test('a recording that cannot be read says so', async (t) => {
  const folder = await tempFolder(t);
  await assert.rejects(readExchanges(join(folder, 'none.ndjson')), Unjudgeable);
});

test('a baseline is met by the same answer with other times, and not by another price', async (t) => {
  const path = await record(t);
  const { exchanges } = await readExchanges(path);
  const checked = talk.replace(
    'expect: [{ products',
    `expect: [{ baseline: '${path}' }, { products`,
  );
  const same = await runText(t, checked, { open: offline(exchanges, 'talk') });
  assert.equal(same.cases[0]?.status, 'passed');
  const other = exchangeOf([products({ productId: 'x', title: 'X', price: 1, currency: 'USD' })], {
    text: 'black boots under 100',
  });
  const { cases } = await runText(t, checked, { open: offline([other], 'talk') });
  const [check] = cases[0]?.attempts[0]?.turns[0]?.checks ?? [];
  assert.equal(check?.status, 'failed');
  assert.deepEqual(check.at, { line: 4, column: 14 });
  assert.equal(check.title, `turn 1 matches ${path}`);
  assert.match(check.expected ?? '', /"price"/);
  assert.match(check.actual ?? '', /"productId":"x"/);
});

test('a baseline whose recording has no such turn, or is missing, cannot be judged', async (t) => {
  const path = await record(t);
  const cases = [
    [`{ recording: '${path}', turn: 9 }`, /has no turn 9\. Update the baseline/],
    [`'${path}.not'`, /\.not: The file doesn't exist\.$/],
  ] as const;
  for (const [value, reason] of cases) {
    const text = `name: T\nturns:\n  - say: hi\n    expect: [{ baseline: ${value} }]\n`;
    const open = offline([exchangeOf([message('One.')])], 'r');
    const run = await runText(t, text, { open });
    assert.equal(run.cases[0]?.status, 'errored');
    const [check] = run.cases[0].attempts[0]?.turns[0]?.checks ?? [];
    assert.match(check?.message ?? '', reason);
  }
});
