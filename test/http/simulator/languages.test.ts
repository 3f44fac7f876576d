import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { en } from '../../../src/simulator/texts/en.ts';
import { es } from '../../../src/simulator/texts/es.ts';
import { pt } from '../../../src/simulator/texts/pt.ts';
import { startTalk } from '../../support/servers/sofiaTalk.ts';

const spoken = [
  {
    name: 'Spanish',
    say: es,
    search: 'Busco zapatillas para correr por menos de 100 dólares',
    between: 'mochilas entre 50 y 80',
    cheaper: 'más barato',
    blue: 'en azul',
    colour: 'azul',
    compare: 'compara los dos primeros',
    inStore: '¿lo tienen en tienda?',
    order: '¿dónde está mi pedido?',
    person: 'quiero hablar con una persona',
  },
  {
    name: 'Portuguese',
    say: pt,
    search: 'Procuro um tênis de corrida abaixo de 100 dólares',
    between: 'mochilas entre 50 e 80',
    cheaper: 'mais barato',
    blue: 'em azul',
    colour: 'azul',
    compare: 'compare os dois primeiros',
    inStore: 'vocês têm na loja?',
    order: 'onde está o meu pedido?',
    person: 'quero falar com uma pessoa',
  },
  {
    name: 'English',
    say: en,
    search: 'I am looking for a running shoe under $100',
    between: 'backpacks between 50 and 80',
    cheaper: 'something cheaper',
    blue: 'in blue',
    colour: 'blue',
    compare: 'compare the first two',
    inStore: 'do you have it in store?',
    order: "where's my order?",
    person: 'can I speak to a human?',
  },
] as const;

for (const { name, say: texts, ...questions } of spoken) {
  describe(`Sofia in ${name}`, () => {
    test('the whole conversation', async (t) => {
      const { say } = await startTalk(t);
      const first = await say(questions.search);
      assert.ok(first.products.length > 1 && first.products.every(({ price }) => price < 100));
      assert.ok(first.suggestions.includes(texts.chips.cheaper), first.suggestions.join());
      const lowest = Math.min(...first.products.map(({ price }) => price));
      const cheaper = await say(questions.cheaper);
      assert.ok(cheaper.products.length > 1);
      assert.ok(cheaper.products.every(({ price }) => price < lowest));
      const blue = await say(questions.blue);
      assert.ok(blue.products.length > 1);
      assert.ok(blue.products.every(({ facets }) => facets['color']?.includes(questions.colour)));
      const compared = await say(questions.compare);
      assert.ok(compared.texts[0]?.includes(texts.price));
      assert.ok((await say(questions.inStore)).kinds.includes('connectlyInteractiveEvent'));
      assert.equal((await say(questions.order)).texts[0], texts.orderStatus);
      assert.equal((await say(questions.person)).texts[0], texts.person);
      const between = await say(questions.between);
      assert.ok(between.products.length > 0);
      assert.ok(between.products.every(({ price }) => price >= 50 && price <= 80));
    });

    test('every suggestion she makes is understood, and answered in the same language', async (t) => {
      const { inColour, start, ...labels } = texts.chips;
      const colours = [inColour(questions.colour)];
      for (const question of [...start, ...Object.values(labels), ...colours]) {
        const { say } = await startTalk(t);
        await say(questions.search);
        const answer = await say(question);
        assert.ok(answer.kinds.includes('messageEvent'), question);
        assert.ok(!answer.texts.some((text) => text.startsWith(texts.fallback)), question);
        assert.equal((await say('/help')).texts[0], texts.help, question);
      }
    });
  });
}

test('a customer may change the language, and a neutral text keeps it', async (t) => {
  const { say } = await startTalk(t);
  assert.equal((await say('hola')).texts.length, 1);
  assert.ok((await say('gps')).texts[0]?.startsWith('Aquí tienes'));
  assert.ok((await say('I want a jacket, please')).texts[0]?.startsWith('Here are'));
  assert.ok((await say('Quero uma jaqueta azul')).texts[0]?.startsWith('Aqui estão'));
});
