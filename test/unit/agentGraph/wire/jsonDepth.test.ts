import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { isTooDeep, mayBeTooDeep } from '../../../../src/agentGraph/wire/jsonDepth.ts';

/** One value of as many levels as there are letters: `a` is an array, `o` an object. */
function nest(letters: string): string {
  const opening = letters.replaceAll('a', '[').replaceAll('o', '{"":');
  const closing = [...letters].reverse().map((letter) => (letter === 'a' ? ']' : '}'));
  // An object needs a value.
  return opening + (letters.endsWith('o') ? '0' : '') + closing.join('');
}

/** What a line comes to when it is judged as the client judges it. */
function outcome(line: string): string {
  return mayBeTooDeep(line.length) && isTooDeep(JSON.parse(line)) ? 'tooDeep' : 'value';
}

it('a value of 500 levels is handed on, a deeper one is not', () => {
  const outcomes = [500, 501, 10_000, 100_000].map((levels) => outcome(nest('a'.repeat(levels))));
  assert.deepEqual(outcomes, ['value', 'tooDeep', 'tooDeep', 'tooDeep']);
});

it('arrays and objects count alike, in any order', () => {
  const shapes = ['o', 'ao', 'oa', 'aaao', 'oooa'].map((unit) => unit.repeat(600).slice(0, 501));
  shapes.push('o'.repeat(300) + 'a'.repeat(201), 'a'.repeat(201) + 'o'.repeat(300));
  for (const shape of shapes) {
    assert.equal(outcome(nest(shape.slice(1))), 'value', shape);
    assert.equal(outcome(nest(shape)), 'tooDeep', shape);
  }
});

it('brackets beside one another or in strings are not levels', () => {
  const wide = `[${'[{}],'.repeat(2000)}0]`;
  const text = JSON.stringify('[{'.repeat(2000));
  for (const line of [wide, text, `{"a":${wide},"b":${text}}`])
    assert.equal(outcome(line), 'value');
});

it('any nesting of more than 500 levels is found, whatever stands around it', () => {
  const letter = fc.constantFrom('a', 'o');
  const letters = fc
    .tuple(fc.array(letter, { minLength: 1, maxLength: 9 }), fc.integer({ min: 480, max: 520 }))
    .map(([unit, levels]) => unit.join('').repeat(levels).slice(0, levels));
  const padding = fc.nat({ max: 3000 }).map((length) => ' '.repeat(length));
  fc.assert(
    fc.property(letters, padding, padding, (shape, before, after) => {
      const expected = shape.length > 500 ? 'tooDeep' : 'value';
      assert.equal(outcome(before + nest(shape) + after), expected);
    }),
    { numRuns: 300 },
  );
});
