import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  assertMet,
  interactive,
  message,
  products,
  unmet,
} from '../../support/samples/scenarioRuns.ts';

const asks = 'asks: [size, use]';

describe('asks', () => {
  const questions = [
    ...['What size do you wear?', 'Will you *use* them on trails? I can help.', 'Which sizes?'],
    ...[
      '¿Qué talla usas?',
      '¿Para qué los necesitas?',
      'Qual é o **tamanho**?',
      'É para uso diário?',
    ],
  ];
  for (const text of questions) {
    test(`is met by ${text}`, () => assertMet(asks, { turns: [[message(text)]] }));
  }

  test('a question in the body of buttons counts', async () => {
    const buttons = interactive('replyButtonMessage', {
      body: { text: 'What size?' },
      buttons: [{ id: 'm', text: 'M' }],
    });
    await assertMet(asks, { turns: [[buttons]] });
  });

  test('what is said and not asked is told', async () => {
    const { message: said, title } = await unmet(asks, {
      turns: [[message('Size 42 is in stock.')]],
    });
    assert.equal(title, 'the agent asks about size or use');
    assert.equal(said, "The agent didn't ask a question: Size 42 is in stock.");
  });

  test('so is a question about something else, and a word within another', async () => {
    for (const text of ['Size 42 is there. Shall I wrap it?', 'Which house is it?']) {
      const { message: said } = await unmet(asks, { turns: [[message(text)]] });
      assert.match(said ?? '', /^The agent asked: (?:Shall I|Which house)/);
    }
  });

  test('a topic that is not known is a word', async () => {
    await assertMet('asks: [drop]', { turns: [[message('Which heel drop do you like?')]] });
    await unmet('asks: [drop]', { turns: [[message('Some dropping today?')]] });
    await unmet('asks: [constructor]', { turns: [[message('Which size?')]] });
  });
});

const never = 'repeatsItself: never';
const boots = products({ productId: 'a', title: 'Boots' }, { productId: 'b', title: 'Shoes' });

describe('repeatsItself', () => {
  test('other words and other products are fine, the same ones in one answer too', async () => {
    const turns = [
      [message('Here they are:'), boots, message('Yes.'), message('Yes.')],
      [message('And here:'), products({ productId: 'a', title: 'Boots' })],
    ];
    await assertMet(never, { turns });
    await assertMet(never, { turns, isWhole: true });
  });

  test('a message that an earlier answer had is told, however it is marked', async () => {
    const turns = [
      [message('What *size* do you want?')],
      [message('Hm.')],
      [message('What size do you  want?')],
    ];
    const { message: said, title } = await unmet(never, { turns });
    assert.equal(title, "the agent doesn't repeat itself");
    assert.equal(said, 'Turn 3 says the same as turn 1: "What size do you want?".');
  });

  test('so are the same cards', async () => {
    const { message: said } = await unmet(never, { turns: [[boots], [message('Again:'), boots]] });
    assert.equal(said, 'Turn 2 shows the same products as turn 1: Boots, Shoes.');
  });

  test('a turn answers for itself, the conversation for all of them', async () => {
    const turns = [[message('Hi!')], [message('Hi!')], [message('Bye.')]];
    await assertMet(never, { turns });
    await unmet(never, { turns, isWhole: true });
  });
});
