import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productPrices } from '../../../src/scenarios/checks/products/productPrices.ts';
import { numbersIn, priceMentions } from '../../../src/scenarios/checks/products/priceMentions.ts';

/** Forms of prices in English, Spanish and Portuguese; a currency only where the sign has one. */
const forms: readonly (readonly [text: string, amount: number, currency?: string])[] = [
  ['$1,299.00', 1299],
  ['$89', 89],
  ['US$ 89,90', 89.9, 'USD'],
  ['U$S 89,90', 89.9, 'USD'],
  ['USD 1,299', 1299, 'USD'],
  ['1299 USD', 1299, 'USD'],
  ['MXN 1,299', 1299, 'MXN'],
  ['MXN $1,299.50', 1299.5, 'MXN'],
  ['MX$1,299.50', 1299.5, 'MXN'],
  ['R$ 89,90', 89.9, 'BRL'],
  ['R$\u00a01.299,00', 1299, 'BRL'],
  ['89,90 reais', 89.9, 'BRL'],
  ['R$ 2 mil', 2000, 'BRL'],
  ['$1.5k', 1500],
  ['1.299,00 €', 1299, 'EUR'],
  ['€1,299.00', 1299, 'EUR'],
  ['1\u00a0299,00\u00a0€', 1299, 'EUR'],
  ["1'299.00 CHF", 1299, 'CHF'],
  ['12 euros', 12, 'EUR'],
  ['S/ 49.90', 49.9, 'PEN'],
  ['49.90 soles', 49.9, 'PEN'],
  ['£5', 5, 'GBP'],
];

for (const [text, amount, currency] of forms) {
  test(`a price is written ${text}`, () => {
    for (const said of [text, `It costs ${text}.`, `(${text})`, `Boots: ${text}, or so`]) {
      const [found, another] = priceMentions(said);
      assert.equal(another, undefined, said);
      assert.equal(found?.amount, amount, said);
      assert.equal(found?.text, text);
      assert.deepEqual(found?.currencies, currency === undefined ? undefined : [currency]);
    }
  });
}

test('words that several currencies have stand for each of them', () => {
  const [price] = priceMentions('1299 pesos');
  assert.equal(price?.amount, 1299);
  assert.ok(price?.currencies?.includes('MXN') && price.currencies.includes('COP'));
  assert.ok(priceMentions('100 dólares')[0]?.currencies?.includes('USD'));
});

test('what is no amount of money is none', () => {
  for (const text of ['42', 'size 42', '10% off', 'SOFIA10', '4.9/5', '10:00', 'Stride 2', 'ALL 3'])
    assert.deepEqual(priceMentions(text), [], text);
  // Two numbers or one: nobody can tell.
  assert.deepEqual(priceMentions('size 42 120 €'), []);
});

test('every price of a text is found, and every number of what a customer says', () => {
  const amounts = priceMentions('A is $10, B R$ 20,50; C costs 1.000 pesos').map(
    (one) => one.amount,
  );
  assert.deepEqual(amounts, [10, 20.5, 1000]);
  assert.deepEqual(numbersIn('boots under 100, or 1,299.50?'), [100, 1299.5]);
});

test('bounds, delivery, totals and discounts are no prices of products', () => {
  const others = [
    ...['under $100', 'between $60 and $88', 'up to USD 50', 'from $9', 'over $50', '$50 or less'],
    ...['Delivery is $9.', 'Your total is $180.', '$150 in all:', 'Save $20', '12x de R$ 10,00'],
    ...['hasta 80 €', 'menos de 80 dólares', 'desde US$ 9', 'el envío cuesta $9', 'Total: $10'],
    ...[
      'até R$ 100',
      'a partir de R$ 50',
      'frete de R$ 9',
      'em 3 parcelas de R$ 30',
      'entre $1 e $2',
    ],
  ];
  for (const text of others) assert.deepEqual(productPrices(text), [], text);
  for (const text of ['Boots for $20', 'Special offer: $20', 'Feet like it: $20', 'por US$ 20'])
    assert.equal(productPrices(text).length, 1, text);
});
