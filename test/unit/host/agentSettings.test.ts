import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAgent } from '../../../src/host/agentSettings.ts';

const shop = { businessId: 'b-1', agentId: 'a-1' };

function problemOf(agents: unknown, active?: unknown) {
  const { agent, problem } = chooseAgent(agents, active, 'tester-1');
  assert.equal(agent, undefined);
  assert(problem?.cause?.type === 'input', 'a problem that names the setting');
  return problem.cause;
}

test('an agent gets the default origin and the tester’s customer id', () => {
  const { agent, problem, names } = chooseAgent({ Shop: shop }, 'Shop', 'tester-1');
  assert.equal(problem, undefined);
  assert.deepEqual(names, ['Shop']);
  assert.deepEqual(agent, {
    name: 'Shop',
    ...shop,
    baseUrl: 'https://api.connectly.ai',
    clientKey: 'tester-1',
  });
});

test('its own base URL and customer id win, and the API path is taken off', () => {
  const own = {
    ...shop,
    baseUrl: 'http://127.0.0.1:8787/external/v1/ai/agent_graph/',
    clientKey: 'ana',
  };
  const { agent } = chooseAgent({ Shop: own }, 'Shop', 'tester-1');
  assert.equal(agent?.baseUrl, 'http://127.0.0.1:8787');
  assert.equal(agent.clientKey, 'ana');
});

test('markup and greeting are taken over', () => {
  const own = { ...shop, markup: 'whatsapp', greeting: 'Welcome!' };
  const { agent } = chooseAgent({ Shop: own }, 'Shop', 'tester-1');
  assert.equal(agent?.markup, 'whatsapp');
  assert.equal(agent.greeting, 'Welcome!');
});

test('without an active name the first agent is meant', () => {
  const agents = { First: shop, Second: shop };
  assert.equal(chooseAgent(agents, undefined, 't').agent?.name, 'First');
  assert.equal(chooseAgent(agents, '', 't').agent?.name, 'First');
  assert.equal(chooseAgent(agents, 'Second', 't').agent?.name, 'Second');
});

test('no agents at all is a normal state, not a problem', () => {
  assert.deepEqual(chooseAgent(undefined, undefined, 't'), { names: [] });
  assert.deepEqual(chooseAgent({}, '', 't'), { names: [] });
});

test('an active agent that is not there is said, with those that are', () => {
  const { field, problem } = problemOf({ Shop: shop }, 'Shoop');
  assert.equal(field, 'askSofia.activeAgent');
  assert.match(problem, /"Shoop".*Shop/);
  assert.equal(problemOf({ Shop: shop }, 'constructor').field, 'askSofia.activeAgent');
});

test('every wrong shape names its setting', () => {
  const cases: readonly [agents: unknown, field: string][] = [
    ['Shop', 'askSofia.agents'],
    [[shop], 'askSofia.agents'],
    [{ Shop: null }, 'askSofia.agents.Shop'],
    [{ Shop: 'b-1' }, 'askSofia.agents.Shop'],
    [{ Shop: { agentId: 'a' } }, 'askSofia.agents.Shop.businessId'],
    [{ Shop: { ...shop, businessId: 7 } }, 'askSofia.agents.Shop.businessId'],
    [{ Shop: { ...shop, agentId: '  ' } }, 'askSofia.agents.Shop.agentId'],
    [{ Shop: { ...shop, clientKey: {} } }, 'askSofia.agents.Shop.clientKey'],
    [{ Shop: { ...shop, markup: 'html' } }, 'askSofia.agents.Shop.markup'],
    [{ Shop: { ...shop, greeting: '' } }, 'askSofia.agents.Shop.greeting'],
    [{ Shop: { ...shop, baseUrl: 1 } }, 'askSofia.agents.Shop.baseUrl'],
    [{ Shop: { ...shop, baseUrl: 'ftp://x' } }, 'askSofia.agents.Shop.baseUrl'],
    [{ Shop: { ...shop, baseUrl: 'api.connectly.ai' } }, 'askSofia.agents.Shop.baseUrl'],
    [{ Shop: { ...shop, baseUrl: 'http://api.connectly.ai' } }, 'askSofia.agents.Shop.baseUrl'],
  ];
  for (const [agents, field] of cases) assert.equal(problemOf(agents).field, field);
  assert.equal(problemOf({ Shop: shop }, 3).field, 'askSofia.activeAgent');
});

test('a misspelt field is reported, never ignored', () => {
  const { field, problem } = problemOf({ Shop: { ...shop, agentID: 'x' } });
  assert.equal(field, 'askSofia.agents.Shop.agentID');
  assert.match(problem, /Known: businessId, agentId/);
});
