import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMet, judged, message, products, unmet } from '../../support/samples/scenarioRuns.ts';

const boot = {
  productId: 'b-1',
  title: 'Ridge Boot',
  price: 90,
  currency: 'USD',
  facets: { color: ['black', 'grey'], 42: 'yes' },
};
const shoe = {
  productId: 's-1',
  title: 'Road Shoe',
  price: 120.5,
  currency: 'USD',
  facets: { Color: 'Black' },
};
const bare = { title: 'Mystery' };
const two = { turns: [[message('Take the ridge  boot.'), products(boot, shoe)]] };
const three = { turns: [[products(boot), products(shoe, bare)]] };
const none = { turns: [[message('Nothing fits.')]] };
/** Of a field in the line below `products:`. */
const at = { line: 7, column: 11 };

test('products are counted over all recommendations', async () => {
  await assertMet('products:\n  count: 3', three);
  await assertMet('products:\n  count: { min: 2, max: 3 }', two);
  assert.deepEqual(await unmet('products:\n  count: { max: 2 }', three), {
    status: 'failed',
    at,
    title: 'products: at most 2',
    message: 'Found 3.',
    expected: 'at most 2',
    actual: '3',
  });
  assert.equal((await unmet('products:\n  count: { min: 4 }', three)).expected, 'at least 4');
  await assertMet("products:\n  count: '{{wanted}}'", { ...two, variables: 'wanted: 2' });
});

test('without products only a count that allows none is met', async () => {
  await assertMet('products: { count: 0, price: { max: 1 } }', none);
  assert.deepEqual(await unmet('products:\n  price: { max: 100 }', none), {
    status: 'failed',
    at: { line: 6, column: 9 },
    title: 'products: at least 1',
    message: 'Found 0.',
    expected: 'at least 1',
    actual: '0',
  });
});

test('a product that must be among them is missing where none are allowed and none come', async () => {
  const result = await unmet('products:\n  include: [b-1]\n  count: { max: 5 }', none);
  assert.deepEqual(result.at, at);
  assert.equal(result.title, 'product b-1 is recommended');
});

test('ids that must be there, and ids beside which there may be none', async () => {
  await assertMet('products: { include: [s-1, b-1], only: [b-1, s-1, x] }', two);
  assert.deepEqual(await unmet('products:\n  include: [b-1, x]', two), {
    status: 'failed',
    at,
    title: 'product x is recommended',
    message: 'The agent recommended: b-1 (Ridge Boot, $90.00); s-1 (Road Shoe, $120.50).',
    expected: 'x',
    actual: 'b-1\ns-1',
  });
  assert.deepEqual(await unmet('products:\n  only: [b-1]', three), {
    status: 'failed',
    at,
    title: 'all recommended products are in the list of 1',
    message: 'Not in the list: Road Shoe, Mystery.',
    expected: 'b-1',
    actual: 'b-1\ns-1\n(no ID)',
  });
  await assertMet("products: { include: ['{{sku}}'] }", {
    turns: [[products({ productId: '7' })]],
    variables: 'sku: 7',
  });
});

test('every price is within the bounds, and one that is missing is not', async () => {
  await assertMet('products: { price: { min: 90, max: 120.5 } }', two);
  assert.deepEqual(await unmet('products:\n  count: 2\n  price: { max: 100 }', two), {
    status: 'failed',
    at: { line: 8, column: 11 },
    title: 'every price is at most 100',
    message: 'Unexpected: Road Shoe, $120.50.',
    expected: 'Ridge Boot: $90.00\nRoad Shoe: at most 100',
    actual: 'Ridge Boot: $90.00\nRoad Shoe: $120.50',
  });
  const missing = await unmet('products: { price: { min: 0 } }', three);
  assert.equal(missing.message, 'Unexpected: Mystery, no price.');
});

test('the currency is the one that is named, or one for all', async () => {
  await assertMet('products: { currency: USD }', two);
  await assertMet('products: { currency: same }', two);
  assert.deepEqual(await unmet('products:\n  currency: EUR', two), {
    status: 'failed',
    at,
    title: 'every price is in EUR',
    message: 'Currencies found: USD.',
    expected: 'Ridge Boot: EUR\nRoad Shoe: EUR',
    actual: 'Ridge Boot: USD\nRoad Shoe: USD',
  });
  const mixed = await unmet('products: { currency: same }', three);
  assert.equal(mixed.message, 'Currencies found: USD, none.');
});

test('an amount is of one currency, unless any is right', async () => {
  const mixed = {
    turns: [[products({ price: 90, currency: 'USD' }, { price: 95, currency: 'MXN' })]],
  };
  await assertMet('products: { price: { max: 100 }, currency: any }', mixed);
  await assertMet('products: { price: { max: 100 } }', { turns: [[products({ price: 90 })]] });
  const { title, message, at } = await unmet('products: { price: { max: 100 } }', mixed);
  assert.deepEqual(
    [title, message, at],
    ['all products have the same currency', 'Currencies found: USD, MXN.', { line: 6, column: 9 }],
  );
  const sorted = await unmet('products: { sortedBy: price }', mixed);
  assert.equal(sorted.title, 'all products have the same currency');
  await assertMet('products: { sortedBy: price, currency: any }', mixed);
});

test('a facet has one of the values, in any case of name and value', async () => {
  await assertMet('products: { facets: { COLOR: [red, Black] } }', two);
  assert.deepEqual(await unmet('products:\n  facets: { color: grey }', three), {
    status: 'failed',
    at,
    title: 'every product has color "grey"',
    message: 'Unexpected: Road Shoe, Mystery.',
    expected: 'Ridge Boot: black, grey\nRoad Shoe: grey\nMystery: grey',
    actual: 'Ridge Boot: black, grey\nRoad Shoe: Black\nMystery: none',
  });
  const odd = await unmet('products: { facets: { constructor: x } }', two);
  assert.equal(odd.message, 'Unexpected: Ridge Boot, Road Shoe.');
  await assertMet("products: { facets: { size: '{{size}}' } }", {
    turns: [[products({ facets: { size: ['42'] } })]],
    variables: 'size: 42',
  });
});

test('products are sorted by price or title; what has no price comes last', async () => {
  await assertMet('products: { sortedBy: price }', { turns: [[products(boot, shoe, bare)]] });
  await assertMet('products: { sortedBy: -price }', { turns: [[products(shoe, boot, bare)]] });
  await assertMet('products: { sortedBy: title }', two);
  await assertMet('products: { sortedBy: -title }', { turns: [[products(shoe, boot)]] });
  assert.deepEqual(await unmet('products:\n  sortedBy: -price', two), {
    status: 'failed',
    at,
    title: 'products are sorted by price, high to low',
    message: 'The agent recommended: b-1 (Ridge Boot, $90.00); s-1 (Road Shoe, $120.50).',
    expected: 'Road Shoe, $120.50\nRidge Boot, $90.00',
    actual: 'Ridge Boot, $90.00\nRoad Shoe, $120.50',
  });
});

test('a product that is there twice is named', async () => {
  await assertMet('products: { unique: true }', three);
  const twice = { turns: [[products(boot, shoe), products(boot)]] };
  assert.deepEqual(await unmet('products:\n  unique: true', twice), {
    status: 'failed',
    at,
    title: 'there are no duplicate products',
    message: 'Duplicates: Ridge Boot.',
    expected: 'Ridge Boot\nRoad Shoe',
    actual: 'Ridge Boot\nRoad Shoe\nRidge Boot',
  });
});

test('the text mentions at least one product, or all', async () => {
  await assertMet('products: { titlesInText: any }', two);
  await assertMet('products: { titlesInText: all }', {
    turns: [[message('Ridge boot or road shoe?'), products(boot, shoe)]],
  });
  assert.deepEqual(await unmet('products:\n  titlesInText: all', two), {
    status: 'failed',
    at,
    title: 'the text mentions every product',
    message: 'Not mentioned: Road Shoe.',
    expected: 'Ridge Boot\nRoad Shoe',
    actual: 'Take the ridge  boot.',
  });
  const unnamed = await unmet('products: { titlesInText: any }', {
    turns: [[message('These.'), products({ productId: 'x' })]],
  });
  assert.equal(unnamed.message, 'Not mentioned: x.');
});

test('each field of an expectation is judged for itself', async () => {
  const results = await judged('products: { count: 2, unique: true, price: { max: 1 } }', two);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['passed', 'passed', 'failed'],
  );
});
