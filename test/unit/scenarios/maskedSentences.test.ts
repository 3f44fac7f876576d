import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged, message, products } from '../../support/samples/scenarioRuns.ts';

const shop = { turns: [[message('Boots.'), products({ price: 90, title: 'Boot' })]] };

/** Everything that is said of an expectation. */
async function said(expectation: string, secret: string, variables = ''): Promise<string> {
  const results = await judged(expectation, { ...shop, secrets: [secret], variables });
  return JSON.stringify(results.map(({ at: _, ...rest }) => rest));
}

for (const [expectation, secret] of [
  ['products: { count: 30, price: { max: 10 } }', 'products'],
  ['jsonPath: { path: "$..products[*].price", equals: 30 }', 'products'],
  ['jsonPath: { path: "$..nothing", exists: true }', 'something'],
  ['suggestions: { count: 3 }', 'suggestions'],
  ['baseline: missing.ndjson', 'recording'],
] as const) {
  test(`the key ${secret} changes no sentence on ${expectation}`, async () => {
    assert.equal(await said(expectation, secret), await said(expectation, 'zq_plain_0123456789'));
  });
}

const key = 'connectly_live_FAKE01';

for (const expectation of [
  `text: ${key}`,
  `text: /${key}+/`,
  `text: { equals: "it is ${key}" }`,
  `text: { containsAny: [a, "${key}"] }`,
  `products: { include: ["${key}"], facets: { colour: "${key}" } }`,
  `buttons: { include: ["${key}"] }`,
  `handover: { reason: "${key}" }`,
  `events: { present: ["${key}"] }`,
  `jsonPath: { path: "$..products[?@.title=='${key}']" }`,
  `jsonPath: { path: "$..${key}" }`,
  `jsonPath: { path: "$..price", equals: "${key}" }`,
  `jsonSchema: { event: messageEvent, schema: { properties: { role: { pattern: "${key}" } } } }`,
  `jsonSchema: { event: messageEvent, schema: "${key}.json" }`,
  `script: "'${key}'"`,
  'script: secret',
  'script: "({ a: [secret] })"',
  'script: "(() => { throw new Error(secret); })()"',
  'text: "{{secret}}"',
  'buttons: { include: ["{{secret}}"] }',
  'jsonPath: { path: "$..price", equals: "{{secret}}" }',
  `{ text: b, because: "${key} is a key" }`,
]) {
  test(`a key in the file is in no sentence: ${expectation}`, async () => {
    const told = await said(expectation, key, `secret: "${key}"`);
    assert.doesNotMatch(told, /FAKE01/);
    assert.match(told, /\[hidden\]/);
  });
}
