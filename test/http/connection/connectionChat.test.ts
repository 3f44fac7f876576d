import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { readAgents } from '../../../src/agents/agentEntries.ts';
import type { ConnectionReport } from '../../../src/shared/connection/connectionReport.ts';
import { verdictSentence } from '../../../src/shared/connection/connectionText.ts';
import type { SimulatorOptions } from '../../../src/simulator/simulatorOptions.ts';
import {
  checkAt,
  outline,
  startScripted,
  stepIn,
  testCustomer,
  type CheckChanges,
} from '../../support/servers/connectionChecks.ts';
import { holdClock } from '../../support/heldClock.ts';
import { testKey } from '../../support/testKeys.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { eventually } from '../../support/eventually.ts';

const way = 'settings+ key+ proxy+ dns+ tcp+ tls+';

async function checkSimulator(
  t: TestContext,
  options: SimulatorOptions,
  { agent, ...changes }: CheckChanges = {},
) {
  const simulator = await startTestSimulator({ apiKey: testKey, ...options });
  t.after(() => simulator.close());
  const { baseUrl, businessId, agentId } = simulator;
  const report = await checkAt(t, baseUrl, {
    agent: { businessId, agentId, ...agent },
    ...changes,
  });
  return { simulator, report };
}

test('the simulator is well, and its session is closed', async (t) => {
  const { simulator, report } = await checkSimulator(t, {});
  assert.equal(outline(report), `${way} health+ init+ greeting+ close+`);
  assert.equal(simulator.openSessions, 0);
  const labels = stepIn(report, 'greeting').facts.map(([label]) => label);
  assert.deepEqual(labels, ['First byte', 'First text', 'Full response', 'Events', 'Starts with']);
  assert.ok((report.firstByteMs ?? 0) > 0);
  for (const { ms, state } of report.steps) assert.equal(typeof ms, 'number', state);
});

test('settings that are wrong stop everything, with the field that is to be changed', async (t) => {
  const fields = { Shop: { businessId: 'b', agentID: 'a' } };
  const list = { source: 'user', place: 'askSofia.agents', agents: fields } as const;
  const [entry] = readAgents([list], testCustomer).entries;
  assert.ok(entry);
  const report = await checkAt(t, 'http://127.0.0.1:1', { entry });
  assert.equal(
    outline(report),
    'settings! key- proxy- dns- tcp- tls- health- init- greeting- close-',
  );
  const { title, text, actions } = stepIn(report, 'settings');
  assert.equal(title, "askSofia.agents.Shop.agentID isn't valid");
  assert.match(text ?? '', /Unknown: agentID/);
  assert.deepEqual(actions, ['openSettings']);
  assert.match(verdictSentence(report), /^Stopped at “Settings”: askSofia\.agents\.Shop/);
});

test('without a key the way is checked and nothing is sent', async (t) => {
  const server = await startScripted(t);
  const report = await checkAt(t, server.origin, { apiKey: undefined });
  assert.equal(
    outline(report),
    'settings+ key! proxy+ dns+ tcp+ tls+ health- init- greeting- close-',
  );
  const { text, actions } = stepIn(report, 'key');
  assert.match(text ?? '', /It's sent only to 127\.0\.0\.1:\d+/);
  assert.equal(actions[0], 'setApiKey');
  assert.equal(server.requests.length, 0);
});

test('a key that cannot be sent is told before anything is sent, and not shown', async (t) => {
  const server = await startScripted(t);
  const apiKey = `${testKey} — pasted`;
  const report = await checkAt(t, server.origin, { apiKey });
  assert.match(stepIn(report, 'key').text ?? '', /can't contain spaces or non-ASCII characters/);
  assert.equal(server.requests.length, 0);
});

const page = { status: 404, body: '<html><h1>Not here</h1></html>' };
const echo = {
  status: 401,
  body: `{"code":16,"message":"${testKey} of ${testCustomer} (34600111222) is not known"}`,
};

const healthFaults = [
  ['401', echo, 'unauthorized', /onboarding email/],
  ['404', page, 'protocol', /titled "Not here".*base URL/],
  ['HTML', '<!doctype html><html>sign in</html>', 'protocol', /sign-in page/],
  ['500', { status: 500, body: '' }, 'server', /HTTP 500/],
] as const;

for (const [what, health, kind, sentence] of healthFaults) {
  test(`health that answers with ${what} is red, and the check goes on`, async (t) => {
    const server = await startScripted(t, { health });
    const report = await checkAt(t, server.origin);
    assert.equal(outline(report), `${way} health! init+ greeting+ close+`);
    const { failure, text } = stepIn(report, 'health');
    assert.equal(failure?.kind, kind);
    assert.match(text ?? '', sentence);
    assert.doesNotMatch(text ?? '', /<\w/);
    assert.equal(verdictSentence(report).startsWith('Failed: Agent health.'), true);
  });
}

test('an agent that is not ready is red, and yellow where it opens a session all the same', async (t) => {
  const health = '{"response":{"healthy":false}}';
  const willing = await startScripted(t, { health });
  const opened = await checkAt(t, willing.origin);
  assert.equal(outline(opened), `${way} health~ init+ greeting+ close+`);
  assert.match(stepIn(opened, 'health').text ?? '', /isn't ready, but a session could be opened/);
  assert.equal(typeof stepIn(opened, 'health').ms, 'number');

  const down = await startScripted(t, { health, init: { status: 503 } });
  const refused = await checkAt(t, down.origin);
  assert.equal(outline(refused), `${way} health! init! greeting- close-`);
  assert.match(stepIn(refused, 'health').text ?? '', /says it isn't ready/);
});

const initFaults = [
  ['init-401', 'unauthorized', 'setApiKey'],
  ['init-403', 'forbidden', 'openSettings'],
  ['init-404', 'notFound', 'openSettings'],
  ['init-429 1', 'rateLimited', 'checkAgain'],
  ['init-500', 'server', 'checkAgain'],
  ['init-502', 'unavailable', 'checkAgain'],
  ['init-empty', 'protocol', 'openSettings'],
  ['init-redirect-away', 'protocol', 'openSettings'],
] as const;

for (const [fault, kind, action] of initFaults) {
  test(`${fault} stops the check at the session, after one request`, async (t) => {
    const { simulator, report } = await checkSimulator(t, { fault });
    assert.equal(outline(report), `${way} health+ init! greeting- close-`);
    const { failure, actions, text = '' } = stepIn(report, 'init');
    assert.equal(failure?.kind, kind);
    assert.equal(actions[0], action);
    assert.ok(text.length > 0);
    assert.equal(simulator.requests.filter(({ path }) => path.endsWith('/init')).length, 1);
    assert.match(verdictSentence(report), /^Stopped at “New session”: /);
  });
}

const greetingFaults = [
  ['cut', 'protocol'],
  ['reset', 'network'],
  ['error-line', 'unavailable'],
  ['401-echo', 'unauthorized'],
] as const;

for (const [fault, kind] of greetingFaults) {
  test(`a greeting that meets ${fault} is red, and the session is closed`, async (t) => {
    const { simulator, report } = await checkSimulator(t, { fault });
    assert.equal(outline(report), `${way} health+ init+ greeting! close+`);
    const { failure, text = '' } = stepIn(report, 'greeting');
    assert.equal(failure?.kind, kind);
    assert.equal(failure.endpoint, 'invoke');
    assert.ok(text.length > 0);
    assert.equal(simulator.openSessions, 0);
  });
}

for (const fault of ['stall', 'silent']) {
  test(`a greeting that meets ${fault} is red after its limit, and the session is closed`, async (t) => {
    const simulator = await startTestSimulator({ apiKey: testKey, fault });
    t.after(() => simulator.close());
    const { baseUrl, businessId, agentId } = simulator;
    const clock = holdClock(t);
    const checked = checkAt(t, baseUrl, {
      agent: { businessId, agentId },
      options: { timeouts: { idleMs: 150, firstByteMs: 150 } },
    });
    await eventually(
      () => simulator.requests.at(-1)?.path.endsWith('/invoke') === true,
      'the greeting',
    );
    clock.pass(150);
    const report = await checked;
    assert.equal(outline(report), `${way} health+ init+ greeting! close+`);
    assert.equal(stepIn(report, 'greeting').failure?.kind, 'timeout');
    assert.equal(simulator.openSessions, 0);
  });
}

test('an agent that answers nothing is yellow', async (t) => {
  const { report } = await checkSimulator(t, { fault: 'empty' });
  assert.equal(outline(report), `${way} health+ init+ greeting~ close+`);
  assert.match(stepIn(report, 'greeting').text ?? '', /sent an empty response/);
});

test('a line of the answer that cannot be read is yellow', async (t) => {
  const { report } = await checkSimulator(t, { fault: 'bad-json' });
  assert.equal(stepIn(report, 'greeting').state, 'warning');
  assert.match(stepIn(report, 'greeting').text ?? '', /isn't valid JSON/);
});

test('a first byte later than the latency budget is yellow, with both times', async (t) => {
  const { report } = await checkSimulator(t, {}, { agent: { latencyBudgetMs: 0.001 } });
  assert.equal(stepIn(report, 'greeting').state, 'warning');
  assert.match(stepIn(report, 'greeting').text ?? '', /^The first byte took \d+ ms; .* is 0 ms\.$/);
  const { report: fast } = await checkSimulator(t, {}, { agent: { latencyBudgetMs: 60_000 } });
  assert.equal(stepIn(fast, 'greeting').state, 'ok');
});

test('a close that fails is red', async (t) => {
  const close = { status: 403, body: '{"code":7,"message":"no"}' };
  const server = await startScripted(t, { close });
  const report = await checkAt(t, server.origin);
  assert.equal(outline(report), `${way} health+ init+ greeting+ close!`);
  assert.equal(stepIn(report, 'close').failure?.endpoint, 'close');
});

test('a greeting that the tester does not want is not sent, and the session is closed', async (t) => {
  const server = await startScripted(t);
  const report = await checkAt(t, server.origin, {
    agent: { environment: 'production' },
    mayGreet: () => Promise.resolve(false),
  });
  assert.equal(outline(report), `${way} health+ init+ greeting- close+`);
  assert.match(stepIn(report, 'greeting').text ?? '', /You chose not to message/);
  assert.ok(!server.requests.some(({ path }) => path.endsWith('/invoke')));
});

test('a cancel ends the running step, skips the rest and closes the session', async (t) => {
  const controller = new AbortController();
  const simulator = await startTestSimulator({ apiKey: testKey, fault: 'silent' });
  t.after(() => simulator.close());
  const { baseUrl, businessId, agentId } = simulator;
  const checked = checkAt(t, baseUrl, {
    agent: { businessId, agentId },
    signal: controller.signal,
  });
  await eventually(
    () => simulator.requests.at(-1)?.path.endsWith('/invoke') === true,
    'the greeting',
  );
  controller.abort();
  const report = await checked;
  assert.equal(outline(report), `${way} health+ init+ greeting- close+`);
  assert.equal(report.verdict, 'cancelled');
  assert.equal(simulator.openSessions, 0);

  const early = await checkSimulator(t, {}, { signal: AbortSignal.abort() });
  assert.match(outline(early.report), /^settings- key- proxy- .* close-$/);
  assert.equal(stepIn(early.report, 'close').text, 'The check was canceled.');
  assert.equal(early.simulator.requests.length, 0);
});

test('what a server repeats of the key and of the customer is hidden', async (t) => {
  const server = await startScripted(t, { health: echo });
  const report = await checkAt(t, server.origin);
  assert.match(
    stepIn(report, 'health').text ?? '',
    /"\[hidden\] of \[customer ID\] \(\[customer ID\]\) is not known"/,
  );
});

test('a customer, a key or a proxy user that is a common word changes no word of a report', async (t) => {
  const lasting = (report: ConnectionReport) =>
    JSON.stringify(report.steps.map(({ id, state, title, text }) => [id, state, title, text]));
  const as = async (clientKey: string, apiKey: string, user: string) => {
    const simulator = await startTestSimulator({ apiKey });
    t.after(() => simulator.close());
    const { baseUrl, businessId, agentId } = simulator;
    const report = await checkAt(t, baseUrl, { agent: { businessId, agentId, clientKey }, apiKey });
    const url = `http://${user}:not-a-password@127.0.0.1:9`;
    const proxied = await checkAt(t, 'https://api.shop.invalid', {
      agent: { clientKey },
      apiKey,
      choice: { type: 'proxy', proxy: { url, source: 'HTTPS_PROXY' } },
    });
    return (lasting(report) + lasting(proxied)).replaceAll(/127\.0\.0\.1:\d{2,}/g, 'here');
  };
  const plain = await as('customer-of-nobody', 'zq-plain-0123456789', 'qz');
  assert.match(plain, /Settings|settings/);
  for (const word of [
    'test',
    '1',
    'ok',
    'key',
    'settings',
    'shop',
    'api',
    'connection',
    'HTTPS_PROXY',
  ])
    assert.equal(await as(word, word, word), plain, word);
});
