import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposalsAt, type Proposal } from '../../../../src/scenarios/editor/proposalsAt.ts';
import { parseScenarios } from '../../../../src/scenarios/file/parseScenarios.ts';

const newScenario = { label: 'New scenario', description: 'A scenario to fill in.' };

/** What is proposed where the text has a `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return {
    text,
    ...proposalsAt(text, offset, { agents: ['Shoe shop', 'B2B: shoes'], newScenario }),
  };
}

const labels = (marked: string) => at(marked).proposals.map(({ label }) => label);

/** The text after a proposal was taken, as VS Code would write it. */
function taken(marked: string, label: string): string {
  const { text, start, end, proposals } = at(marked);
  const proposal = proposals.find((one) => one.label === label);
  assert.ok(proposal, `${label} is not proposed`);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const written = plain(proposal).replaceAll('\n', `\n${indent}`);
  return text.slice(0, start) + written + text.slice(end);
}

const plain = ({ snippet }: Proposal) =>
  snippet
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$0/g, '')
    .replace(/\\([\\$}])/g, '$1');

test('an empty file gets a whole scenario, and it is one', () => {
  assert.deepEqual(labels('|').slice(0, 3), ['New scenario', 'name', 'agent']);
  const { problems, scenarios } = parseScenarios('a.sofia.yaml', taken('|', 'New scenario'));
  assert.deepEqual(problems, []);
  assert.equal(scenarios.length, 1);
});

test('so does an empty document behind others', () => {
  assert.equal(labels('name: a\nturns:\n  - say: hi\n---\n|')[0], 'New scenario');
  assert.equal(labels('name: a\nturns:\n  - say: hi\n---\nna|')[0], 'New scenario');
});

test('fields that stand there already, or that exclude each other, are not proposed again', () => {
  const top = labels('name: a\nagent: Shoe shop\n|\nturns:\n  - say: hi\n');
  assert.equal(top.includes('tags'), true);
  for (const name of ['name', 'agent', 'agents', 'turns']) assert.equal(top.includes(name), false);
  const turn = labels('name: a\nturns:\n  - say: hi\n    |');
  assert.deepEqual(turn, ['expect', 'silence']);
});

test('a turn that begins has its actions, with what the schema says of them', () => {
  const { proposals } = at('name: a\nturns:\n  - |');
  const names = proposals.map(({ label }) => label);
  assert.deepEqual(names.slice(0, 3), ['say', 'press', 'choose']);
  assert.match(proposals[0]?.description ?? '', /What the customer writes/);
  assert.deepEqual(labels('name: a\nturns:\n  - sa|').slice(0, 1), ['say']);
});

test('an expectation knows its checks, and their fields', () => {
  const head = 'name: a\nturns:\n  - say: hi\n    expect:\n';
  assert.equal(labels(`${head}      - |`)[0], 'text');
  assert.equal(labels(`${head}      - pro|`).includes('products'), true);
  assert.deepEqual(labels(`${head}      - products:\n          cur|\n`).includes('currency'), true);
  assert.deepEqual(labels(`${head}      - products: { count: 1, | }`).includes('count'), false);
  assert.equal(labels(`${head}      - products: { count: 1, | }`).includes('price'), true);
  assert.deepEqual(labels(`${head}      - products:\n          price: { m| }`), ['min', 'max']);
  assert.deepEqual(labels(`${head}      - text: boots\n        |`), ['warn', 'because']);
});

test('values of an enumeration are proposed, and true and false', () => {
  const head = 'name: a\nturns:\n  - say: hi\n    expect:\n';
  assert.deepEqual(labels(`${head}      - handover: |`).slice(0, 2), ['required', 'forbidden']);
  assert.deepEqual(labels(`${head}      - unknownEvents: |`), ['none']);
  assert.deepEqual(labels(`${head}      - channel: wh|`), ['whatsapp']);
  assert.deepEqual(labels(`${head}      - grounded: |`), ['true']);
  assert.deepEqual(labels(`${head}      - grounded: { scope: | }`), ['turn', 'conversation']);
  assert.deepEqual(labels(`${head}      - text: a\n        warn: |`), ['true', 'false']);
  assert.equal(labels(`${head}      - events: { present: [| ] }`)[0], 'messageEvent');
  assert.equal(
    labels(`${head}      - events:\n          absent:\n            - |`)[0],
    'messageEvent',
  );
  assert.deepEqual(labels('name: a\nclientKey: |\nturns: []'), ['fresh', 'agent']);
});

test('agents are proposed by name, quoted where YAML needs it', () => {
  assert.deepEqual(labels('name: a\nagent: |'), ['Shoe shop', "'B2B: shoes'"]);
  assert.deepEqual(labels('name: a\nagents:\n  - |\nturns: []'), ['Shoe shop', "'B2B: shoes'"]);
});

test('nothing is proposed in a comment, and nothing fails in a file that is no YAML', () => {
  assert.deepEqual(labels('name: a # |'), []);
  for (const text of ['{{{{ |', 'a: [b\n- c: "d\n|', '|\0', '- - - |', '? |\n: b', '&a *a |'])
    assert.doesNotThrow(() => labels(text), text);
});

test('what follows the cursor may be broken', () => {
  const broken =
    'name: a\nturns:\n  - say: hi\n    expect:\n      - handover: |\n  - say "x\n   : [';
  assert.equal(labels(broken)[0], 'required');
});

test('a field whose value is a mapping or a list begins it where YAML wants it', () => {
  const written = taken('name: a\nturns:\n  - say: hi\n    expect:\n      - |', 'products');
  assert.equal(written.endsWith('      - products:\n          '), true);
  const list = taken('name: a\nturns:\n  - say: hi\n    ex|', 'expect');
  assert.equal(list.endsWith('    expect:\n      - '), true);
  assert.equal(taken('na|: a', 'name'), 'name: a');
});

test('below a merge key stand the fields of the mapping around it', () => {
  const around = labels('name: a\nturns:\n  - say: hi\n    expect:\n      - text: { | }\n');
  const merged = labels('name: a\nturns:\n  - say: hi\n    expect:\n      - text: { <<: { | } }\n');
  assert.deepEqual(merged, around);
  assert.equal(merged.includes('contains'), true);
});
