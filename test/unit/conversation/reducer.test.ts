import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState, reduce, type Action } from '../../../src/conversation/reducer.ts';
import type { TurnItem, ViewState } from '../../../src/shared/model.ts';

const item: TurnItem = {
  type: 'failure',
  atMs: 5,
  failure: { kind: 'protocol', retryable: false },
};

function run(...actions: Action[]): ViewState {
  return actions.reduce(reduce, initialState);
}

const start = (turnId: number): Action => ({ type: 'turnStarted', turnId, inputs: [], sentAt: 1 });
const arrive = (turnId: number): Action => ({ type: 'itemsArrived', turnId, items: [item] });
const end = (turnId: number, phase: 'answered' | 'stopped'): Action => ({
  type: 'turnEnded',
  turnId,
  phase,
});

test('a turn waits, streams and is answered', () => {
  assert.equal(run(start(1)).turns[0]?.phase, 'waiting');
  assert.equal(run(start(1), arrive(1)).turns[0]?.phase, 'streaming');
  const answered = run(start(1), arrive(1), arrive(1), end(1, 'answered')).turns[0];
  assert.equal(answered?.phase, 'answered');
  assert.equal(answered.items.length, 2);
});

test('an item that comes after the end of its turn changes nothing', () => {
  const stopped = run(start(1), arrive(1), end(1, 'stopped'));
  assert.equal(reduce(stopped, arrive(1)), stopped);
  assert.equal(reduce(stopped, end(1, 'answered')), stopped);
});

test('an item of a conversation that was cleared changes nothing', () => {
  const cleared = run(start(1), { type: 'turnsShown', turns: [] }, start(2));
  assert.equal(reduce(cleared, arrive(1)), cleared);
});

test('what was under way in an earlier window comes back as interrupted, with all its items', () => {
  const before = run(start(1), arrive(1), end(1, 'answered'), start(2), arrive(2));
  const after = run({ type: 'turnsShown', turns: before.turns });
  assert.deepEqual(
    after.turns.map(({ phase, items }) => [phase, items.length]),
    [
      ['answered', 1],
      ['interrupted', 1],
    ],
  );
});

test('unchanged turns keep their identity, which the patches rely on', () => {
  const before = run(start(1), end(1, 'answered'), start(2));
  const after = reduce(before, arrive(2));
  assert.equal(after.turns[0], before.turns[0]);
  assert.notEqual(after.turns[1], before.turns[1]);
});
