import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dropAgent,
  freeName,
  putAgent,
  renameAgent,
  type AgentsChange,
} from '../../../src/agents/agentChanges.ts';
import { inOrder, moveNames } from '../../../src/agents/agentOrder.ts';
import { changeAgentsFile, parseAgentsFile } from '../../../src/agents/agentsFile.ts';

const agents = { One: 1, Two: 2, Three: 3 };

const cases: readonly [name: string, change: AgentsChange, names: readonly string[]][] = [
  ['an agent is added at the end', putAgent('Four', 4), ['One', 'Two', 'Three', 'Four']],
  ['an agent is replaced in its place', putAgent('Two', 22), ['One', 'Two', 'Three']],
  ['an agent is dropped', dropAgent('Two'), ['One', 'Three']],
  ['an agent is renamed in its place', renameAgent('Two', 'Deux'), ['One', 'Deux', 'Three']],
];

for (const [name, change, names] of cases) {
  test(`${name}, and a second time nothing happens`, () => {
    const changed = change(agents);
    assert.deepEqual(Object.keys(changed), names);
    assert.deepEqual(Object.entries(change(changed)), Object.entries(changed));
    assert.deepEqual(agents, { One: 1, Two: 2, Three: 3 });
  });
}

test('names are moved before another one, or to the end', () => {
  const names = ['One', 'Two', 'Three'];
  assert.deepEqual(moveNames(names, ['Three'], 'One'), ['Three', 'One', 'Two']);
  assert.deepEqual(moveNames(names, ['One', 'Two'], undefined), ['Three', 'One', 'Two']);
  assert.deepEqual(moveNames(names, ['Gone'], 'One'), names);
});

test('what the order does not know stands behind it, as it came', () => {
  const items = ['new', 'b', 'a', 'newer'].map((name) => ({ name }));
  assert.deepEqual(
    inOrder(items, ['a', 'gone', 'b']).map(({ name }) => name),
    ['a', 'b', 'new', 'newer'],
  );
});

test('a name that is taken gets the next number', () => {
  assert.equal(freeName('Shop', []), 'Shop');
  assert.equal(freeName('Shop', ['Shop']), 'Shop 2');
  assert.equal(freeName('Shop 2', ['Shop', 'Shop 2']), 'Shop 3');
});

test('a file’s agents are read, and what is not known in it is said', () => {
  const { agents: read, problem } = parseAgentsFile('{"agents":{"A":{}}}', '.sofia/agents.json');
  assert.deepEqual(read, { A: {} });
  assert.equal(problem, undefined);
  const odd = parseAgentsFile('{"agent":{},"agents":{"A":{}}}', '.sofia/agents.json');
  assert.match(odd.problem ?? '', /Unknown: agent\./);
  assert.deepEqual(odd.agents, { A: {} });
  for (const text of ['', '[', '[]', '1']) {
    assert.match(parseAgentsFile(text, 'x').problem ?? '', /must be a JSON object/);
  }
});

test('a change of a file keeps what else stands in it, and never overwrites what it cannot read', () => {
  const text = changeAgentsFile('{"$schema":"s","agents":{"A":1}}', putAgent('B', 2)) ?? '';
  assert.deepEqual(JSON.parse(text), { $schema: 's', agents: { A: 1, B: 2 } });
  assert.deepEqual(JSON.parse(changeAgentsFile('', putAgent('B', 2)) ?? ''), { agents: { B: 2 } });
  assert.equal(changeAgentsFile('{"agents":', putAgent('B', 2)), undefined);
  assert.equal(changeAgentsFile('{"agents":[]}', putAgent('B', 2)), undefined);
});
