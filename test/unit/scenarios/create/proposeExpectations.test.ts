import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answer } from '../../../../src/scenarios/answer.ts';
import {
  budgetIn,
  proposeExpectations,
  type ProposalContext,
  soundnessProposals,
} from '../../../../src/scenarios/create/proposeExpectations.ts';
import { elements } from '../../../support/samples/records.ts';
import { answerOf, judged, recommended, said } from '../../../support/samples/scenarioAnswers.ts';

/** The expectations that are ticked, or all of them. */
function expectationsOf(answer: Answer, customer: string, which: 'chosen' | 'all') {
  return proposeExpectations(answer, { said: customer })
    .filter(({ isChosen }) => isChosen || which === 'all')
    .map(({ expectation }) => expectation);
}

/** Everything that can be proposed of the answer. */
const judgeAll = (answer: Answer, customer: string) =>
  judged(answer, [
    ...proposeExpectations(answer, { said: customer }),
    ...soundnessProposals([answer]),
  ]);

test('every kind of event gets expectations that hold', async () => {
  assert.ok((await judgeAll(answerOf(elements), 'shoes under $100')) > 15);
});

test('a letter that the agent has lost is no sign of a file in another encoding', async () => {
  const suggested = { chatSuggestionEvent: { suggestedQuestions: ['a\ufffdos'] } };
  const answer = answerOf([said('ni\ufffdo'), suggested]);
  assert.ok((await judgeAll(answer, 'para ni\ufffdo')) > 2);
});

test('whatever an agent sends, all that is proposed of it is read from the file and holds', async () => {
  const word = fc.oneof(
    fc.constantFrom('Boots', 'boots', '/b/', '/(/', '{{x}}', ' ', '', 'a: b', 'yes', '\n', '$100'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  const choice = fc.record({ id: word, text: word }, { requiredKeys: [] });
  const product = fc.record(
    {
      productId: word,
      title: word,
      price: fc.oneof(fc.constant(0), fc.double({ noNaN: true }), fc.nat(200)),
      currency: fc.constantFrom('USD', 'EUR', 'usd', ''),
    },
    { requiredKeys: [] },
  );
  const element = fc.oneof(
    word.map(said),
    fc.array(product, { maxLength: 4 }).map((products) => recommended(...products)),
    fc
      .array(word, { maxLength: 3 })
      .map((all) => ({ chatSuggestionEvent: { suggestedQuestions: all } })),
    fc.boolean().map((triggerHandover) => ({ agentHandoverEvent: { triggerHandover } })),
    fc.array(choice, { maxLength: 3 }).map((buttons) => ({
      connectlyInteractiveEvent: {
        interactive: { replyButtonMessage: { body: { text: 'Go?' }, buttons } },
      },
    })),
    fc.array(choice, { maxLength: 3 }).map((rows) => ({
      connectlyInteractiveEvent: { interactive: { listMessage: { sections: [{ rows }] } } },
    })),
    fc.dictionary(word, fc.constant({}), { maxKeys: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(element, { maxLength: 5 }), word, async (values, customer) => {
      await judgeAll(answerOf(values), `under 100 ${customer}`);
    }),
    { numRuns: 300 },
  );
});

test('what is ticked is what most tests want', () => {
  const answer = answerOf([
    said('Here are two boots for you: the Ridge Boot and the Lake Boot.'),
    recommended(
      { productId: '1', title: 'Ridge Boot', price: 80, currency: 'USD' },
      { productId: '2', title: 'Lake Boot', price: 99.5, currency: 'USD' },
    ),
    { chatSuggestionEvent: { suggestedQuestions: ['Are they waterproof?'] } },
  ]);
  assert.deepEqual(expectationsOf(answer, 'black boots under $100', 'chosen'), [
    { messages: { min: 1 } },
    { language: 'en' },
    { products: { count: { min: 1 } } },
    { products: { price: { max: 100 } } },
    { products: { currency: 'USD' } },
    { products: { titlesInText: 'any' } },
    { suggestions: { count: { min: 1 } } },
    { handover: 'forbidden' },
    { latency: { totalMs: 2_500 }, warn: true },
  ]);
  const all = expectationsOf(answer, 'boots', 'all').map((one) => JSON.stringify(one));
  assert.ok(all.includes('{"products":{"price":{"min":80,"max":99.5}}}'));
  assert.ok(all.includes('{"products":{"include":["1","2"]}}'));
  assert.ok(all.includes('{"grounded":true}'));
  assert.ok(!all.some((one) => one.includes('"max":100}')));
});

test('names of products do not decide the language', () => {
  const text = `Here are 2 jackets in red:
**Tarvexa Storm Shell** is the best rated of these.
**Velquo Stride 2** and **Oruvia Tempo Pro** are like it.`;
  const titles = ['Tarvexa Storm Shell', 'Velquo Stride 2', 'Oruvia Tempo Pro', ''];
  const answer = answerOf([said(text), recommended(...titles.map((title) => ({ title })))]);
  const language = expectationsOf(answer, '', 'all').find((one) => 'language' in one)?.['language'];
  assert.ok(language === undefined || language === 'en', JSON.stringify(language));
});

test('neither bold text, nor titles of other turns, nor a few words tell a language', () => {
  const offered = (text: string, context: ProposalContext = {}) =>
    proposeExpectations(answerOf([said(text)]), context).filter(
      ({ expectation }) => 'language' in expectation,
    );
  assert.deepEqual(offered('**Velquo Stride 2** in our stores:'), []);
  assert.deepEqual(offered('*Chaussures de course pour le marathon* in our stores:'), []);
  const shownProducts = [{ title: 'Chaussures de course pour le marathon', facets: {} }];
  assert.deepEqual(
    offered('Chaussures de course pour le marathon in our stores:', { shownProducts }),
    [],
  );
  const [found] = offered('**Velquo Stride 2** is the one that I would take for a marathon.');
  assert.deepEqual(found?.expectation, { language: 'en' });
});

test('a language that is not the customer’s is proposed, but not ticked', () => {
  const answer = answerOf([said('Aquí tienes dos botas que te pueden gustar mucho.')]);
  const isTicked = (customerText: string) =>
    proposeExpectations(answer, { customerText }).find(
      ({ expectation }) => expectation['language'] === 'es',
    )?.isChosen;
  assert.equal(isTicked('Show me some black boots for the winter, please'), false);
  assert.equal(isTicked('Busco unas botas negras para el invierno'), true);
  // A pressed button or a few words say nothing of the language.
  assert.equal(isTicked(''), true);
  assert.equal(isTicked('boots under 100'), true);
});

const budgets: readonly (readonly [text: string, budget: number | undefined])[] = [
  ['black boots under 100', 100],
  ["I'm looking for running shoes under $100", 100],
  ['zapatos hasta US$ 1.250,50 por favor', 1250.5],
  ['tênis até R$ 300', 300],
  ['at most 1,200 USD', 1200],
  ['max. 89.90', 89.9],
  ['un presupuesto de 50 €', 50],
  ['less than EUR 75.', 75],
  ['thunder 100', undefined],
  ['size 42', undefined],
  ['under the bridge', undefined],
];
for (const [text, budget] of budgets) {
  test(`the budget of "${text}" is ${budget ?? 'not said'}`, () => {
    assert.equal(budgetIn(text), budget);
  });
}
