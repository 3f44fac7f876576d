import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverAt } from '../../../../src/scenarios/editor/proposalsAt.ts';

const text = [
  'name: boots',
  'turns:',
  '  - say: black boots',
  '    expect:',
  '      - products: { price: { max: 100 }, colour: red }',
  'variables: { price: 3 }',
].join('\n');

/** Of the first such word after another. */
function over(word: string, after = '') {
  const offset = text.indexOf(word, text.indexOf(after)) + 1;
  const hover = hoverAt(text, offset);
  return hover && { word: text.slice(hover.start, hover.end), says: hover.description };
}

test('a key says what the schema says of it, at any depth', () => {
  assert.match(over('name')?.says ?? '', /What the scenario tests/);
  assert.match(over('say')?.says ?? '', /What the customer writes/);
  assert.deepEqual(over('price'), {
    word: 'price',
    says: "Every product's price is within these bounds, inclusive.",
  });
  assert.equal(over('max')?.says, 'Maximum.');
});

test('values, and keys that the schema does not know, say nothing', () => {
  assert.equal(over('black'), undefined);
  assert.equal(over('colour'), undefined);
  assert.equal(over('price', 'variables'), undefined);
  assert.equal(hoverAt('', 0), undefined);
  assert.equal(hoverAt('{{{ [', 2), undefined);
});

test('fields that are merged, and what the file keeps for itself, are known', () => {
  const merged = 'x-a: &a { contains: b }\nturns:\n  - expect:\n      - text: { <<: { not: c } }\n';
  const over = (word: string) => hoverAt(merged, merged.indexOf(word))?.description ?? '';
  assert.match(over('x-a'), /anchor/);
  assert.match(over('not'), /\S/);
});
