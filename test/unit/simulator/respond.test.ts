import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rules } from '../../../src/simulator/dialogue.ts';
import { seededRandom } from '../../../src/simulator/random.ts';
import { respond } from '../../../src/simulator/respond.ts';
import type { Step } from '../../../src/simulator/responseEvents.ts';
import { Memory } from '../../../src/simulator/turn.ts';

function answer(inputEvents: readonly unknown[], memory = new Memory()): readonly Step[] {
  const scene = { memory, random: seededRandom('1'), origin: 'http://127.0.0.1:1' };
  return [...respond(inputEvents, scene)];
}

function text(words: string): object {
  return { messageEvent: { role: 'USER', content: { textContent: { text: words } } } };
}

test('whatever JSON comes as input events, the answer has one key per event', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (inputEvents) => {
      for (const { event } of answer(inputEvents)) assert.equal(Object.keys(event).length, 1);
    }),
  );
});

test('whatever customers say one after the other, every turn is answered', () => {
  const words = fc.constantFrom(
    ...['cheaper', 'in blue', 'more', 'compare', 'the third one', 'buy it', 'yes', 'no', 'size 42'],
    ...[
      'running shoes',
      'jackets under 60',
      'gift cards',
      'in store',
      'más caro',
      'similar',
      'tchau',
    ],
    ...['is it waterproof?', 'the last one', 'picture', 'checkout', 'my cart', 'recommend', ''],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (said) => {
      const memory = new Memory();
      for (const question of said) assert.ok(answer([text(question)], memory).length > 0, question);
    }),
  );
});

test('no two rules have the same name', () => {
  assert.equal(new Set(rules.map(([name]) => name)).size, rules.length);
});
