import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { catalogue } from '../../../src/simulator/shop/catalogue.ts';
import { detectLanguage } from '../../../src/simulator/words/language.ts';
import { pauseBefore } from '../../../src/simulator/server/pacing.ts';
import { seededRandom } from '../../../src/simulator/random.ts';
import { searchProducts } from '../../../src/simulator/shop/search.ts';
import { hasWishes, readWishes, type Wishes } from '../../../src/simulator/words/wishes.ts';

const running = { categories: ['running-shoes'] } as const;

const table: readonly (readonly [text: string, wishes: Wishes])[] = [
  ["I'm looking for a running shoe under $100", { ...running, price: { below: 100 } }],
  ['Zapatillas de running por menos de 100 dólares', { ...running, price: { below: 100 } }],
  ['tênis de corrida abaixo de US$ 99,90', { ...running, price: { below: 99.9 } }],
  ['trail shoes over $80', { categories: ['trail-shoes'], price: { above: 80 } }],
  ['up to 50 dollars', { price: { atMost: 50 } }],
  ['hasta 50', { price: { atMost: 50 } }],
  ['até 50', { price: { atMost: 50 } }],
  ['my budget is $70', { price: { atMost: 70 } }],
  ['between $50 and $80', { price: { atLeast: 50, atMost: 80 } }],
  ['entre 80 y 50', { price: { atLeast: 50, atMost: 80 } }],
  ['de 50 a 80', { price: { atLeast: 50, atMost: 80 } }],
  ['$50-$80', { price: { atLeast: 50, atMost: 80 } }],
  ['more than 20 but less than 40', { price: { above: 20, below: 40 } }],
  ['in blue', { colour: 'blue' }],
  ['en rojo', { colour: 'red' }],
  ['algo verde', { colour: 'green' }],
  ['branco, por favor', { colour: 'white' }],
  ['size 42', { size: '42' }],
  ['do you have it in 42?', { size: '42' }],
  ['talla M', { size: 'M' }],
  ['tamanho GG', {}],
  ['something by Tarvexa', { brand: 'Tarvexa' }],
  ['waterproof jackets', { categories: ['jackets'], feature: 'waterproof' }],
  ['mochilas impermeables', { categories: ['backpacks'], feature: 'waterproof' }],
  ['I need shoes', { categories: ['running-shoes', 'sneakers', 'trail-shoes'] }],
  ['I run marathons, which shoes are good?', running],
  ['a present for somebody who likes hiking', { categories: ['boots'] }],
  ['running jackets', { categories: ['jackets'] }],
  ["à prova d'água", { feature: 'waterproof' }],
  ['what a lovely day', {}],
  ['', {}],
];

describe('wishes are read out of a sentence', () => {
  for (const [text, wishes] of table) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(readWishes(text), wishes);
      assert.equal(hasWishes(readWishes(text)), Object.keys(wishes).length > 0);
    });
  }

  test('any text at all is read without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => hasWishes(readWishes(text)) || true),
    );
  });
});

describe('a price is respected without exception', () => {
  const amount = fc.integer({ min: 0, max: 300 });

  test('under, up to, over and between', () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const found = (text: string) => searchProducts(readWishes(text)).map(({ price }) => price);
        assert.ok(found(`anything under $${one}`).every((price) => price < one));
        assert.ok(found(`hasta ${one} dólares`).every((price) => price <= one));
        assert.ok(found(`acima de ${one}`).every((price) => price > one));
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const between = found(`between ${one} and ${other}`);
        assert.ok(between.every((price) => price >= low && price <= high));
      }),
    );
  });
});

describe('the catalogue', () => {
  test('has at least sixty products in several categories, each with its own id', () => {
    assert.ok(catalogue.length >= 60);
    assert.equal(new Set(catalogue.map(({ id }) => id)).size, catalogue.length);
    assert.ok(new Set(catalogue.map(({ category }) => category)).size >= 10);
  });

  test('has colours, features and a price for every product but the gift card', () => {
    for (const { title, category, colours, features, price, rating } of catalogue) {
      assert.ok(colours.length > 0, title);
      assert.ok(rating > 0 && rating <= 5, title);
      if (category === 'gift-cards') continue;
      assert.ok(features.length > 0, title);
      assert.ok(price > 0, title);
    }
  });
});

describe('the language is recognised', () => {
  for (const [text, language] of [
    ["I'm looking for a running shoe", 'en'],
    ['Busco zapatillas para correr', 'es'],
    ['Procuro um tênis de corrida', 'pt'],
    ['¿Dónde está mi pedido?', 'es'],
    ['Onde está meu pedido?', 'pt'],
    ['Não quero', 'pt'],
    ['gps', undefined],
    ['42', undefined],
  ] as const) {
    test(`${text}: ${language ?? 'any'}`, () => assert.equal(detectLanguage(text), language));
  }
});

describe('pace', () => {
  test('instant waits for nothing, real and slow stay within their ranges', () => {
    const random = seededRandom('pace');
    for (let round = 0; round < 200; round++) {
      assert.equal(pauseBefore('instant', round % 3, random), 0);
      const [first, next] = [pauseBefore('real', 0, random), pauseBefore('real', 1, random)];
      assert.ok(first >= 600 && first <= 900);
      assert.ok(next >= 150 && next <= 500);
      assert.ok(pauseBefore('slow', 0, random) >= 2500);
    }
  });

  test('the same seed gives the same pauses', () => {
    const pauses = (seed: string): readonly number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, (_, index) => pauseBefore('real', index, random));
    };
    assert.deepEqual(pauses('1'), pauses('1'));
    assert.notDeepEqual(pauses('1'), pauses('2'));
  });
});
