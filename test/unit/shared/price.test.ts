import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPrice, isSamePrice } from '../../../src/shared/format.ts';

/** As `decodeElement` makes it of these digits. */
const sent = (digits: string, currency?: string) => {
  const value = Number(digits);
  return {
    ...(Number.isFinite(value) && { price: value === 0 ? 0 : value }),
    ...(String(value) !== digits && { priceText: digits }),
    ...(currency !== undefined && { currency }),
  };
};

const prices: readonly (readonly [string, string | undefined, string, string, string])[] = [
  ['19.9', 'USD', '$19.90', '19,90 US$', 'US$ 19,90'],
  ['19.90', 'USD', '$19.90', '19,90 US$', 'US$ 19,90'],
  ['19.999', 'USD', '$19.999', '19,999 US$', 'US$ 19,999'],
  ['19.9000', 'USD', '$19.9000', '19,9000 US$', 'US$ 19,9000'],
  ['20', 'USD', '$20.00', '20,00 US$', 'US$ 20,00'],
  ['20', 'JPY', '¥20', '20 JPY', 'JP¥ 20'],
  ['20.50', 'JPY', '¥20.50', '20,50 JPY', 'JP¥ 20,50'],
  ['0', 'USD', '$0.00', '0,00 US$', 'US$ 0,00'],
  ['-5.5', 'USD', '-$5.50', '-5,50 US$', '-US$ 5,50'],
  ['1E3', 'USD', '$1,000.00', '1000,00 US$', 'US$ 1.000,00'],
  ['1e-7', 'USD', '$0.0000001', '0,0000001 US$', 'US$ 0,0000001'],
  [
    '90071992547409931234',
    'USD',
    '$90,071,992,547,409,931,234.00',
    '90.071.992.547.409.931.234,00 US$',
    'US$ 90.071.992.547.409.931.234,00',
  ],
  [
    '0.10000000000000000001',
    'USD',
    '$0.10000000000000000001',
    '0,10000000000000000001 US$',
    'US$ 0,10000000000000000001',
  ],
  // What is no number that can be held stands as it was sent.
  ['1e400', 'USD', '1e400 USD', '1e400 USD', '1e400 USD'],
  ['-1e400', undefined, '-1e400', '-1e400', '-1e400'],
  ['-0', 'USD', '-0 USD', '-0 USD', '-0 USD'],
  ['-0.00', 'USD', '-0.00 USD', '-0.00 USD', '-0.00 USD'],
  ['19.90', undefined, '19.90', '19,90', '19,90'],
  ['19.999', 'Gems', '19.999 Gems', '19,999 Gems', '19,999 Gems'],
];

for (const [digits, currency, ...shown] of prices) {
  test(`a price of ${digits} ${currency ?? 'without currency'} is shown with the digits sent`, () => {
    const found = ['en', 'es', 'pt-BR'].map((locale) =>
      formatPrice(sent(digits, currency), locale)?.replace(/\u00a0|\u202f/g, ' '),
    );
    assert.deepEqual(found, shown);
  });
}

test('a price that is longer than anybody reads is cut, a missing one is none', () => {
  assert.equal(formatPrice(sent('1'.repeat(500), 'USD')), `${'1'.repeat(40)}… USD`);
  assert.equal(formatPrice({ currency: 'USD' }), undefined);
});

test('prices are the same number however they are written, and no other', () => {
  for (const [one, other, isSame] of [
    ['19.90', '19.9', true],
    ['1e2', '100', true],
    ['9007199254740993', '9007199254740992', false],
    ['1e400', '1e401', false],
    ['-0', '0', false],
  ] as const)
    assert.equal(isSamePrice(sent(one), sent(other)), isSame, `${one} ${other}`);
  assert.equal(isSamePrice({}, {}), true);
  assert.equal(isSamePrice({}, sent('0')), false);
});
