import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnsToAsk } from '../../../../src/scenarios/compare/turnsToAsk.ts';
import type { Turn } from '../../../../src/shared/model.ts';
import { turn } from '../../../support/pages/chatStates.ts';

const said = (id: number, text: string, fields: Partial<Turn>) => turn(id, text, fields);
const turns = [
  said(1, 'Hi', { sessionId: 'old' }),
  said(2, 'Lost', { sessionId: 'old', phase: 'failed' }),
  said(3, 'Hello again', { sessionId: 'new' }),
  said(4, 'Broken', { sessionId: 'new', phase: 'failed' }),
  said(5, 'Boots', { sessionId: 'new' }),
  said(6, 'Never sent', { phase: 'failed' }),
];

/** The texts of the history, and of the message. */
function textsOf(turnId?: number) {
  const asked = turnsToAsk(turns, turnId);
  const text = (inputs: unknown) => /"text":"([^"]*)"/.exec(JSON.stringify(inputs))?.[1];
  return asked && [asked.history.map(text), text(asked.message)];
}

test('what led to a message are the answered turns before it in its own session', () => {
  assert.deepEqual(textsOf(), [['Hello again'], 'Boots']);
  assert.deepEqual(textsOf(3), [[], 'Hello again']);
  assert.deepEqual(textsOf(2), [['Hi'], 'Lost']);
});

test('what was never sent, and a turn that is not there, cannot be asked again', () => {
  assert.equal(textsOf(6), undefined);
  assert.equal(textsOf(7), undefined);
  assert.equal(turnsToAsk([]), undefined);
});
