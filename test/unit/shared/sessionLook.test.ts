import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReplayState } from '../../../src/shared/conversationInfo.ts';
import type { Session, Turn, ViewState } from '../../../src/shared/model.ts';
import { isHandedOver, sessionLook } from '../../../src/shared/sessionLook.ts';
import { chat, handover, item, says, turn } from '../../support/pages/chatStates.ts';

const session: Session = { status: 'ready', id: 's' };
const inSession = (id: number, fields: Partial<Turn>) =>
  turn(id, 'Hi', { sessionId: 's', ...fields });
const handedOver = inSession(1, { items: [item(handover)] });
const replay: ReplayState = {
  isPlaying: true,
  isOver: false,
  speed: 1,
  step: 1,
  turn: 1,
  turns: 2,
};

const looks: readonly (readonly [string, Partial<ViewState>])[] = [
  ['Ready', { session }],
  ['Handed over', { session, turns: [handedOver] }],
  ['Not started', { session: { status: 'idle' } }],
  ['Session ended', { session: { status: 'idle' }, turns: [handedOver] }],
  ['Replay, not live', { session: { status: 'idle' }, turns: [handedOver], replay }],
  ['Starting…', { session: { status: 'starting', start: { note: 'Refused. Trying again…' } } }],
  [
    'Key, please',
    { session: { status: 'starting', start: { note: 'Key, please', isAwaitingKey: true } } },
  ],
];
for (const [text, fields] of looks) {
  test(`the chat's header and the status bar say "${text}"`, () => {
    assert.equal(sessionLook(chat(fields)).text, text);
  });
}

test('a handover is over when the agent responds again', () => {
  const isOver = (...turns: readonly Turn[]) => !isHandedOver(chat({ session, turns }));
  assert.equal(isOver(handedOver), false);
  assert.equal(isOver(handedOver, inSession(2, { phase: 'waiting' })), false);
  assert.equal(isOver(handedOver, inSession(2, { items: [says('Here I am')] })), true);
  const again = inSession(2, { items: [says('Over to a person'), item(handover)] });
  assert.equal(isOver(handedOver, again), false);
});
