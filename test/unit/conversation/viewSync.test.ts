import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState, reduce, type Action } from '../../../src/conversation/reducer.ts';
import { ViewSync } from '../../../src/conversation/viewSync.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { applyPatch } from '../../../src/shared/protocol/patch.ts';
import type { HostMessage } from '../../../src/shared/protocol/chatProtocol.ts';
import { holdClock } from '../../support/heldClock.ts';

function setUp() {
  let state: ViewState = initialState;
  const posted: HostMessage[] = [];
  const sync = new ViewSync(
    () => state,
    (message) => posted.push(message),
  );
  const dispatch = (action: Action) => {
    state = reduce(state, action);
    sync.stateChanged();
  };
  return { sync, posted, dispatch, state: () => state };
}

const started = (turnId: number): Action => ({
  type: 'turnStarted',
  turnId,
  inputs: [],
  sentAt: 0,
});

test('nothing is posted before the view asked', (t) => {
  const clock = holdClock(t);
  const { posted, dispatch } = setUp();
  dispatch(started(1));
  clock.pass(40);
  assert.deepEqual(posted, []);
});

test('changes within a frame travel in one numbered patch that gives the same state', (t) => {
  const clock = holdClock(t);
  const { sync, posted, dispatch, state } = setUp();
  sync.sendSnapshot();
  for (let id = 1; id <= 50; id++) dispatch(started(id));
  clock.pass(40);
  const [snapshot, patch, ...rest] = posted;
  assert.deepEqual(rest, []);
  assert(snapshot?.type === 'snapshot' && patch?.type === 'patch');
  assert.equal(patch.seq, snapshot.seq + 1);
  assert.deepEqual(patch.patches.reduce(applyPatch, snapshot.state), state());
});

test('a paused view gets no patch, and everything once it asks again', (t) => {
  const clock = holdClock(t);
  const { sync, posted, dispatch, state } = setUp();
  sync.sendSnapshot();
  dispatch(started(1));
  sync.pause();
  dispatch(started(2));
  clock.pass(40);
  assert.equal(posted.length, 1);
  sync.sendSnapshot();
  const last = posted.at(-1);
  assert(last?.type === 'snapshot');
  assert.equal(last.state, state());
});
