import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { it } from 'node:test';
import fc from 'fast-check';
import { collectLines } from '../support/collectLines.ts';

/** One value of as many levels as there are letters: `a` is an array, `o` an object. */
function nest(letters: string): string {
  const opening = letters.replaceAll('a', '[').replaceAll('o', '{"":');
  const closing = [...letters].reverse().map((letter) => (letter === 'a' ? ']' : '}'));
  // An object needs a value.
  return opening + (letters.endsWith('o') ? '0' : '') + closing.join('');
}

async function outcomes(lines: readonly string[]): Promise<readonly string[]> {
  const parsed = await collectLines([Buffer.from(lines.join('\n'))]);
  return parsed.map((line) => ('reason' in line ? line.reason : 'value'));
}

await it('a line of 500 levels is a value, a deeper one is reported, the next one arrives', async () => {
  const lines = [500, 501, 10_000, 100_000].map((levels) => nest('a'.repeat(levels)));
  assert.deepEqual(await outcomes([...lines, '[5]']), [
    'value',
    'tooDeep',
    'tooDeep',
    'tooDeep',
    'value',
  ]);
});

await it('arrays and objects count alike, in any order', async () => {
  const shapes = ['o', 'ao', 'oa', 'aaao', 'oooa'].map((unit) => unit.repeat(600).slice(0, 501));
  shapes.push('o'.repeat(300) + 'a'.repeat(201), 'a'.repeat(201) + 'o'.repeat(300));
  for (const shape of shapes) {
    const pair = [nest(shape.slice(1)), nest(shape)];
    assert.deepEqual(await outcomes(pair), ['value', 'tooDeep'], shape);
  }
});

await it('brackets beside one another or in strings are not levels', async () => {
  const wide = `[${'[{}],'.repeat(2000)}0]`;
  const text = JSON.stringify('[{'.repeat(2000));
  assert.deepEqual(await outcomes([wide, text, `{"a":${wide},"b":${text}}`]), [
    'value',
    'value',
    'value',
  ]);
});

await it('any nesting of more than 500 levels is found, whatever stands around it', async () => {
  const letter = fc.constantFrom('a', 'o');
  const letters = fc
    .tuple(fc.array(letter, { minLength: 1, maxLength: 9 }), fc.integer({ min: 480, max: 520 }))
    .map(([unit, levels]) => unit.join('').repeat(levels).slice(0, levels));
  const padding = fc.nat({ max: 3000 }).map((length) => ' '.repeat(length));
  await fc.assert(
    fc.asyncProperty(letters, padding, padding, async (shape, before, after) => {
      const expected = shape.length > 500 ? 'tooDeep' : 'value';
      assert.deepEqual(await outcomes([before + nest(shape) + after]), [expected]);
    }),
    { numRuns: 300 },
  );
});
