import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hangLimitMs } from '../../support/hangLimit.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';
import { canaryKey } from '../../support/testKeys.ts';

test('the first message opens the session, later ones use it', async (t) => {
  const { conversation, open, count } = await talkingConversation(t);
  assert.equal(conversation.state.session.status, 'idle');
  await conversation.send(say('hello'));
  await conversation.send(say('thanks'));
  assert.equal(count('init'), 1);
  assert.equal(count('invoke'), 2);
  const { session, turns } = conversation.state;
  assert.equal(session.status, 'ready');
  assert.deepEqual([...open], [session.id]);
  assert.deepEqual(
    turns.map(({ phase, items }) => [phase, items.length > 0]),
    [
      ['answered', true],
      ['answered', true],
    ],
  );
});

test('the state shows every step from starting to ready', async (t) => {
  const { conversation } = await talkingConversation(t);
  const seen: string[] = [];
  conversation.store.onChange(({ session }) => {
    if (seen.at(-1) !== session.status) seen.push(session.status);
  });
  await conversation.send(say('hello'));
  assert.deepEqual(seen, ['idle', 'starting', 'ready', 'responding', 'ready']);
});

test('a turn that is stopped keeps what came, and the next one works', async (t) => {
  const { conversation } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  conversation.stop();
  await sent;
  const [stopped] = conversation.state.turns;
  assert.equal(stopped?.phase, 'stopped');
  assert(stopped.items.length > 0);
  assert.equal(await conversation.send(say('hello')), true);
  assert.equal(conversation.state.turns[1]?.phase, 'answered');
});

test('a new conversation in mid-stream drops what is still on its way and closes the session', async (t) => {
  const { conversation, simulator, open } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  await conversation.newConversation();
  await sent;
  assert.equal(conversation.state.turns.length, 0);
  assert.equal(conversation.state.session.status, 'idle');
  assert.equal(simulator.openSessions, 0);
  assert.equal(open.size, 0);
  await conversation.send(say('hello'));
  // Its turns are counted from one again, and have nothing of the one that was left.
  const [turn, ...others] = conversation.state.turns;
  assert.deepEqual([turn?.id, turn?.phase, others.length], [1, 'answered', 0]);
  assert.equal(JSON.stringify(turn?.items).includes('slow'), false);
});

test('ending the session closes it and keeps the log', async (t) => {
  const { conversation, simulator, count } = await talkingConversation(t);
  await conversation.send(say('hello'));
  await conversation.endSession();
  assert.equal(simulator.openSessions, 0);
  assert.equal(conversation.state.session.status, 'idle');
  assert.equal(conversation.state.turns.length, 1);
  await conversation.send(say('hello'));
  assert.equal(count('init'), 2);
});

test('a session that was closed elsewhere needs no close, and is forgotten', async (t) => {
  const { conversation, client, open, simulator } = await talkingConversation(t);
  await conversation.send(say('hello'));
  const { id = '' } = conversation.state.session;
  await client(simulator.apiKey).close(id, AbortSignal.timeout(hangLimitMs));
  await conversation.endSession();
  assert.equal(open.size, 0);
});

test('a session that was closed elsewhere is said, and a retry opens another', async (t) => {
  const { conversation, client, open, count, simulator } = await talkingConversation(t);
  await conversation.send(say('hello'));
  const { id = '' } = conversation.state.session;
  await client(simulator.apiKey).close(id, AbortSignal.timeout(hangLimitMs));
  await conversation.send(say('thanks'));
  const lost = conversation.state.turns[1];
  assert.equal(lost?.failure?.kind, 'sessionLost');
  assert.equal(conversation.state.session.status, 'expired');
  assert.equal(open.size, 0);
  assert.equal(await conversation.retry(lost.id), true);
  assert.equal(conversation.state.turns[2]?.phase, 'answered');
  assert.deepEqual(conversation.state.turns[2].inputs, lost.inputs);
  assert.equal(count('init'), 2);
});

test('a missing key fails the turn with its text kept, and a retry sends it', async (t) => {
  const { conversation, keys, count, simulator } = await talkingConversation(t);
  keys.current = undefined;
  await conversation.send(say('hello'));
  assert.equal(conversation.state.turns[0]?.failure?.kind, 'missingKey');
  assert.equal(conversation.state.session.status, 'noKey');
  assert.equal(count('init'), 0);
  keys.current = simulator.apiKey;
  await conversation.retry(1);
  assert.equal(conversation.state.turns[1]?.phase, 'answered');
});

test('a refused key is told from a missing one', async (t) => {
  const { conversation } = await talkingConversation(t, { apiKey: canaryKey('wrong') });
  await conversation.send(say('hello'));
  const { failure } = conversation.state.turns[0] ?? {};
  assert.equal(failure?.kind, 'unauthorized');
  assert.equal(JSON.stringify(conversation.state).includes(canaryKey('wrong')), false);
});

test('another agent begins a new conversation, the same settings do not', async (t) => {
  const { conversation, agent, simulator } = await talkingConversation(t);
  await conversation.send(say('hello'));
  await conversation.setAgent({ ...agent });
  assert.equal(conversation.state.turns.length, 1);
  await conversation.setAgent({ ...agent, name: 'Other' });
  assert.equal(conversation.state.turns.length, 0);
  assert.equal(simulator.openSessions, 0);
});

test('disposing in mid-stream marks the turn interrupted and closes the session', async (t) => {
  const { conversation, simulator } = await talkingConversation(t);
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  await conversation.dispose(2_000);
  await sent;
  assert.equal(conversation.state.turns[0]?.phase, 'interrupted');
  assert.equal(simulator.openSessions, 0);
});
