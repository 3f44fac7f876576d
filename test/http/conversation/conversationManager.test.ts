import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { Conversation } from '../../../src/conversation/conversation.ts';
import { ConversationManager } from '../../../src/conversation/conversationManager.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import { isStreaming, say, stateWhen } from '../../support/servers/talkingConversation.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

/** A conversations whose agents are all the same simulator under different names. */
async function openDesk(t: TestContext, mayOpen?: (agent: Agent) => boolean | Promise<boolean>) {
  const simulator = await startTestSimulator();
  const transport = createUndiciTransport();
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = (name: string, changes: Partial<Agent> = {}): Agent => ({
    name,
    baseUrl,
    businessId,
    agentId,
    clientKey: 'tester-1',
    ...changes,
  });
  const conversations = new ConversationManager(
    () =>
      new Conversation({
        connect: (who) =>
          Promise.resolve({
            type: 'done',
            value: new AgentGraphClient({ agent: who, apiKey, transport }),
          }),
        ...(mayOpen && { mayOpen }),
        ledger: { add: () => Promise.resolve(), remove: () => Promise.resolve() },
        log: () => undefined,
      }),
  );
  t.after(async () => {
    await conversations.dispose(1_000);
    await transport.dispose();
    await simulator.close();
  });
  const talkTo = async (name: string, changes?: Partial<Agent>) => {
    const conversation = conversations.show(name);
    await conversation.setAgent(agent(name, changes));
    return conversation;
  };
  const sentAgents = () =>
    simulator.requests
      .filter(({ path }) => path.endsWith('/invoke'))
      .map(({ body }) => (JSON.parse(body) as { agentId: string }).agentId);
  return { conversations, simulator, agent, talkTo, sentAgents };
}

test('switching leaves the other agent’s answer streaming, and its session open', async (t) => {
  const { conversations, simulator, talkTo } = await openDesk(t);
  const first = await talkTo('First');
  const streaming = stateWhen(first, isStreaming);
  const answered = stateWhen(first, ({ turns }) => turns.at(-1)?.phase === 'answered');
  void first.send(say('/slow 1'));
  await streaming;
  const second = await talkTo('Second');
  assert.equal(conversations.state.turns.length, 0);
  await second.send(say('hello'));
  await answered;
  assert.equal(simulator.openSessions, 2);
  assert.equal(conversations.show('First'), first);
  assert.equal(conversations.state.turns.at(-1)?.phase, 'answered');
});

test('a view hears of the shown conversation only, and of every switch', async (t) => {
  const { conversations, talkTo } = await openDesk(t);
  const first = await talkTo('First');
  const second = await talkTo('Second');
  const heard: (string | undefined)[] = [];
  const stop = conversations.onChange(({ agent, turns }) =>
    heard.push(`${agent?.name} ${turns.length}`),
  );
  await first.send(say('hello'));
  assert.deepEqual(heard, []);
  conversations.show('First');
  assert.deepEqual(heard, ['First 1']);
  conversations.show('First');
  assert.equal(heard.length, 1);
  stop();
  await second.send(say('hello'));
  assert.equal(heard.length, 1);
});

test('each conversation tells the agentId that was really sent', async (t) => {
  const { talkTo, sentAgents, agent, conversations } = await openDesk(t);
  const shop = await talkTo('Shop', { agentId: 'one' });
  await shop.send(say('hello'));
  await talkTo('Other', { agentId: 'two' });
  await conversations.shown.send(say('hello'));
  assert.deepEqual(sentAgents(), ['one', 'two']);
  assert.equal(shop.state.turns[0]?.agentId, 'one');
  assert.equal(conversations.state.turns[0]?.agentId, 'two');
  // A new id in the settings begins a new conversation.
  await shop.setAgent(agent('Shop', { agentId: 'three' }));
  assert.equal(shop.state.turns.length, 0);
  await shop.send(say('hello'));
  assert.equal(shop.state.turns[0]?.agentId, 'three');
});

test('settings that only say how an agent is shown do not end its conversation', async (t) => {
  const { talkTo, simulator, agent } = await openDesk(t);
  const shop = await talkTo('Shop');
  await shop.send(say('hello'));
  await shop.setAgent(agent('Shop', { color: 'green', latencyBudgetMs: 5, markup: 'plain' }));
  assert.equal(shop.state.turns.length, 1);
  assert.equal(simulator.openSessions, 1);
  assert.equal(shop.state.agent?.color, 'green');
});

test('an agent that is gone loses its conversation and its session, the shown one does not', async (t) => {
  const { conversations, talkTo, simulator } = await openDesk(t);
  await (await talkTo('First')).send(say('hello'));
  await (await talkTo('Second')).send(say('hello'));
  await conversations.keepOnly([]);
  assert.equal(simulator.openSessions, 1);
  assert.equal(conversations.has('First'), false);
  assert.equal(conversations.state.agent?.name, 'Second');
  assert.equal(conversations.state.turns.length, 1);
});

test('an agent that may not be asked gets nothing: no session, no turn, and the text is not lost', async (t) => {
  const answers = [false, true];
  const asked: string[] = [];
  const { talkTo, simulator } = await openDesk(t, ({ name }) => {
    asked.push(name);
    return Promise.resolve(answers.shift() ?? true);
  });
  const shop = await talkTo('Shop');
  assert.equal(await shop.send(say('hello')), false);
  assert.equal(shop.state.turns.length, 0);
  assert.equal(simulator.requests.length, 0);
  assert.equal(await shop.send(say('hello')), true);
  assert.equal(await shop.send(say('again')), true);
  // Once for each attempt to open a session, not for each turn.
  assert.deepEqual(asked, ['Shop', 'Shop']);
  assert.equal(shop.state.turns.length, 2);
});

test('what is told to the conversations holds for conversations that are made later', async (t) => {
  const { conversations, talkTo } = await openDesk(t);
  conversations.setAnnouncements('off');
  conversations.setRestricted(true);
  const shop = await talkTo('Shop');
  assert.equal(shop.state.announcements, 'off');
  assert.equal(shop.state.isRestricted, true);
});
