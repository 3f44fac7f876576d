import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summariseConversation } from '../../../src/conversation/storage/conversationFormat.ts';
import {
  describeConversation,
  groupByAgent,
  sharedTitles,
  timeAgo,
} from '../../../src/conversation/storage/conversationItem.ts';
import { demoAgent, turn } from '../../support/pages/chatStates.ts';
import { record } from '../../support/samples/records.ts';

const marks = { revision: 'r', isPinned: false };
const minuteMs = 60_000;

test('how long ago something was is said in the largest unit that is over', () => {
  const cases: readonly [ms: number, words: string][] = [
    [-5, 'now'],
    [59_999, 'now'],
    [minuteMs, '1 minute ago'],
    [59 * minuteMs, '59 minutes ago'],
    [2 * 60 * minuteMs, '2 hours ago'],
    [25 * 60 * minuteMs, 'yesterday'],
    [40 * 24 * 60 * minuteMs, 'last month'],
    [800 * 24 * 60 * minuteMs, '2 years ago'],
  ];
  for (const [ms, words] of cases) assert.equal(timeAgo(1_000_000, 1_000_000 + ms), words);
});

test('a conversation is listed with title, age, size and its marks in words', () => {
  const summary = summariseConversation(record(), { ...marks, isPinned: true });
  const item = describeConversation(summary, summary.updatedAt + 2 * minuteMs);
  assert.equal(item.label, 'A trail shoe');
  assert.equal(item.description, '2m · 1 · pinned · handed over');
  assert.equal(item.icon, 'pinned');
  assert.match(item.tooltip, /Agent: Demo\n.*\n.*\n1 turn\n2 branches\npinned\nhanded over$/);
});

test('of equal titles the last words tell which is which', () => {
  const turns = [turn(1, 'Hello'), turn(2, 'Where is my order?')];
  const talk = record({ branches: [{ id: 1, turns }], activeBranch: 1 });
  const summary = summariseConversation(talk, marks);
  const { updatedAt } = summary;
  const shown = (hasTwin: boolean, ms: number) =>
    describeConversation(summary, updatedAt + ms, hasTwin).description;
  assert.equal(shown(false, 0), 'now · 2');
  assert.equal(shown(true, 9 * minuteMs), 'Where is my order? · 9m · 2');
  assert.equal(shown(true, 40 * 24 * 60 * minuteMs), 'Where is my order? · 40d · 2');
  const other = summariseConversation({ ...talk, id: 'other', givenTitle: 'Other' }, marks);
  assert.deepEqual([...sharedTitles([summary, other, { ...summary, id: 'third' }])], ['Hello']);
});

test('the icon tells what matters most, and a title that is not there is replaced', () => {
  const shown = (fields: Parameters<typeof record>[0], isPinned = false) =>
    describeConversation(summariseConversation(record(fields), { ...marks, isPinned }), 0);
  assert.equal(shown({}).icon, 'person');
  assert.equal(shown({ activeBranch: 1 }).icon, 'error');
  assert.equal(shown({ activeBranch: 1 }, true).icon, 'pinned');
  const silent = shown({ branches: [{ id: 1, turns: [] }], activeBranch: 1 });
  assert.equal(silent.icon, 'comment-discussion');
  assert.equal(silent.label, 'Conversation');
  assert.equal(shown({ givenTitle: 'a\u202eb' }).label, 'a⟨U+202E⟩b');
});

test('conversations are grouped by agent, the newest agent first and pinned ones on top', () => {
  const one = (id: string, name: string, isPinned = false) =>
    summariseConversation(record({ id, agent: { ...demoAgent, name } }), { ...marks, isPinned });
  const groups = groupByAgent([one('1', 'B'), one('2', 'A'), one('3', 'B', true), one('4', 'B')]);
  assert.deepEqual(
    [...groups].map(([name, group]) => [name, group.map(({ id }) => id)]),
    [
      ['B', ['3', '1', '4']],
      ['A', ['2']],
    ],
  );
});
