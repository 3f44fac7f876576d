import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ConversationManager } from '../../../src/conversation/conversationManager.ts';
import { InspectorFeed } from '../../../src/conversation/inspectorFeed.ts';
import type {
  InspectorHostMessage,
  WireExchange,
  WireRow,
} from '../../../src/shared/protocol/inspectorProtocol.ts';
import { eventually } from '../../support/eventually.ts';
import { say, talkingConversation } from '../../support/servers/talkingConversation.ts';

/** A conversation with a simulator on a conversations, and what an inspector of it has posted. */
async function inspected(t: TestContext, sliceMs = Infinity) {
  const { conversation } = await talkingConversation(t);
  const conversations = new ConversationManager(() => conversation);
  const posted: InspectorHostMessage[] = [];
  const post = (message: InspectorHostMessage) => void posted.push(message);
  const feed = new InspectorFeed({ conversations, post, sliceMs });
  t.after(() => feed.stop());
  return { conversation, conversations, feed, posted };
}

/** What a page shows that got these messages. */
function shown(posted: readonly InspectorHostMessage[]) {
  const exchanges = new Map<number, WireExchange>();
  let rows: readonly WireRow[] = [];
  for (const message of posted) {
    if (message.type !== 'wire' && message.type !== 'wireGrew') continue;
    if (message.type === 'wire') {
      exchanges.clear();
      rows = [];
    }
    for (const exchange of message.exchanges) exchanges.set(exchange.number, exchange);
    rows = [...rows, ...message.rows];
  }
  return { exchanges: [...exchanges.values()], rows };
}

const isOver = (posted: readonly InspectorHostMessage[], count: number) => {
  const { exchanges } = shown(posted);
  return exchanges.length === count && exchanges.every(({ outcome }) => outcome !== 'underWay');
};

/** Resolves when the page shows so many exchanges, each with its end. */
const over = (posted: readonly InspectorHostMessage[], count: number) =>
  eventually(() => isOver(posted, count), `the end of ${count} exchanges`);

test('nothing is posted before the page asks, then everything and what is new', async (t) => {
  const { conversation, conversations, feed, posted } = await inspected(t);
  await conversation.send(say('hello'));
  assert.deepEqual(posted, []);
  feed.start();
  assert.deepEqual(
    posted.map(({ type }) => type),
    ['wire'],
  );
  await conversation.send(say('/slow 5 20'));
  await over(posted, 3);
  assert.ok(posted.filter(({ type }) => type === 'wireGrew').length > 1);
  const later: InspectorHostMessage[] = [];
  const other = new InspectorFeed({
    conversations,
    post: (message) => later.push(message),
    sliceMs: Infinity,
  });
  other.start();
  other.stop();
  assert.deepEqual(shown(posted), shown(later));
  const { exchanges, rows } = shown(posted);
  assert.deepEqual(
    exchanges.map(({ endpoint, turnId, outcome }) => [endpoint, turnId, outcome]),
    [
      ['init', undefined, 'complete'],
      ['invoke', 1, 'complete'],
      ['invoke', 2, 'complete'],
    ],
  );
  assert.ok(rows.some(({ kinds }) => kinds.includes('messageEvent')));
});

test('a long conversation comes in parts, which are the same together', async (t) => {
  const { conversation, conversations, feed, posted } = await inspected(t, 0);
  await conversation.send(say('/fault unknown-event'));
  feed.start();
  assert.equal(shown(posted).rows.length, 0);
  await over(posted, 2);
  const whole: InspectorHostMessage[] = [];
  const other = new InspectorFeed({
    conversations,
    post: (message) => whole.push(message),
    sliceMs: Infinity,
  });
  other.start();
  other.stop();
  assert.ok(posted.length > 3);
  assert.equal(whole.length, 1);
  assert.deepEqual(shown(posted), shown(whole));
});

test('another conversation is shown from its beginning, and the one that is left no more', async (t) => {
  const { conversation, feed, posted } = await inspected(t);
  feed.start();
  await conversation.send(say('hello'));
  await conversation.newConversation();
  const last = posted.at(-1);
  assert.deepEqual(last, { type: 'wire', exchanges: [], rows: [] });
  await conversation.send(say('/fault bad-json'));
  await over(posted, 2);
  const tags = shown(posted).rows.flatMap((row) => row.tags.map(({ type }) => type));
  assert.ok(tags.includes('malformedLine'));
});

test('a replay shows what went over the wire when the conversation was held', async (t) => {
  const { conversation, conversations, feed, posted } = await inspected(t);
  await conversation.send(say('hello'));
  const record = conversation.record() ?? assert.fail();
  await conversation.newConversation();
  feed.start();
  conversations.startReplay({ record }).do({ do: 'pause' });
  assert.deepEqual(
    shown(posted).exchanges.map(({ endpoint, outcome }) => [endpoint, outcome]),
    ['init', 'invoke', 'close'].map((endpoint) => [endpoint, 'complete']),
  );
  conversations.endReplay();
  assert.deepEqual(shown(posted).exchanges, []);
});

test('lines and searches are answered while the page inspects', async (t) => {
  const { conversation, feed, posted } = await inspected(t);
  feed.start();
  await conversation.send(say('hello'));
  await over(posted, 2);
  const { rows } = shown(posted);
  const index = rows.findIndex(({ exchange }) => exchange === 2);
  const { exchange = 0, line = 0 } = rows[index] ?? {};
  feed.showLine({ exchange, line });
  feed.search('SESSIONID');
  const [shownLine, found] = posted.slice(-2);
  assert(shownLine?.type === 'lineText' && found?.type === 'found');
  assert.deepEqual(shownLine.place, { exchange, line });
  assert.equal(shownLine.text, conversation.wire.find(2)?.lines[line - 1]?.text?.trimEnd());
  assert.ok(found.rows.includes(0));
  const before = posted.length;
  feed.stop();
  feed.showLine({ exchange, line });
  feed.search('x');
  await conversation.send(say('thanks'));
  assert.equal(posted.length, before);
});
