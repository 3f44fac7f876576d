import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import {
  type ConversationRecord,
  customerText,
} from '../../../src/conversation/storage/conversationRecord.ts';
import { isTurnOpen } from '../../../src/shared/model.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';

/** Brings a conversation to a state and resolves while it is in it. */
type Scene = (conversation: Conversation) => Promise<void>;

const scenes: Readonly<Record<string, Scene>> = {
  'a session is starting': async (conversation) => {
    const starting = stateWhen(conversation, ({ session }) => session.status === 'starting');
    void conversation.send(say('/slow 20'));
    await starting;
  },
  'the first byte is awaited': async (conversation) => {
    const waiting = stateWhen(conversation, ({ session }) => session.status === 'responding');
    void conversation.send(say('/fault silent'));
    await waiting;
  },
  'an answer is streaming': async (conversation) => {
    const streaming = stateWhen(conversation, isStreaming);
    void conversation.send(say('/slow 20'));
    await streaming;
  },
  'a turn was stopped': async (conversation) => {
    const streaming = stateWhen(conversation, isStreaming);
    const sent = conversation.send(say('/slow 20'));
    await streaming;
    conversation.stop();
    await sent;
  },
  'a turn has failed': async (conversation) => {
    await conversation.send(say('/fault 500'));
  },
  'the session was lost': async (conversation) => {
    await conversation.send(say('/fault session-expired'));
  },
  'a branch is being replayed': async (conversation) => {
    await conversation.send(say('/slow 3 30'));
    await conversation.send(say('thanks'));
    const replaying = stateWhen(conversation, isStreaming);
    void conversation.branch(conversation.state.turns[1]?.id ?? 0, say('bye'));
    await replaying;
  },
};

const texts = ({ state }: Conversation) =>
  state.turns.map(({ inputs, items }) => [inputs.map(customerText).join(), items.length]);

for (const [state, reach] of Object.entries(scenes)) {
  test(`a window that is reloaded while ${state} comes back with all of it, ready to go on`, async (t) => {
    const { conversation } = await talkingConversation(t);
    await reach(conversation);
    const before = texts(conversation);
    const kept = JSON.stringify(conversation.record());
    const { conversation: reloaded } = await talkingConversation(t);
    await reloaded.open(JSON.parse(kept) as ConversationRecord);
    assert.deepEqual(texts(reloaded), before);
    assert.equal(reloaded.state.turns.some(isTurnOpen), false);
    assert.equal(reloaded.isBusy, false);
    assert.equal(await reloaded.send(say('hello')), true);
  });
}
