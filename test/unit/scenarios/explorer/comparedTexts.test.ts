import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedTexts } from '../../../../src/scenarios/explorer/comparedTexts.ts';
import { spanOf } from '../../../../src/scenarios/reports/shortDiff.ts';

const compared = (expected: string, actual: string) =>
  comparedTexts({ level: 'failure', at: { line: 1, column: 1 }, expected, actual });

test('the first line says how many are not as wanted, the products follow', () => {
  assert.deepEqual(compared('Ridge: at most 60\nLake: at most 60', 'Ridge: $79.90\nLake: $94.95'), {
    expected: 'at most 60\nRidge: at most 60\nLake: at most 60',
    actual: '2 of 2 over 60\nRidge: $79.90\nLake: $94.95',
  });
  assert.match(
    compared('A: at least 5.5\nB: $7.00', 'A: $3.00\nB: $7.00')?.actual ?? '',
    /^1 of 2 under 5\.5\n/,
  );
  assert.match(compared('A: USD', 'A: EUR')?.actual ?? '', /^1 of 1 not\n/);
});

test('what is no list of the same things stays as it is', () => {
  for (const [expected, actual] of [
    ['boots', 'Here are two sandals.'],
    ['A: 1\nB: 2', 'A: 1'],
    ['A: 1\nB: 2', 'A: 3\nB: 4'],
  ] as const)
    assert.deepEqual(compared(expected, actual), { expected, actual });
  assert.equal(comparedTexts({ level: 'failure', at: { line: 1, column: 1 } }), undefined);
});

test('many values are told by their ends if they are numbers', () => {
  assert.deepEqual(spanOf(['$94.95', '$1,079.90', '$88.00']), {
    least: '$88.00',
    greatest: '$1,079.90',
  });
  assert.equal(spanOf(['$94.95']), undefined);
  assert.equal(spanOf(['a', 'b', 'c', 'd']), undefined);
  // Two values that cannot be compared are no span.
  assert.equal(spanOf(['no price', '$79.90']), undefined);
  assert.equal(spanOf(['$79.90', '€80.00']), undefined);
});
