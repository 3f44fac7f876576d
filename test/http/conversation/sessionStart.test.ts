import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say, stateWhen, talkingConversation } from '../../support/servers/talkingConversation.ts';
import { canaryKey } from '../../support/testKeys.ts';

test('while the tester enters the key, the start says so and no time counts', async (t) => {
  const clock = { nowMs: 1_000 };
  let type: (key: string) => void = () => undefined;
  const typed = new Promise<string>((resolve) => (type = resolve));
  const { conversation, keys, simulator } = await talkingConversation(t, {
    ask: () => typed,
    now: () => clock.nowMs,
  });
  keys.current = undefined;
  const asking = stateWhen(conversation, ({ session }) => session.start !== undefined);
  const sent = conversation.send(say('hello'));
  const { session, turns } = await asking;
  assert.equal(session.status, 'starting');
  assert.deepEqual(session.start, { note: 'Waiting for the API key', isAwaitingKey: true });
  assert.equal(turns[0]?.sentAt, 1_000);
  clock.nowMs = 60_000;
  const goingOn = stateWhen(conversation, ({ session }) => session.start === undefined);
  type(simulator.apiKey);
  assert.equal((await goingOn).session.status, 'starting');
  await sent;
  const { turns: ended } = conversation.state;
  assert.deepEqual([ended[0]?.phase, ended[0]?.sentAt], ['answered', 60_000]);
});

test('a start that is tried again says why', async (t) => {
  const { conversation, agent } = await talkingConversation(t);
  // Nothing listens there.
  await conversation.setAgent({ ...agent, baseUrl: 'http://127.0.0.1:1' });
  const trying = stateWhen(conversation, ({ session }) => session.start !== undefined);
  const sent = conversation.send(say('hello'));
  const { session } = await trying;
  assert.deepEqual(session.start, { note: 'The connection was refused. Trying again…' });
  conversation.stop();
  await sent;
  assert.equal(conversation.state.session.start, undefined);
});

test('a key that was refused is not missing in the next session', async (t) => {
  const { conversation, keys, simulator } = await talkingConversation(t, {
    apiKey: canaryKey('refused'),
  });
  await conversation.send(say('hello'));
  assert.equal(conversation.state.session.status, 'noKey');
  await conversation.newConversation();
  assert.equal(conversation.state.session.status, 'idle');
  keys.current = simulator.apiKey;
  await conversation.send(say('hello'));
  assert.equal(conversation.state.turns[0]?.phase, 'answered');
  // A key that is not there is still missed.
  await conversation.newConversation();
  conversation.setHasKey(false);
  await conversation.newConversation();
  assert.equal(conversation.state.session.status, 'noKey');
});
