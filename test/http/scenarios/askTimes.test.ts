import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { askTimes, type AskTimesOptions } from '../../../src/scenarios/compare/askTimes.ts';
import { spreadOf } from '../../../src/scenarios/compare/spreadOf.ts';
import { openClientSession } from '../../../src/scenarios/run/openClientSession.ts';
import type { InputEvent } from '../../../src/shared/model.ts';
import {
  startTestSimulator,
  type TestSimulatorOptions,
} from '../../support/servers/testSimulator.ts';

function say(text: string): readonly InputEvent[] {
  return [{ messageEvent: { role: 'USER', content: { textContent: { text } } } }];
}

async function setUp(t: TestContext, simulatorOptions: TestSimulatorOptions = {}) {
  const simulator = await startTestSimulator(simulatorOptions);
  const transport = createUndiciTransport();
  t.after(() => Promise.all([transport.dispose(), simulator.close()]));
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'tester' };
  const client = new AgentGraphClient({ agent, apiKey, transport });
  const ask = (options: Partial<AskTimesOptions>) =>
    askTimes({
      times: 3,
      open: (signal) => openClientSession(client, signal),
      history: [],
      message: say('black boots'),
      signal: new AbortController().signal,
      ...options,
    });
  const requests = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;
  return { simulator, ask, requests };
}

test('a message is asked in fresh sessions after the turns before it, and all are closed', async (t) => {
  const { simulator, ask, requests } = await setUp(t);
  let atMost = 0;
  const history = [say('running shoes under $100'), say('Is there anything cheaper?')];
  const runs = await ask({
    times: 7,
    history,
    onRun: () => (atMost = Math.max(atMost, simulator.openSessions)),
  });
  assert.deepEqual(
    runs.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7],
  );
  assert.equal(simulator.openSessions, 0);
  assert.ok(atMost <= 3, `${atMost} sessions at once`);
  assert.deepEqual([requests('init'), requests('invoke'), requests('close')], [7, 21, 7]);
  const spread = spreadOf(runs);
  assert.deepEqual(spread.groups, [[1, 2, 3, 4, 5, 6, 7]]);
  assert.equal(spread.productOverlap, 1);
  assert.ok((spread.totalMs?.p95 ?? 0) > 0);
});

test('a cancel keeps what has finished and closes all sessions', async (t) => {
  const { simulator, ask } = await setUp(t, { pace: 'real' });
  const controller = new AbortController();
  const runs = await ask({
    times: 12,
    signal: controller.signal,
    onRun: () => controller.abort(),
  });
  assert.ok(runs.length >= 1 && runs.length <= 3, `${runs.length} runs`);
  for (const { answer } of runs) assert.equal(answer?.phase, 'answered');
  assert.equal(simulator.openSessions, 0);
});

test('a cancel while sessions are opened leaves none open', async (t) => {
  const { simulator, ask, requests } = await setUp(t);
  const controller = new AbortController();
  const asking = ask({ signal: controller.signal });
  controller.abort();
  assert.deepEqual(await asking, []);
  assert.equal(requests('init'), requests('close'));
  assert.equal(requests('invoke'), 0);
  assert.equal(simulator.openSessions, 0);
});

test('faults of single answers count as answers, and their sessions are closed too', async (t) => {
  const { simulator, ask } = await setUp(t);
  const runs = await ask({ message: say('/fault cut') });
  assert.equal(simulator.openSessions, 0);
  assert.equal(runs.length, 3);
  for (const { answer } of runs) assert.equal(answer?.phase, 'failed');
  const stopped = await ask({ history: [say('/fault 500')] });
  for (const { answer, failure } of stopped) {
    assert.equal(answer, undefined);
    assert.equal(failure?.kind, 'server');
  }
  assert.equal(simulator.openSessions, 0);
});

test('sessions that cannot be opened are runs without an answer', async (t) => {
  const { ask, requests } = await setUp(t, { fault: 'init-403' });
  const runs = await ask({});
  assert.deepEqual(
    runs.map(({ failure }) => failure?.kind),
    ['forbidden', 'forbidden', 'forbidden'],
  );
  assert.equal(spreadOf(runs).failed, 3);
  assert.equal(requests('invoke'), 0);
});
