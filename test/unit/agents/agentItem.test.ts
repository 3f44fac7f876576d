import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAgents, type AgentEntry, type AgentList } from '../../../src/agents/agentEntries.ts';
import { describeAgent } from '../../../src/agents/agentItem.ts';

function entryOf(fields: object, list: Partial<AgentList> = {}): AgentEntry {
  const place = 'askSofia.agents';
  const all = readAgents([{ source: 'user', place, ...list, agents: { Shop: fields } }], 't-1');
  const [entry] = all.entries;
  assert(entry);
  return entry;
}

const shop = { businessId: 'b-1', agentId: 'a-1' };
const idle = { isActive: false, hasKey: false };

test('an agent tells its host and whether it has a key', () => {
  const { description, context } = describeAgent(entryOf(shop), idle);
  assert.equal(description, 'no key · api.connectly.ai');
  assert.equal(context, 'agent user usable');
  const withKey = describeAgent(entryOf(shop), { isActive: true, hasKey: true });
  assert.equal(withKey.description, 'active · key stored · api.connectly.ai');
  assert.equal(withKey.context, 'agent user key usable');
});

test('production, budget and ids are told in words', () => {
  const fields = { ...shop, environment: 'production', latencyBudgetMs: 900, color: 'red' };
  const item = describeAgent(entryOf(fields), idle);
  assert.match(item.description, /^production · /);
  assert.match(item.tooltip, /real customers/);
  assert.match(item.tooltip, /First-byte budget: 900 ms/);
  assert.match(item.tooltip, /Agent ID: a-1/);
  assert.equal(item.color, 'red');
});

test('an agent of a workspace says so', () => {
  const file = { source: 'file', place: '.sofia/agents.json' } as const;
  assert.match(describeAgent(entryOf(shop, file), idle).description, /\.sofia\/agents\.json$/);
  const workspace = describeAgent(entryOf(shop, { source: 'workspace' }), idle);
  assert.match(workspace.description, /workspace settings$/);
});

test('an agent that cannot be used says why', () => {
  const { description, tooltip, context, icon } = describeAgent(entryOf({ agentId: 'a' }), idle);
  assert.equal(description, "can't be used");
  assert.match(tooltip, /askSofia\.agents\.Shop\.businessId/);
  assert.equal(context, 'agent user');
  assert.equal(icon, 'warning');
});

test('characters that turn a name around are made visible', () => {
  const { label } = describeAgent({ ...entryOf(shop), name: 'Shop\u202E' }, idle);
  assert.doesNotMatch(label, /\u202E/);
});
