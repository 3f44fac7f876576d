import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertMet, message, products, unmet } from '../../support/samples/scenarioRuns.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const shop = {
  turns: [
    [
      message('Two boots.'),
      products({ productId: 'b-1', price: 90, tags: ['a'] }, { productId: 'b-2', price: 120 }),
    ],
  ],
};
const at = { line: 6, column: 9 };
const path = '$[*].recommendationEvent.products[*]';

test('something is there, or nothing, or so many', async () => {
  await assertMet(`jsonPath: { path: '${path}.price' }`, shop);
  await assertMet(`jsonPath: { path: '${path}.price', exists: true }`, shop);
  await assertMet(`jsonPath: { path: '${path}.price', count: 2 }`, shop);
  await assertMet("jsonPath: { path: '$..nothing', exists: false }", shop);
  await assertMet("jsonPath: { path: '$..nothing', count: 0 }", shop);
  assert.deepEqual(await unmet("jsonPath:\n  path: '$..nothing'", shop), {
    status: 'failed',
    at: { line: 7, column: 11 },
    title: "there's a value at $..nothing",
    message: 'No value was found.',
    expected: '$..nothing',
    actual: '',
  });
  assert.deepEqual(await unmet("jsonPath:\n  path: '$..price'\n  exists: false", shop), {
    status: 'failed',
    at: { line: 8, column: 11 },
    title: "there's no value at $..price",
    message: 'Values found: 2.',
    expected: '',
    actual: '90\n120',
  });
  const none = await unmet("jsonPath: { path: '$..nothing', min: 1 }", shop);
  assert.equal(none.title, "there's a value at $..nothing");
});

test('every value is compared', async () => {
  const met = [
    `path: '${path}.tags', equals: [a]`,
    `path: '${path}.price', min: 90, max: 120`,
    `path: '${path}.productId', contains: B-, matches: '^b-\\d$', not: b-3`,
    `path: '${path}.price', contains: '0'`,
  ];
  for (const fields of met) await assertMet(`jsonPath: { ${fields} }`, shop);
  const cases = [
    [`path: '${path}.price', equals: 90`, 'is 90', '120'],
    [`path: '${path}.price', equals: '90'`, 'is "90"', '90, 120'],
    [`path: '${path}.price', not: 120`, 'is not 120', '120'],
    [`path: '${path}.price', min: 100`, 'is at least 100', '90'],
    [`path: '${path}.price', max: 100`, 'is at most 100', '120'],
    [`path: '${path}.productId', max: 100`, 'is at most 100', '"b-1", "b-2"'],
    [`path: '${path}.productId', contains: '1'`, 'contains "1"', '"b-2"'],
    [`path: '${path}.productId', matches: B`, 'matches /B/', '"b-1", "b-2"'],
    [`path: '${path}.price', equals: null`, 'is null', '90, 120'],
  ] as const;
  for (const [fields, words, wrong] of cases) {
    const result = await unmet(`jsonPath: { ${fields} }`, shop);
    assert.match(
      result.title ?? '',
      fields.includes('not:') ? /^no value at / : /^every value at /,
    );
    assert.equal(result.expected, words);
    assert.equal(result.message, `Unexpected: ${wrong}.`);
  }
  const placed = await unmet(`jsonPath:\n  path: '${path}.price'\n  max: 100`, shop);
  assert.deepEqual(placed.at, { line: 8, column: 11 });
});

test('a JSONPath with a slow pattern ends in time and cannot be judged', async () => {
  const turns = [[message(`${'a'.repeat(60)}!`)]];
  const slow = 'jsonPath: { path: \'$..[?match(@.text, "(a|a)*b")]\' }';
  const result = await unmet(slow, { turns });
  assert.equal(result.status, 'errored');
  assert.match(result.message ?? '', /took longer than 250 ms/);
});

const schemaOf = (products: string) =>
  `jsonSchema:\n  event: recommendationEvent\n  schema: { properties: { products: { items: ${products} } } }`;

test('every event of the kind has the shape', async () => {
  await assertMet(schemaOf('{ required: [price] }'), shop);
  const result = await unmet(schemaOf('{ required: [tags] }'), shop);
  assert.deepEqual(result.at, at);
  assert.equal(result.title, 'recommendationEvent matches its schema');
  assert.equal(result.message, "/products/1 must have required property 'tags'.");
  assert.equal(result.expected, "/products/1 must have required property 'tags'");
  assert.match(result.actual ?? '', /"productId": "b-2"/);
  const turns = [[products({}), products({ price: 1 })]];
  const first = await unmet(schemaOf('{ required: [price] }'), { turns });
  assert.equal(first.title, 'recommendationEvent 1 matches its schema');
});

test('the shape of an event that did not come is not met', async () => {
  const result = await unmet('jsonSchema:\n  event: leadgenHandoverEvent\n  schema: {}', shop);
  assert.deepEqual(result, {
    status: 'failed',
    at: { line: 7, column: 11 },
    title: 'the agent sends leadgenHandoverEvent',
    message: "The response doesn't contain this event.",
  });
});

test('each pattern of a schema is its own', async () => {
  const properties = '{ productId: { pattern: "^b" }, color: { pattern: "^x" } }';
  const turns = [[products({ productId: 'b-1', color: 'x' })]];
  await assertMet(schemaOf(`{ properties: ${properties} }`), { turns });
  const wrong = [[products({ productId: 'b-1', color: 'b' })]];
  const result = await unmet(schemaOf(`{ properties: ${properties} }`), { turns: wrong });
  assert.equal(result.message, '/products/0/color must match pattern "^x".');
});

test('a schema with a slow pattern, or one that is none, cannot be judged', async () => {
  const turns = [[products({ productId: `${'a'.repeat(60)}!` })]];
  const cases = [
    ['{ properties: { productId: { pattern: "(a+)+$" } } }', /took longer than 250 ms/],
    ['{ properties: { productId: { pattern: "(" } } }', /^The schema can't be used: Invalid reg/],
    ['{ type: nothing }', /^The schema can't be used: /],
    ['{ $ref: "https://sofia.example/other" }', /^The schema can't be used: /],
  ] as const;
  for (const [items, reason] of cases) {
    const result = await unmet(schemaOf(items), { turns });
    assert.equal(result.status, 'errored', items);
    assert.match(result.message ?? '', reason);
  }
  const later = 'jsonSchema: { event: recommendationEvent, schema: { $async: true } }';
  const result = await unmet(later, { turns });
  assert.equal(result.message, "The schema can't be used: $async is not known.");
});

test('a schema stands in a file beside the scenario', async (t) => {
  const folder = await tempFolder(t);
  await writeFile(join(folder, 'shape.json'), '{ "required": ["products"] }');
  await writeFile(join(folder, 'broken.json'), '{ "required": ');
  const own = { ...shop, path: join(folder, 'shop.sofia.yaml') };
  const schema = (file: string) => `jsonSchema: { event: recommendationEvent, schema: ${file} }`;
  await assertMet(schema('shape.json'), own);
  const broken = await unmet(schema('broken.json'), own);
  assert.equal(broken.status, 'errored');
  assert.match(broken.message ?? '', /broken\.json isn't valid JSON\.$/);
  const id = (bound: string) => `{ "properties": { "id": { ${bound} } } }`;
  await writeFile(join(folder, 'bounds.json'), id('"maximum": 9223372036854775807'));
  await assertMet(schema('bounds.json'), own);
  await writeFile(join(folder, 'exact.json'), id('"enum": [1, 7301000000000000123]'));
  const exact = await unmet(schema('exact.json'), own);
  assert.equal(exact.status, 'errored');
  assert.match(exact.message ?? '', /exact\.json: the number at properties\.id\.enum\[1\] can't/);
  const missing = await unmet(schema('nowhere.json'), own);
  assert.equal(missing.status, 'errored');
  assert.match(missing.message ?? '', /nowhere\.json: The file doesn't exist\.$/);
});
