import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasOnly, selectedCases } from '../../../../src/scenarios/explorer/selectedCases.ts';
import {
  targetKey,
  testTree,
  type TestNode,
  type TestTarget,
} from '../../../../src/scenarios/explorer/testTree.ts';
import { parseScenarios } from '../../../../src/scenarios/file/parseScenarios.ts';

const file = parseScenarios(
  '/shop/boots.sofia.yaml',
  `name: plain
turns: [{ say: hi }]
---
name: repeated
agent: Shoes
repeat: 3
passRate: 2 of 3
turns: [{ say: hi }]
---
name: everything
agents: [Shoes, Bags]
tags: [smoke]
data: [{ colour: black }, { colour: red, size: 42 }]
repeat: 2
turns: [{ say: '{{colour}}' }]
`,
);

const outline = (nodes: readonly TestNode[], depth = 0): readonly string[] =>
  nodes.flatMap(({ id, children }) => [
    `${'.'.repeat(depth)}${id}`,
    ...outline(children, depth + 1),
  ]);

const run = (include: readonly TestTarget[] | 'everything', exclude: readonly TestTarget[] = []) =>
  selectedCases(file, include, exclude).map(
    ({ case: { scenario, agent, row, repeat, needed }, attempts }) =>
      [scenario.name, agent, row, attempts.join(), `${needed} of ${repeat}`]
        .filter((part) => part !== undefined)
        .join(' '),
  );

test('agents, rows and repeats are levels only where there are several', () => {
  assert.deepEqual(file.problems, []);
  const [plain, repeated, everything] = testTree(file);
  assert.deepEqual(plain?.children, []);
  assert.deepEqual(outline(repeated?.children ?? []), ['repeat 1', 'repeat 2', 'repeat 3']);
  const rows = ['.row 1', '..repeat 1', '..repeat 2', '.row 2', '..repeat 1', '..repeat 2'];
  assert.deepEqual(outline(everything?.children ?? []), [
    'agent Shoes',
    ...rows,
    'agent Bags',
    ...rows,
  ]);
  assert.deepEqual(everything?.tags, ['smoke']);
  assert.equal(everything?.at.start.line, 10);
  assert.deepEqual(everything?.children[0]?.children[1]?.title, {
    type: 'row',
    text: 'colour: red, size: 42',
  });
});

test('a name cannot be taken for two ids by VS Code', () => {
  const [odd] = testTree(parseScenarios('a.sofia.yaml', 'name: "a\\0b"\nturns: [{ say: hi }]'));
  assert.equal(odd?.id, 'scenario a\u2400b');
  assert.equal(odd?.target.scenario, 'a\0b');
});

test('a whole file runs every case as it says', () => {
  assert.deepEqual(run('everything'), [
    'plain 1 1 of 1',
    'repeated Shoes 1,2,3 2 of 3',
    'everything Shoes 1 1,2 2 of 2',
    'everything Shoes 2 1,2 2 of 2',
    'everything Bags 1 1,2 2 of 2',
    'everything Bags 2 1,2 2 of 2',
  ]);
});

test('a part of the tree runs that part, and of a part of the repeats all must pass', () => {
  assert.deepEqual(run([{ scenario: 'everything', agent: 'Bags' }]), [
    'everything Bags 1 1,2 2 of 2',
    'everything Bags 2 1,2 2 of 2',
  ]);
  assert.deepEqual(run([{ scenario: 'everything', agent: 'Bags', row: 2 }]), [
    'everything Bags 2 1,2 2 of 2',
  ]);
  assert.deepEqual(run([{ scenario: 'repeated', attempt: 3 }]), ['repeated Shoes 3 1 of 1']);
  assert.deepEqual(run([{ scenario: 'gone' }]), []);
});

test('files of which one says only are told from those of which none does', () => {
  const only = parseScenarios('a.sofia.yaml', 'name: a\nonly: true\nturns: [{ say: hi }]\n');
  assert.deepEqual([hasOnly([file]), hasOnly([file, only]), hasOnly([])], [false, true, false]);
});

test('what was taken out is not run', () => {
  const out: readonly TestTarget[] = [
    { scenario: 'everything' },
    { scenario: 'repeated', attempt: 2 },
  ];
  assert.deepEqual(run('everything', out), ['plain 1 1 of 1', 'repeated Shoes 1,3 2 of 2']);
});

test('the line of a case is found by what the case is', () => {
  const keys = new Set<string>();
  const collect = (nodes: readonly TestNode[]) => {
    for (const { target, children } of nodes) {
      assert.equal(keys.has(targetKey(target)), false);
      keys.add(targetKey(target));
      collect(children);
    }
  };
  collect(testTree(file));
  for (const { target, attempts } of selectedCases(file, 'everything')) {
    assert.equal(keys.has(targetKey(target)), true, targetKey(target));
    if (attempts.length < 2) continue;
    for (const attempt of attempts)
      assert.equal(keys.has(targetKey({ ...target, attempt })), true, targetKey(target));
  }
});
