import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSilent } from '../../../src/scenarios/checks/silence.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { answerOf, recommended, said } from '../../support/samples/scenarioAnswers.ts';
import { scenarioOf } from '../../support/samples/scenarioRuns.ts';

const interactive = (value: object) => ({
  connectlyInteractiveEvent: { interactive: { replyButtonMessage: value } },
});

const silent: readonly (readonly [string, readonly unknown[]])[] = [
  ['no event', []],
  ['an empty text', [said('')]],
  ['white space', [said(' \n\t ')]],
  ['characters without a picture', [said('\u200b\u2060\ufeff\u00ad\u0007')]],
  ['blanks of Braille', [said('\u2800')]],
  ['marks without a word', [said('****'), said('---'), said('```\n```')]],
  ['a product without anything', [recommended({}, { title: '' })]],
  ['what the customer said', [{ messageEvent: { role: 'USER', content: said('hi') } }]],
  ['a message without content', [{ messageEvent: { role: 'ASSISTANT' } }]],
  ['no products', [recommended()]],
  ['no suggestions', [{ chatSuggestionEvent: { suggestions: [] } }]],
  ['nothing that can be pressed', [interactive({ buttons: [] })]],
  ['a handover that is not triggered', [{ agentHandoverEvent: { triggerHandover: false } }]],
  ['elements without an event', [{}, null, 1, 'text', []]],
  ['several kinds of nothing', [said(''), recommended(), {}]],
];

for (const [name, elements] of silent) {
  test(`an answer is silent: ${name}`, () => assert.equal(isSilent(answerOf(elements)), true));
}

const heard: readonly (readonly [string, unknown])[] = [
  ['a text', said('Hello')],
  ['an emoji', said('👍')],
  ['a sign', said('?')],
  ['a word between marks', said('**ok**')],
  ['a product', recommended({ title: 'Boots' })],
  ['a product of which only the id was sent', recommended({ productId: 'b-1' })],
  ['a body', interactive({ body: { text: 'Choose' }, buttons: [] })],
  ['a handover', { agentHandoverEvent: { triggerHandover: true } }],
  ['an event that is not known', { customEvent: { a: 1 } }],
];

for (const [name, element] of heard) {
  test(`an answer is not silent: ${name}`, () =>
    assert.equal(isSilent(answerOf([said(''), element])), false));
}

test('a turn may be silent where it says so, else where its scenario does', () => {
  const turns =
    'turns:\n  - say: a\n  - say: b\n    silence: allowed\n  - say: c\n    silence: forbidden\n';
  const may = (head: string) =>
    scenarioOf(`name: T\n${head}${turns}`).turns.map(({ mayBeSilent }) => mayBeSilent);
  assert.deepEqual(may(''), [false, true, false]);
  assert.deepEqual(may('silence: allowed\n'), [true, true, false]);
  assert.deepEqual(may('silence: forbidden\n'), [false, true, false]);
});

test('another word for silence is a problem at its place', () => {
  const file = parseScenarios('a.sofia.yaml', 'name: T\nturns:\n  - say: a\n    silence: maybe\n');
  const [problem] = file.problems;
  assert.equal(problem?.at.start.line, 4);
  assert.match(problem?.message ?? '', /allowed.*forbidden/);
});
