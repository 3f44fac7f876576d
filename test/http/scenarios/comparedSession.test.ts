import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { answerParts } from '../../../src/scenarios/answer.ts';
import {
  compareAnswers,
  describeDifference,
} from '../../../src/scenarios/compare/compareAnswers.ts';
import { ComparedSession } from '../../../src/scenarios/compare/comparedSession.ts';
import { runComparedCase } from '../../../src/scenarios/compare/comparedCase.ts';
import { FileServices } from '../../../src/scenarios/run/fileServices.ts';
import { planCases } from '../../../src/scenarios/run/plan.ts';
import { openClientSession } from '../../../src/scenarios/run/openClientSession.ts';
import type { InputEvent } from '../../../src/shared/model.ts';
import { scenarioFile } from '../../support/samples/scenarioRuns.ts';
import {
  startTestSimulator,
  type TestSimulatorOptions,
} from '../../support/servers/testSimulator.ts';

const noEnd = new AbortController().signal;

function say(text: string): readonly InputEvent[] {
  return [{ messageEvent: { role: 'USER', content: { textContent: { text } } } }];
}

async function setUp(t: TestContext, options: TestSimulatorOptions = {}) {
  const simulator = await startTestSimulator(options);
  const transport = createUndiciTransport();
  t.after(() => Promise.all([transport.dispose(), simulator.close()]));
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'tester' };
  const client = new AgentGraphClient({ agent, apiKey, transport });
  const session = new ComparedSession((signal) => openClientSession(client, signal));
  const count = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;
  return { simulator, session, count };
}

test('two servers with the same shop answer the same, and a changed price is one difference', async (t) => {
  const [one, other] = [await setUp(t), await setUp(t)];
  const text = say('running shoes under $100');
  const [a, b] = [await one.session.send(text, noEnd), await other.session.send(text, noEnd)];
  assert.deepEqual(compareAnswers(answerParts(a), answerParts(b)).differences, []);
  const [first] = answerParts(a).products;
  assert.ok(first?.productId);
  const cheaper = await setUp(t, { prices: { [first.productId]: 11.5 } });
  const c = await cheaper.session.send(text, noEnd);
  const { differences } = compareAnswers(answerParts(a), answerParts(c));
  assert.deepEqual(differences.map(describeDifference), [
    `The price of the product "${first.title}" was "${first.price}" and is now "11.5".`,
  ]);
  for (const { session, simulator } of [one, other, cheaper]) {
    await session.close();
    assert.equal(simulator.openSessions, 0);
  }
});

test('what was said elsewhere is sent ahead of the next message, once', async (t) => {
  const { session, count } = await setUp(t);
  session.note(say('show me running shoes under $100'));
  assert.equal(count('init'), 0);
  const cheaper = await session.send(say('cheaper'), noEnd);
  assert.ok(answerParts(cheaper).products.length > 0);
  assert.equal(count('invoke'), 2);
  await session.send(say('thanks'), noEnd);
  assert.equal(count('invoke'), 3);
  await session.close();
});

test('a lost session is followed by another one that hears all of it again', async (t) => {
  const { session, count, simulator } = await setUp(t);
  await session.send(say('running shoes under $100'), noEnd);
  const lost = await session.send(say('/fault 404'), noEnd);
  assert.equal(lost.failure?.kind, 'sessionLost');
  assert.equal(count('init'), 1);
  const before = count('invoke');
  const again = await session.send(say('hello'), noEnd);
  assert.equal(again.phase, 'answered');
  assert.equal(count('init'), 2);
  // The shoes, and the hello; not what lost the session.
  assert.equal(count('invoke'), before + 2);
  await session.close();
  assert.equal(simulator.openSessions, 0);
});

test('an answer that is stopped, and one that cannot be asked for, reject nothing', async (t) => {
  const slow = await setUp(t, { pace: 'real' });
  const controller = new AbortController();
  const answer = slow.session.send(say('boots'), controller.signal);
  controller.abort();
  assert.equal((await answer).phase, 'stopped');
  await slow.session.close();
  assert.equal(slow.simulator.openSessions, 0);
  const refused = await setUp(t, { fault: 'init-403' });
  const failed = await refused.session.send(say('boots'), noEnd);
  assert.deepEqual([failed.phase, failed.failure?.kind], ['failed', 'forbidden']);
  await refused.session.close();
});

test('a key that a scenario brought in is in nothing that a comparison tells', async (t) => {
  const { session, simulator } = await setUp(t);
  const { apiKey } = simulator;
  const text = `name: T\nturns:\n  - say: hi\n    expect: [{ text: "${apiKey}" }]\n`;
  const [own] = planCases([scenarioFile(text)]);
  assert.ok(own);
  const services = new FileServices();
  t.after(() => services.dispose());
  const told: unknown[] = [];
  const result = await runComparedCase({
    case: own,
    services: services.of(own.file),
    signal: noEnd,
    begin: () => session,
    onTurn: (...turn) => void told.push(turn),
  });
  await session.close();
  assert.equal(result.status, 'failed');
  assert.match(JSON.stringify(told), /text contains .{0,3}\[hidden\]/);
  assert.ok(!JSON.stringify([told, result]).includes(apiKey));
});
