import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import { defaultTimeouts, type Timeouts } from '../../../src/agentGraph/http/transport.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { describeFailure } from '../../../src/shared/failure/describeFailure.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { TurnItem } from '../../../src/shared/model.ts';
import { faultNames } from '../../../src/simulator/faults/faults.ts';
import { faultTable, limitTable } from '../../support/servers/faultTable.ts';
import { hangLimitMs } from '../../support/hangLimit.ts';
import { holdClock } from '../../support/heldClock.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { canaryKey } from '../../support/testKeys.ts';
import { simulatorEnv } from '../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { eventually } from '../../support/eventually.ts';

async function setUp(t: TestContext, timeouts: Partial<Timeouts> = {}) {
  const simulator = await startTestSimulator({ apiKey: canaryKey('faults') });
  const transport = createUndiciTransport();
  t.after(() => Promise.all([transport.dispose(), simulator.close()]));
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'tester' };
  const limits = { ...defaultTimeouts, ...timeouts };
  const client = new AgentGraphClient({ agent, apiKey, transport, timeouts: limits });
  return { simulator, client };
}

/** Runs one turn in a session of its own and gathers what came of it, in `items` meanwhile. */
async function runTurn(client: AgentGraphClient, text: string, items: TurnItem[] = []) {
  const signal = AbortSignal.timeout(hangLimitMs);
  const session = await client.init(signal);
  const input = textInput(text);
  assert(session.type === 'done' && input.type === 'done');
  const stream = client.invoke({ sessionId: session.value, inputEvents: [input.value], signal });
  for (;;) {
    const step = await stream.next();
    if (step.done) return { items, end: step.value };
    items.push(...step.value);
  }
}

const letters = (items: readonly TurnItem[]) =>
  items.map((item) => (item.type === 'event' ? item.event.type.charAt(0) : '!')).join('');

/** The sentences about a failure hold neither the key nor a piece of a web page. */
function assertPresentable(failure: Failure): void {
  const { title, detail } = describeFailure(failure);
  assert.match(`${title} ${detail}`, /\w/);
  assert.doesNotMatch(`${title} ${detail} ${failure.detail ?? ''}`, /<\w|secret-key-7781/);
}

test('every fault ends as the table says, and what came before it is kept', async (t) => {
  const { client } = await setUp(t);
  for (const { fault, end: expected, items: expectedItems } of faultTable) {
    const { items, end } = await runTurn(client, `/fault ${fault}`);
    assert.equal(end.type === 'failed' ? end.failure.kind : end.type, expected, fault);
    assert.equal(letters(items), expectedItems, fault);
    for (const item of items) if (item.type === 'failure') assertPresentable(item.failure);
    if (end.type === 'failed') assertPresentable(end.failure);
  }
});

test('a silence ends with the limit that it ran into, and what came before it is kept', async (t) => {
  const { client, simulator } = await setUp(t, { firstByteMs: 200, idleMs: 200 });
  const clock = holdClock(t);
  const turns = () => simulator.requests.filter(({ path }) => path.endsWith('/invoke')).length;
  for (const { fault, limit, items: expectedItems } of limitTable) {
    const items: TurnItem[] = [];
    const before = turns();
    const ended = runTurn(client, `/fault ${fault}`, items);
    await eventually(
      () => turns() > before && letters(items) === expectedItems,
      'all that comes has come',
    );
    clock.pass(200);
    const { end } = await ended;
    assert(end.type === 'failed', fault);
    assert.equal(end.failure.kind, 'timeout', fault);
    assert(end.failure.cause?.type === 'limit');
    assert.equal(end.failure.cause.limit, limit, fault);
    assert.equal(letters(items), expectedItems, fault);
  }
});

test('blank lines are no events, an endless stream ends with the total limit', async (t) => {
  const { client } = await setUp(t, { totalMs: 500 });
  const clock = holdClock(t);
  const blank = await runTurn(client, '/fault keep-alive 80');
  assert.deepEqual([blank.end.type, letters(blank.items)], ['answered', 'mrms']);
  const items: TurnItem[] = [];
  const ended = runTurn(client, '/fault endless', items);
  await eventually(() => items.length > 0, 'the first event');
  clock.pass(500);
  const { end } = await ended;
  assert(end.type === 'failed' && end.failure.cause?.type === 'limit');
  assert.equal(end.failure.cause.limit, 'total');
});

test('a drip of single bytes gives the same events as the whole answer', async (t) => {
  const { client } = await setUp(t);
  const { items, end } = await runTurn(client, '/fault drip 0');
  assert.equal(end.type, 'answered');
  assert.equal(letters(items), 'mrms');
});

test('an invoke is never sent a second time', async (t) => {
  const { client, simulator } = await setUp(t);
  for (const fault of ['429', '503', 'reset', '500']) {
    const before = simulator.requests.length;
    await runTurn(client, `/fault ${fault}`);
    const paths = simulator.requests.slice(before).map(({ path }) => path.split('/').at(-1));
    assert.deepEqual(paths, ['init', 'invoke'], fault);
  }
});

test('every fault of the simulator that belongs to a turn stands in a table', () => {
  const own = ['keep-alive', 'drip', 'endless'];
  const tabled = [...faultTable, ...limitTable].map(({ fault }) => fault);
  const names = Object.keys(faultNames).filter((name) => !name.startsWith('init-'));
  assert.deepEqual([...tabled, ...own].toSorted(), names.toSorted());
});

test('the command line prints the same for every fault, one object a line', async (t) => {
  const { simulator } = await setUp(t);
  // A close that crosses with the next turn's request could have been that turn's own: the turn is
  // reported and not repeated. Elsewhere an init comes between the two, and that is repeated.
  const rows = faultTable.filter(({ fault }) => fault !== 'close-after');
  const { code, stdout, stderr } = await runCli(['ask', '--json'], {
    env: simulatorEnv(simulator),
    input: rows.map(({ fault }) => `/fault ${fault}`).join('\n'),
  });
  assert.equal(code, 1);
  assert.doesNotMatch(stdout + stderr, /secret-key-7781/);
  const lines = jsonLines(stdout);
  rows.forEach(({ fault, end, items }, index) => {
    const own = lines.filter(({ turn }) => turn === index + 1);
    assert.equal(own.at(-1)?.['done'], true, fault);
    assert.equal(own.at(-1)?.['events'], items.replaceAll('!', '').length, fault);
    const failures = own.flatMap(({ failure }) => (failure ? [failure as Failure] : []));
    const notices = items.replaceAll(/[^!]/g, '').length;
    assert.equal(failures.length, notices + (end === 'answered' ? 0 : 1), fault);
    if (end !== 'answered') assert.equal(failures.at(-1)?.kind, end, fault);
  });
});

test('on the command line an init that fails is retried where that helps, and ends with 1', async (t) => {
  const cases: readonly [fault: string, kind: string, requests: number][] = [
    ['init-401', 'unauthorized', 1],
    ['init-403', 'forbidden', 1],
    ['init-404', 'notFound', 1],
    ['init-empty', 'protocol', 1],
    ['init-redirect-away', 'protocol', 1],
    ['init-503', 'unavailable', 4],
  ];
  for (const [fault, kind, requests] of cases) {
    const simulator = await startTestSimulator({ fault });
    t.after(() => simulator.close());
    const { code, stdout } = await runCli(['ask', '--json', 'hello'], {
      env: simulatorEnv(simulator),
    });
    assert.equal(code, 1, fault);
    assert.equal((jsonLines(stdout)[0]?.['failure'] as Failure).kind, kind, fault);
    assert.equal(simulator.requests.length, requests, fault);
  }
});
