import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredTurns } from '../../../../src/scenarios/create/scenarioDraft.ts';
import { demoAgent, turn } from '../../../support/pages/chatStates.ts';

test('the turns up to one are those before it and itself, as far as they were answered', () => {
  // Their numbers count on in a conversation's other branches.
  const turns = [turn(1, 'Hi'), turn(4, 'Boots', { phase: 'failed' }), turn(5, 'Hats')];
  const record = {
    id: 'c',
    agent: demoAgent,
    createdAt: 0,
    branches: [{ id: 1, turns }],
    activeBranch: 1,
    entries: [],
  };
  const idsUpTo = (last?: number) => answeredTurns(record, last).map(({ id }) => id);
  assert.deepEqual(
    [undefined, 1, 4, 5].map((last) => idsUpTo(last)),
    [[1, 5], [1], [1], [1, 5]],
  );
  assert.deepEqual(
    [0, 2, 6, Number.MAX_SAFE_INTEGER].map((last) => idsUpTo(last)),
    [[], [], [], []],
  );
});
