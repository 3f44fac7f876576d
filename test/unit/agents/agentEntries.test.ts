import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseAgent,
  readAgents,
  type AgentEntries,
  type AgentList,
} from '../../../src/agents/agentEntries.ts';

const shop = { businessId: 'b-1', agentId: 'a-1' };

const userList = (agents: unknown): AgentList => ({
  source: 'user',
  place: 'askSofia.agents',
  agents,
});

function read(agents: unknown): AgentEntries {
  return readAgents([userList(agents)], 'tester-1');
}

function choose(agents: unknown, active?: unknown) {
  const { entry, problem } = chooseAgent(read(agents), active);
  return { agent: entry?.agent, options: entry?.options, problem };
}

function problemOf(agents: unknown, active?: unknown) {
  const { agent, problem } = choose(agents, active);
  assert.equal(agent, undefined);
  assert(problem?.cause?.type === 'input', 'a problem that names the setting');
  return problem.cause;
}

test('an agent gets the default origin and the tester’s customer id', () => {
  const { agent, problem } = choose({ Shop: shop }, 'Shop');
  assert.equal(problem, undefined);
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
  const { agent } = choose({ Shop: own }, 'Shop');
  assert.equal(agent?.baseUrl, 'http://127.0.0.1:8787');
  assert.equal(agent.clientKey, 'ana');
});

test('markup and greeting are taken over', () => {
  const own = { ...shop, markup: 'whatsapp', greeting: 'Welcome!' };
  const { agent } = choose({ Shop: own }, 'Shop');
  assert.equal(agent?.markup, 'whatsapp');
  assert.equal(agent.greeting, 'Welcome!');
});

test('without an active name the first agent is meant', () => {
  const agents = { First: shop, Second: shop };
  assert.equal(choose(agents, undefined).agent?.name, 'First');
  assert.equal(choose(agents, '').agent?.name, 'First');
  assert.equal(choose(agents, 'Second').agent?.name, 'Second');
});

test('no agents at all is a normal state, not a problem', () => {
  for (const none of [undefined, null, {}]) assert.deepEqual(chooseAgent(read(none), ''), {});
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
    [{ Shop: { ...shop, environment: 'live' } }, 'askSofia.agents.Shop.environment'],
    [{ Shop: { ...shop, starterPrompts: 'hi' } }, 'askSofia.agents.Shop.starterPrompts'],
    [{ Shop: { ...shop, starterPrompts: ['hi', ''] } }, 'askSofia.agents.Shop.starterPrompts'],
    [{ Shop: { ...shop, latencyBudgetMs: 0 } }, 'askSofia.agents.Shop.latencyBudgetMs'],
    [{ Shop: { ...shop, latencyBudgetMs: '900' } }, 'askSofia.agents.Shop.latencyBudgetMs'],
    [{ Shop: { ...shop, timeouts: { connect: 1 } } }, 'askSofia.agents.Shop.timeouts'],
    [{ Shop: { ...shop, timeouts: { connectMs: -1 } } }, 'askSofia.agents.Shop.timeouts'],
    [{ Shop: { ...shop, color: 'mauve' } }, 'askSofia.agents.Shop.color'],
    [{ Shop: { ...shop, headers: { 'X-Api-Key': 'k' } } }, 'askSofia.agents.Shop.headers'],
    [{ Shop: { ...shop, headers: { Host: 'x' } } }, 'askSofia.agents.Shop.headers'],
    [{ Shop: { ...shop, headers: { 'a b': 'x' } } }, 'askSofia.agents.Shop.headers'],
    [
      { Shop: { ...shop, headers: { 'x-a': 'x\r\nx-api-key: k' } } },
      'askSofia.agents.Shop.headers',
    ],
    [{ Shop: { ...shop, headers: { 'x-a': 1 } } }, 'askSofia.agents.Shop.headers'],
  ];
  for (const [agents, field] of cases) assert.equal(problemOf(agents).field, field);
  assert.equal(problemOf({ Shop: shop }, 3).field, 'askSofia.activeAgent');
});

test('a misspelt field is reported, never ignored', () => {
  const { field, problem } = problemOf({ Shop: { ...shop, agentID: 'x' } });
  assert.equal(field, 'askSofia.agents.Shop.agentID');
  assert.match(problem, /Allowed: businessId, agentId/);
});

test('everything else that an agent can have is taken over', () => {
  const own = {
    ...shop,
    environment: 'production',
    starterPrompts: [' Hello ', 'Where is my order?'],
    latencyBudgetMs: 900,
    color: 'green',
    timeouts: { firstByteMs: 5000 },
    headers: { 'X-Tenant': 'north' },
  };
  const { agent, options } = choose({ Shop: own }, 'Shop');
  assert.equal(agent?.environment, 'production');
  assert.deepEqual(agent.starterPrompts, ['Hello', 'Where is my order?']);
  assert.equal(agent.latencyBudgetMs, 900);
  assert.equal(agent.color, 'green');
  assert.deepEqual(options, {
    timeouts: { firstByteMs: 5000 },
    headers: { 'x-tenant': 'north' },
  });
  assert.doesNotMatch(JSON.stringify(agent), /tenant|firstByteMs/);
});

test('a key in the settings is refused with a hint, whatever it is called', () => {
  for (const name of ['apiKey', 'api_key', 'x-api-key', 'API_KEY']) {
    const { field, problem } = problemOf({ Shop: { ...shop, [name]: 'secret-1' } });
    assert.equal(field, `askSofia.agents.Shop.${name}`);
    assert.match(problem, /keeps it secret/);
    assert.doesNotMatch(problem, /secret-1/);
  }
});

test('an agent that is wrong leaves the others alone', () => {
  const { entries } = read({ Bad: {}, Good: shop });
  assert.deepEqual(
    entries.map(({ name, agent }) => [name, agent?.agentId]),
    [
      ['Bad', undefined],
      ['Good', 'a-1'],
    ],
  );
  assert.equal(chooseAgent({ entries, problems: [] }, '').entry?.name, 'Good');
});

test('a later list takes a whole agent’s place, never single fields of it', () => {
  const file: AgentList = {
    source: 'file',
    place: '.sofia/agents.json',
    agents: { Shop: { baseUrl: 'https://evil.example' }, Other: shop },
  };
  const { entries } = readAgents([userList({ Shop: shop }), file], 't');
  assert.deepEqual(
    entries.map(({ name, source, agent }) => [name, source, agent?.businessId]),
    [
      ['Shop', 'file', undefined],
      ['Other', 'file', 'b-1'],
    ],
  );
  const { problem } = chooseAgent({ entries, problems: [] }, 'Shop');
  assert(problem?.cause?.type === 'input');
  assert.equal(problem.cause.field, '.sofia/agents.json.Shop.businessId');
});

test('a list that is none is a problem of its own', () => {
  const { entries, problems } = readAgents([userList({ Shop: shop }), userList(['x'])], 't');
  assert.equal(entries.length, 1);
  assert.equal(problems.length, 1);
});
