import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StateStore } from '../../../src/conversation/stateStore.ts';
import type { TurnItem, ViewState } from '../../../src/shared/model.ts';

const item: TurnItem = {
  type: 'failure',
  atMs: 5,
  failure: { kind: 'protocol', retryable: false },
};

type Action = (store: StateStore) => void;

function storeAfter(...actions: Action[]): StateStore {
  const store = new StateStore();
  for (const action of actions) action(store);
  return store;
}

function run(...actions: Action[]): ViewState {
  return storeAfter(...actions).state;
}

const start =
  (id: number): Action =>
  (store) =>
    store.startTurn({ id, inputs: [], sentAt: 1 });
const arrive =
  (turnId: number): Action =>
  (store) =>
    store.addItems(turnId, [item]);
const end =
  (turnId: number, phase: 'answered' | 'stopped'): Action =>
  (store) =>
    store.changeTurn(turnId, { phase });

test('a turn waits, streams and is answered', () => {
  assert.equal(run(start(1)).turns[0]?.phase, 'waiting');
  assert.equal(run(start(1), arrive(1)).turns[0]?.phase, 'streaming');
  const answered = run(start(1), arrive(1), arrive(1), end(1, 'answered')).turns[0];
  assert.equal(answered?.phase, 'answered');
  assert.equal(answered.items.length, 2);
});

test('an item that comes after the end of its turn changes nothing', () => {
  const store = storeAfter(start(1), arrive(1), end(1, 'stopped'));
  const stopped = store.state;
  arrive(1)(store);
  assert.equal(store.state, stopped);
  end(1, 'answered')(store);
  assert.equal(store.state, stopped);
});

test('an item of a conversation that was cleared changes nothing', () => {
  const store = storeAfter(start(1), (one) => one.showTurns([]), start(2));
  const cleared = store.state;
  arrive(1)(store);
  assert.equal(store.state, cleared);
});

test('what was under way in an earlier window comes back as interrupted, with all its items', () => {
  const before = run(start(1), arrive(1), end(1, 'answered'), start(2), arrive(2));
  const after = run((store) => store.showTurns(before.turns));
  assert.deepEqual(
    after.turns.map(({ phase, items }) => [phase, items.length]),
    [
      ['answered', 1],
      ['interrupted', 1],
    ],
  );
});

test('unchanged turns keep their identity, which the patches rely on', () => {
  const store = storeAfter(start(1), end(1, 'answered'), start(2));
  const before = store.state;
  arrive(2)(store);
  const after = store.state;
  assert.equal(after.turns[0], before.turns[0]);
  assert.notEqual(after.turns[1], before.turns[1]);
});
