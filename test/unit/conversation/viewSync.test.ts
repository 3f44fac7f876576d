import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StateStore } from '../../../src/conversation/stateStore.ts';
import { ViewSync } from '../../../src/conversation/viewSync.ts';
import type { HostMessage } from '../../../src/shared/protocol/chatProtocol.ts';
import { applyPatch } from '../../../webview/chat/store.ts';
import { holdClock } from '../../support/heldClock.ts';

function setUp() {
  const store = new StateStore();
  const posted: HostMessage[] = [];
  const sync = new ViewSync(store, { postMessage: (message) => posted.push(message) });
  const start = (id: number) => store.startTurn({ id, inputs: [], sentAt: 0 });
  return { sync, posted, start, state: () => store.state };
}

test('nothing is posted before the view asked', (t) => {
  const clock = holdClock(t);
  const { posted, start } = setUp();
  start(1);
  clock.pass(40);
  assert.deepEqual(posted, []);
});

test('changes within a frame travel in one numbered patch that gives the same state', (t) => {
  const clock = holdClock(t);
  const { sync, posted, start, state } = setUp();
  sync.sendSnapshot();
  for (let id = 1; id <= 50; id++) start(id);
  clock.pass(40);
  const [snapshot, patch, ...rest] = posted;
  assert.deepEqual(rest, []);
  assert(snapshot?.type === 'snapshot' && patch?.type === 'patch');
  assert.equal(patch.seq, snapshot.seq + 1);
  assert.deepEqual(patch.patches.reduce(applyPatch, snapshot.state), state());
});

test('a paused view gets no patch, and everything once it asks again', (t) => {
  const clock = holdClock(t);
  const { sync, posted, start, state } = setUp();
  sync.sendSnapshot();
  start(1);
  sync.pause();
  start(2);
  clock.pass(40);
  assert.equal(posted.length, 1);
  sync.sendSnapshot();
  const last = posted.at(-1);
  assert(last?.type === 'snapshot');
  assert.equal(last.state, state());
});
