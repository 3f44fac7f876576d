import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestCount } from '../../../../src/scenarios/compare/askTimes.ts';
import { spreadOf } from '../../../../src/scenarios/compare/spreadOf.ts';
import { wordDiff } from '../../../../src/scenarios/compare/wordDiff.ts';
import type { AgentEvent } from '../../../../src/shared/model.ts';
import type { AskedRun } from '../../../../src/shared/compare/spread.ts';

function says(text: string): AgentEvent {
  return { type: 'message', kind: 'messageEvent', role: 'assistant', text, rawText: '{}', line: 1 };
}

function shows(...ids: readonly string[]): AgentEvent {
  const products = ids.map((productId) => ({ productId, facets: {} }));
  return { type: 'recommendation', kind: 'recommendationEvent', products, rawText: '{}', line: 2 };
}

const handover: AgentEvent = {
  type: 'handover',
  kind: 'agentHandoverEvent',
  triggered: true,
  payload: {},
  rawText: '{}',
  line: 3,
};

function run(number: number, totalMs: number, ...events: readonly AgentEvent[]): AskedRun {
  const items = events.map((event) => ({ type: 'event', atMs: 0, event }) as const);
  const stats = { firstByteMs: totalMs / 2, totalMs, bytes: 1, lines: 1, events: events.length };
  return { number, answer: { phase: 'answered', items, stats } };
}

test('answers are grouped by what they say, and the one apart is named', () => {
  const spread = spreadOf([
    run(1, 100, says('Two boots'), shows('a', 'b')),
    run(2, 300, says('Two boots'), shows('a', 'b')),
    run(3, 200, says('Let me get somebody'), handover),
    run(4, 400, says('Two black boots'), shows('a', 'b')),
    { number: 5, failure: { kind: 'server', retryable: true } },
  ]);
  assert.deepEqual(spread.groups, [[1, 2], [3], [4]]);
  assert.equal(spread.outlier, 3);
  assert.equal(spread.answered, 4);
  assert.equal(spread.failed, 1);
  assert.equal(spread.handoverRate, 0.25);
  assert.equal(spread.productOverlap, 0.5);
  assert.deepEqual(
    spread.products.map(({ product, runs }) => [product.productId, runs]),
    [
      ['a', 3],
      ['b', 3],
    ],
  );
  assert.deepEqual(spread.totalMs, { p50: 200, p95: 400 });
  assert.deepEqual(spread.firstByteMs, { p50: 100, p95: 200 });
});

test('texts that differ a little are nearer than those that differ much', () => {
  const spread = spreadOf([
    run(1, 1, says('We have five pairs of black boots')),
    run(2, 1, says('We have six pairs of black boots')),
    run(3, 1, says('Sorry, nothing')),
    run(4, 1, says('We have seven pairs of black boots')),
  ]);
  assert.equal(spread.outlier, 3);
});

test('nothing stands apart where all say the same, where there are two, and where there is none', () => {
  const same = spreadOf([1, 2, 3].map((number) => run(number, number, says('Hello'))));
  assert.deepEqual(same.groups, [[1, 2, 3]]);
  assert.equal(same.outlier, undefined);
  assert.equal(same.productOverlap, undefined);
  assert.equal(spreadOf([run(1, 1, says('a')), run(2, 1, says('b'))]).outlier, undefined);
  assert.deepEqual(spreadOf([]), { answered: 0, failed: 0, groups: [], products: [] });
});

test('the cost counts opening and closing', () => {
  assert.equal(requestCount({ times: 5, history: [] }), 15);
  assert.equal(requestCount({ times: 5, history: [[], []] }), 25);
});

test('a diff by words joins to both texts, and is bounded', () => {
  const [before, after] = ['two black boots', 'three black boots, sir'];
  const spans = wordDiff(before, after);
  const joined = (left: 'added' | 'removed') =>
    spans
      .filter(({ change }) => change !== left)
      .map(({ text }) => text)
      .join('');
  assert.equal(joined('added'), before);
  assert.equal(joined('removed'), after);
  assert.ok(spans.some(({ change }) => change === 'same'));
  const long = (seed: number) => Array.from({ length: 50_000 }, (_, i) => i * seed).join(' ');
  assert.equal(wordDiff(long(3), long(7)).length, 2);
});
