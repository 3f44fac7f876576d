import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainStep, queryJson } from '../../../src/scenarios/file/queryJson.ts';
import { JsonTexts } from '../../../src/shared/json/jsonIndex.ts';
import { jsonText } from '../../support/samples/jsonTexts.ts';
import { assertMet, unmet } from '../../support/samples/scenarioRuns.ts';

/** An answer whose numbers JavaScript spells otherwise, or cannot hold. */
const line = (products: string) =>
  `{"result":{"response":{"responseEvents":[{ "recommendationEvent": {"products" : [${products}]} }]}}}`;
const shop = {
  turns: [
    [
      line(
        '{"id": 7301000000000000123, "price" :19.90,"it\'s":[ 1.50 ],"title":"caf\\u00e9 9007199254740993"}',
      ),
    ],
  ],
};
const product = '$[0].recommendationEvent.products[0]';
const rounded =
  "7301000000000000123 can't be represented exactly, so it's treated as 7301000000000000000.";

test('a value at a path is told with the digits that were sent', async () => {
  const cases = [
    ['price', 'max: 10', '19.90', 'Unexpected: 19.90.'],
    ['price', 'equals: 1', '19.90', 'Unexpected: 19.90.'],
    [
      'id',
      'not: 7301000000000000000',
      '7301000000000000123',
      /^Unexpected: 7301000000000000123\. /,
    ],
    ['id', 'exists: false', '7301000000000000123', `Values found: 1. ${rounded}`],
    [
      '*',
      'min: 1e99',
      /^7301000000000000123\n19\.90\n\[\n {2}1\.50\n\]\ncafé 9007199254740993$/,
      /^Unexpected: 7/,
    ],
    ['title', 'exists: false', 'café 9007199254740993', 'Values found: 1.'],
    ["['it\\'s'][0]", 'max: 1', '1.50', 'Unexpected: 1.50.'],
    ["['it\\'s']", 'exists: false', '[\n  1.50\n]', 'Values found: 1.'],
  ] as const;
  for (const [name, fields, actual, message] of cases) {
    const path = name.startsWith('[') ? `${product}${name}` : `${product}.${name}`;
    const result = await unmet(`jsonPath:\n  path: ${JSON.stringify(path)}\n  ${fields}`, shop);
    assert.equal(result.status, 'failed', name);
    for (const [found = '', wanted] of [
      [result.actual, actual],
      [result.message, message],
    ] as const)
      if (typeof wanted === 'string') assert.equal(found, wanted);
      else assert.match(found, wanted);
  }
});

test('a number that no program holds is told as such, at its path and within another value', async () => {
  const one = await unmet(`jsonPath: { path: '${product}.id', max: 5 }`, shop);
  assert.equal(one.message, `Unexpected: 7301000000000000123. ${rounded}`);
  const all = await unmet(`jsonPath: { path: '${product}', equals: 5 }`, shop);
  assert.equal(
    all.message,
    `Unexpected: {"id":7301000000000000123,"price":19.90,"it's":[1.50],"title":"café 9007199254740993"}. ${rounded}`,
  );
  const text = await unmet(`jsonPath: { path: '${product}.title', equals: 5 }`, shop);
  assert.equal(text.message, 'Unexpected: "café 9007199254740993".');
});

test('a text is looked for in the digits that were sent', async () => {
  await assertMet(`jsonPath: { path: '${product}.id', contains: '0123' }`, shop);
  await assertMet(`jsonPath: { path: '${product}.price', matches: '^19\\.90$' }`, shop);
  await assertMet(`jsonPath: { path: '${product}', contains: 'café' }`, shop);
});

const schemaOf = (properties: string) =>
  `jsonSchema:\n  event: recommendationEvent\n  schema: { properties: { products: { items: { properties: ${properties} } } } }`;

test('a schema tells the event as it was sent, and the number that it could not hold', async () => {
  const result = await unmet(schemaOf('{ id: { maximum: 5 }, price: { type: string } }'), shop);
  assert.equal(
    result.message,
    `/products/0/id must be <= 5; /products/0/price must be string. ${rounded}`,
  );
  assert.match(result.actual ?? '', /"id": 7301000000000000123,\n\s+"price": 19\.90,/);
  const other = await unmet(schemaOf('{ price: { type: string } }'), shop);
  assert.equal(other.message, '/products/0/price must be string.');
});

test('a script that gives a number of the answer is told with its digits', async () => {
  const gives = async (script: string, turns = shop.turns) =>
    (await unmet(`script: ${script}`, { turns })).message;
  assert.equal(await gives('products[0].price'), `The script returned 19.90. ${rounded}`);
  const id = 'events[0].recommendationEvent.products[0].id';
  assert.equal(await gives(id), `The script returned 7301000000000000123. ${rounded}`);
  assert.equal(await gives('String(19.9)'), `The script returned "19.9". ${rounded}`);
  // Nobody knows which of both it is.
  const two = [[line('{"price":19.90},{"price":19.900}')]];
  assert.equal(await gives('products[0].price', two), 'The script returned 19.9.');
});

test('the path to each value of any JSON leads to its text', () => {
  fc.assert(
    fc.property(jsonText, ({ text }) => {
      const texts = new JsonTexts(text);
      for (const { value, path } of queryJson(JSON.parse(text), '$..*')) {
        const found = texts.at(path.map(plainStep));
        assert.ok(found !== undefined, JSON.stringify(path));
        assert.deepEqual(JSON.parse(found), value);
      }
    }),
    { numRuns: 500 },
  );
});
