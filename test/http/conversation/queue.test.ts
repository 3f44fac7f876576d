import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerText } from '../../../src/conversation/storage/conversationRecord.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';

type Conversation = Awaited<ReturnType<typeof talkingConversation>>['conversation'];

const queued = ({ state }: Conversation) =>
  state.queue.flatMap(({ inputs }) => inputs.map(customerText));
const said = ({ state }: Conversation) =>
  state.turns.map(({ inputs, phase }) => [inputs.map(customerText).join(), phase]);

test('what is sent during an answer waits visibly and is sent after it, in order', async (t) => {
  const { conversation } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 3 20'));
  await streaming;
  assert.equal(await conversation.send(say('hello')), true);
  assert.equal(await conversation.send(say('thanks')), true);
  assert.deepEqual(queued(conversation), ['hello', 'thanks']);
  await sent;
  assert.deepEqual(queued(conversation), []);
  assert.deepEqual(said(conversation), [
    ['/slow 3 20', 'answered'],
    ['hello', 'answered'],
    ['thanks', 'answered'],
  ]);
});

test('a stop holds the queue until the tester lets it go', async (t) => {
  const { conversation } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  await conversation.send(say('hello'));
  conversation.stop();
  await sent;
  assert.equal(conversation.state.isQueueHeld, true);
  assert.deepEqual(queued(conversation), ['hello']);
  await conversation.sendQueue();
  assert.equal(conversation.state.isQueueHeld, false);
  assert.deepEqual(said(conversation).at(-1), ['hello', 'answered']);
});

test('a failure holds the queue too', async (t) => {
  const { conversation } = await talkingConversation(t);
  const sent = conversation.send(say('/fault 500'));
  await conversation.send(say('hello'));
  await sent;
  assert.deepEqual(said(conversation), [['/fault 500', 'failed']]);
  assert.equal(conversation.state.isQueueHeld, true);
});

test('one turn can be taken out of the queue, and the queue can be emptied', async (t) => {
  const { conversation } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  for (const text of ['one', 'two', 'three']) await conversation.send(say(text));
  const second = conversation.state.queue[1];
  assert(second);
  assert.equal(conversation.queue.take(second.id), second);
  assert.deepEqual(queued(conversation), ['one', 'three']);
  assert.equal(conversation.queue.take(second.id), undefined);
  conversation.queue.empty();
  assert.deepEqual(queued(conversation), []);
  conversation.stop();
  await sent;
  assert.equal(said(conversation).length, 1);
});
