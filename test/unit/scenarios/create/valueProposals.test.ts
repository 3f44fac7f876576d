import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeExpectations } from '../../../../src/scenarios/create/proposeExpectations.ts';
import { relatedTo, valueProposals } from '../../../../src/scenarios/create/valueProposals.ts';
import { answerOf, judged, recommended, said } from '../../../support/samples/scenarioAnswers.ts';

const answer = answerOf([
  said('Two boots'),
  recommended({ title: 'Ridge "{{x}}"', price: 80, tags: [true, null], 'a key': '/b/' }),
  said('Anything else?'),
]);
const inLine2 = (path: string) =>
  valueProposals(answer, 2, `$.result.response.responseEvents[0].recommendationEvent${path}`);
const checksOf = (path: string) =>
  inLine2(path).map(({ expectation }) => JSON.stringify(expectation['jsonPath']));

test('of a number that cannot be held only that it is there is proposed', () => {
  const answer = answerOf([{ newEvent: { id: 9_007_199_254_740_994, ok: 5 } }]);
  const count = (name: string) =>
    valueProposals(answer, 1, `$.result.response.responseEvents[0].newEvent.${name}`).length;
  assert.deepEqual([count('id'), count('ok')], [1, 4]);
});

test('a number can be expected exactly, at least and at most', () => {
  const path = '$[*].recommendationEvent.products[0].price';
  assert.deepEqual(checksOf('.products[0].price'), [
    `{"path":"${path}","equals":80}`,
    `{"path":"${path}","min":80}`,
    `{"path":"${path}","max":80}`,
    `{"path":"${path}","exists":true}`,
  ]);
});

test('a value that two events have is looked for in its own event', () => {
  const path = '$.result.response.responseEvents[0].messageEvent.content.textContent.text';
  const [first] = valueProposals(answer, 3, path);
  assert.deepEqual(first?.expectation['jsonPath'], {
    path: '$[2].messageEvent.content.textContent.text',
    equals: 'Anything else?',
  });
});

test('whatever value is chosen, all that is proposed of it holds', async () => {
  const places = ['', '.products', '.products[0]', '.products[0].title', '.products[0].price'];
  const odd = ['.products[0].tags[0]', '.products[0].tags[1]', '.products[0]["a key"]'];
  for (const path of [...places, ...odd]) {
    const proposals = inLine2(path);
    assert.ok(proposals.length > 0, path);
    await judged(answer, proposals);
  }
});

test('what is no part of an event has nothing that could be expected', () => {
  assert.deepEqual(valueProposals(answer, 2, '$.result.response.sessionId'), []);
  assert.deepEqual(valueProposals(answer, 9, '$.responseEvents[0]'), []);
  assert.deepEqual(inLine2('.products[7].title'), []);
  assert.deepEqual(inLine2(String.raw`["\ud800"]`), []);
});

test('a card comes with the expectations that have to do with it', () => {
  const all = proposeExpectations(answer);
  const kindsAt = (index: number) => {
    const event = answer.events[index] ?? assert.fail('no event');
    const kinds = relatedTo(event, all).flatMap(({ expectation }) => Object.keys(expectation));
    return [...new Set(kinds)];
  };
  assert.deepEqual(kindsAt(1), ['products', 'grounded']);
  assert.deepEqual(kindsAt(0), ['messages', 'text', 'grounded']);
});
