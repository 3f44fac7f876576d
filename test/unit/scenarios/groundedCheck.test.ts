import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertMet,
  interactive,
  message,
  products,
  unmet,
} from '../../support/samples/scenarioRuns.ts';

const meadow = { productId: 'a', title: 'Tarvexa Meadow', price: 89.9, currency: 'USD' };
const stride = { productId: 'b', title: 'Velquo Stride', price: 120, currency: 'USD' };
const stride2 = { productId: 'c', title: 'Velquo Stride 2', price: 150, currency: 'USD' };
const cards = products(meadow, stride, stride2);

const grounded = 'grounded: true';
const inTurn = 'grounded: { scope: turn }';

test('what cards show may be said, in the forms of three languages', async () => {
  const texts = [
    ...['The **Tarvexa Meadow** costs $89.90.', 'La mejor: *Tarvexa Meadow*, US$ 89,90.'],
    ...['Velquo Stride custa US$ 120,00, Velquo Stride 2 custa US$ 150.', 'Nothing but words.'],
    ...['- Velquo Stride 2: **$150.00**', 'From $10, delivery is $9.'],
  ];
  for (const text of texts) await assertMet(grounded, { turns: [[message(text), cards]] });
});

test('a price that no card has is told', async () => {
  const result = await unmet(grounded, {
    turns: [[cards, message('All of them for $19.99 today!')]],
  });
  assert.equal(
    result.message,
    "The text mentions $19.99, which isn't the price of any product shown.",
  );
  assert.equal(result.title, 'the text mentions only what was shown');
  assert.match(result.expected ?? '', /^Tarvexa Meadow, \$89\.90\n/);
});

test('where nothing was shown, no product has a price', async () => {
  await unmet(grounded, { turns: [[message('Our boots cost $20.')]] });
  await assertMet(grounded, { turns: [[message('We have boots.')]] });
});

test('a price beside a title is the one on its card', async () => {
  for (const text of ['Velquo Stride 2 costs $120.', 'I like **Velquo Stride 2**, $120.']) {
    const { message: said } = await unmet(grounded, { turns: [[cards, message(text)]] });
    assert.equal(said, 'The text says $120 for "Velquo Stride 2", but its card says $150.00.');
  }
});

test('the currency is that of the card, where the sign has one', async () => {
  await unmet(grounded, { turns: [[cards, message('It costs 89,90 €.')]] });
  await assertMet(grounded, { turns: [[cards, message('It costs 89.90 dollars.')]] });
});

test('what was shown earlier is fine in a conversation, and not in a turn', async () => {
  const turns = [[cards], [message('The Tarvexa Meadow is yours.')]];
  await assertMet(grounded, { turns });
  await assertMet('grounded: { scope: conversation }', { turns });
  const { message: said, title } = await unmet(inTurn, { turns });
  assert.equal(said, 'The text mentions "Tarvexa Meadow", which this response doesn\'t show.');
  assert.equal(title, 'the text mentions only what the same response shows');
  await unmet(inTurn, { turns: [[cards], [message('It costs $89.90.')]] });
});

test('a name within a longer one that is shown is not named', async () => {
  const turns = [[products(stride)], [message('Here is Velquo Stride 2:'), products(stride2)]];
  await assertMet(inTurn, { turns });
});

test('on the whole conversation a text is judged by what was shown until then', async () => {
  const late = { turns: [[message('Boots for $89.90')], [cards]], isWhole: true };
  await unmet(grounded, late);
  await assertMet(grounded, { turns: late.turns.toReversed(), isWhole: true });
});

test('what can be pressed shows its price too', async () => {
  const card = interactive('singleProductMessage', {
    header: { text: 'Halvorsen Peak' },
    body: { text: '$310.00' },
    buttons: [{ id: 'buy', text: 'Buy' }],
  });
  await assertMet(grounded, { turns: [[message('Halvorsen Peak, $310.00.'), card]] });
});

test('the list of problems ends', async () => {
  const text = Array.from({ length: 400 }, (_, index) => `It is $${index + 1000}.`).join(' ');
  const { message: said = '' } = await unmet(grounded, { turns: [[cards, message(text)]] });
  assert.match(said, /And 395 more\.$/);
});
