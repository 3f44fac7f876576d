import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Branches } from '../../../src/conversation/branches.ts';
import { chosenInput, editedInputs } from '../../../src/conversation/chosenInput.ts';
import { customerText } from '../../../src/conversation/storage/conversationRecord.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';

type Conversation = Awaited<ReturnType<typeof talkingConversation>>['conversation'];

const said = ({ state }: Conversation) =>
  state.turns.map(({ inputs }) => inputs.map(customerText).filter(Boolean).join());

async function threeTurns(conversation: Conversation) {
  for (const text of ['hello', 'running shoes', 'cheaper']) await conversation.send(say(text));
}

test('editing a turn branches off: a new session gets the turns before it again', async (t) => {
  const { conversation, simulator, count } = await talkingConversation(t);
  await threeTurns(conversation);
  const parent = JSON.stringify(conversation.state.turns);
  const [, second] = conversation.state.turns;
  assert(second);
  const edited = editedInputs(second, 'trail shoes');
  assert(edited.type === 'done');
  await conversation.branch(second.id, edited.value);
  assert.deepEqual(said(conversation), ['hello', 'trail shoes']);
  assert.deepEqual(
    conversation.state.turns.map(({ isReplay }) => isReplay ?? false),
    [true, false],
  );
  assert.deepEqual(conversation.state.conversation.branches, [
    { id: 1 },
    { id: 2, parentId: 1, forkedAfter: 1 },
  ]);
  assert.equal(count('init'), 2);
  assert.equal(simulator.openSessions, 2);
  conversation.showBranch(1);
  assert.equal(JSON.stringify(conversation.state.turns), parent);
});

test('the first and the last turn can be edited too', async (t) => {
  const { conversation } = await talkingConversation(t);
  await threeTurns(conversation);
  const [first] = conversation.state.turns;
  await conversation.branch(first?.id ?? 0, say('hola'));
  assert.deepEqual(said(conversation), ['hola']);
  conversation.showBranch(1);
  await conversation.branch(conversation.state.turns[2]?.id ?? 0, say('in blue'));
  assert.deepEqual(said(conversation), ['hello', 'running shoes', 'in blue']);
  assert.equal(conversation.state.conversation.branches.length, 3);
});

test('each branch goes on in its own session', async (t) => {
  const { conversation } = await talkingConversation(t);
  await threeTurns(conversation);
  const before = conversation.state.session.id;
  await conversation.branch(conversation.state.turns[0]?.id ?? 0, say('hola'));
  const other = conversation.state.session.id;
  assert.notEqual(other, before);
  conversation.showBranch(1);
  assert.equal(conversation.state.session.id, before);
  await conversation.send(say('thanks'));
  assert.equal(conversation.state.turns.at(-1)?.sessionId, before);
  conversation.showBranch(2);
  assert.equal(conversation.state.session.id, other);
});

test('switching in mid-stream stops the answer, and nothing of it reaches the other branch', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('hello'));
  await conversation.branch(conversation.state.turns[0]?.id ?? 0, say('hola'));
  const streaming = stateWhen(conversation, isStreaming);
  const sent = conversation.send(say('/slow 20'));
  await streaming;
  conversation.showBranch(1);
  await sent;
  assert.deepEqual(said(conversation), ['hello']);
  conversation.showBranch(2);
  assert.equal(conversation.state.turns.at(-1)?.phase, 'stopped');
});

test('a replay that fails keeps the edited message, held in the queue', async (t) => {
  const { conversation, keys } = await talkingConversation(t);
  await threeTurns(conversation);
  keys.current = 'wrong';
  await conversation.branch(conversation.state.turns[2]?.id ?? 0, say('in blue'));
  assert.deepEqual(
    conversation.state.queue.map(({ inputs }) => inputs.map(customerText)),
    [['in blue']],
  );
  assert.equal(conversation.state.isQueueHeld, true);
  assert.equal(conversation.state.turns[0]?.failure?.kind, 'unauthorized');
});

test('a new customer is one the agent has never met, a new session is the same customer', async (t) => {
  const { conversation, simulator } = await talkingConversation(t);
  const customers = () =>
    simulator.requests
      .filter(({ path }) => path.endsWith('/init'))
      .map(({ body }) => (JSON.parse(body) as { clientKey: string }).clientKey);
  await conversation.send(say('hello'));
  await conversation.newConversation('same');
  await conversation.send(say('hello'));
  await conversation.newConversation('new');
  await conversation.send(say('hello'));
  const [first, second, third] = customers();
  assert.equal(first, second);
  assert.notEqual(third, first);
  assert.equal(conversation.state.agent?.clientKey, third);
});

test('a new session after a kept conversation of another agent is with the agent of the settings', async (t) => {
  const { conversation, agent } = await talkingConversation(t);
  await conversation.send(say('hello'));
  const record = conversation.record();
  assert(record);
  const other = { ...agent, name: 'Other', clientKey: 'somebody' };
  await conversation.open({ ...record, agent: other });
  assert.equal(conversation.state.agent?.name, 'Other');
  await conversation.newConversation();
  assert.deepEqual(conversation.state.agent, agent);
});

test('a restart opens another session for the same log', async (t) => {
  const { conversation, count, simulator } = await talkingConversation(t);
  await conversation.send(say('hello'));
  const before = conversation.state.session.id;
  await conversation.restartSession();
  assert.equal(conversation.state.session.status, 'ready');
  assert.notEqual(conversation.state.session.id, before);
  assert.equal(conversation.state.turns.length, 1);
  assert.equal(count('init'), 2);
  assert.equal(simulator.openSessions, 1);
});

test('the greeting goes ahead of the first turn, once, also in a branch', async (t) => {
  const { conversation, simulator } = await talkingConversation(t, { greeting: 'Welcome!' });
  await conversation.send(say('hello'));
  await conversation.send(say('thanks'));
  await conversation.branch(
    conversation.state.turns[0]?.id ?? 0,
    conversation.state.turns[0]?.inputs ?? [],
  );
  const greetings = simulator.requests
    .filter(({ path }) => path.endsWith('/invoke'))
    .map(({ body }) => body.split('Welcome!').length - 1);
  assert.deepEqual(greetings, [1, 0, 1]);
});

test('a conversation comes back from its record with all its branches', async (t) => {
  const { conversation } = await talkingConversation(t);
  await threeTurns(conversation);
  await conversation.branch(conversation.state.turns[1]?.id ?? 0, say('trail shoes'));
  conversation.rename('Shoes');
  const record = conversation.record();
  assert(record);
  const copy: typeof record = JSON.parse(JSON.stringify(record)) as typeof record;
  const other = await talkingConversation(t);
  await other.conversation.open(copy);
  assert.equal(other.conversation.state.conversation.title, 'Shoes');
  assert.deepEqual(said(other.conversation), ['hello', 'trail shoes']);
  assert.deepEqual(other.conversation.record(), copy);
  other.conversation.showBranch(1);
  assert.deepEqual(said(other.conversation), ['hello', 'running shoes', 'cheaper']);
});

test('a button answers with the id that came, a row with its description', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('what categories do you have?'));
  const [turn] = conversation.state.turns;
  const item = turn?.items.findIndex(
    (one) => one.type === 'event' && one.event.type === 'interactive',
  );
  assert(turn && item !== undefined && item >= 0, 'the simulator sends a list');
  const place = { turnId: turn.id, item, message: 0 };
  const row = chosenInput(conversation.state, { type: 'chooseRow', ...place, section: 0, row: 0 });
  assert(row.type === 'done' && 'listReplyEvent' in row.value);
  const raw = JSON.stringify(turn.items[item]);
  assert(raw.includes(JSON.stringify(row.value.listReplyEvent.id)));
  await conversation.send([row.value]);
  assert.equal(conversation.state.turns.at(-1)?.phase, 'answered');
  const nowhere = chosenInput(conversation.state, { type: 'pressButton', ...place, button: 99 });
  assert.equal(nowhere.type, 'failed');
});

test('asking for the record changes nothing', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('hello'));
  await conversation.branch(conversation.state.turns[0]?.id ?? 0, say('hola'));
  const { state } = conversation;
  const store = t.mock.method(Branches.prototype, 'store');
  const record = conversation.record() ?? assert.fail();
  assert.equal(record.branches[1]?.turns, state.turns);
  assert.deepEqual(conversation.record(), record);
  assert.equal(conversation.state, state);
  assert.equal(store.mock.callCount(), 0);
});
