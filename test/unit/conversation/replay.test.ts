import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { longestPauseMs, Replay } from '../../../src/conversation/replay.ts';
import type { Turn } from '../../../src/shared/model.ts';

// What a replay shows, and when. The clock is the test's own: nothing here takes time.

const agent = {
  name: 'Demo',
  businessId: 'shop',
  agentId: 'agent',
  baseUrl: 'https://api.example.com',
  clientKey: 'tester',
} as const;

const say = (text: string) => [
  { messageEvent: { role: 'USER', content: { textContent: { text } } } } as const,
];

function item(atMs: number, text: string, line: number): Turn['items'][number] {
  const rawText = JSON.stringify({ messageEvent: { content: { textContent: { text } } } });
  const event = { type: 'message', kind: 'messageEvent', role: 'assistant', text, rawText, line };
  return { type: 'event', atMs, event } as Turn['items'][number];
}

const failure = { kind: 'server', retryable: true } as const;

const turns: readonly Turn[] = [
  {
    id: 1,
    inputs: say('boots'),
    sentAt: 1_000,
    phase: 'answered',
    sessionId: 's',
    agentId: 'agent',
    items: [item(300, 'Here are boots', 1), item(300, 'and shoes', 1), item(900, 'Anything?', 3)],
    stats: { firstByteMs: 290, totalMs: 1_000, bytes: 90, lines: 3, events: 3 },
  },
  // A minute of thinking.
  { id: 2, inputs: say('no'), sentAt: 62_000, phase: 'failed', items: [], failure },
  { id: 4, inputs: say('again'), sentAt: 63_000, phase: 'interrupted', items: [], isReplay: true },
];

const record: ConversationRecord = {
  id: 'kept',
  agent,
  createdAt: 1_000,
  entries: [],
  activeBranch: 2,
  branches: [
    { id: 1, turns: [] },
    { id: 2, parentId: 1, forkedAfter: 0, turns },
  ],
};

const view = { announcements: 'messages', mediaOrigins: [], isRestricted: false } as const;

function start(): Replay {
  mock.timers.enable({ apis: ['setTimeout'] });
  return new Replay({ record, view });
}

test.afterEach(() => mock.timers.reset());

/** Timers that a timer sets are due in the same stretch only if it is ticked in small steps. */
function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += 10) mock.timers.tick(10);
}

test('at the end it shows the turns of the record, and nothing else', () => {
  const replay = start();
  replay.do({ do: 'speed', speed: 'instant' });
  replay.do({ do: 'play' });
  pass(1_000);
  assert.deepEqual(replay.state.turns, turns);
  assert.equal(replay.state.replay?.isPlaying, false);
  assert.equal(replay.state.replay.isOver, true);
});

test('each thing comes at its time, and a long pause is cut', () => {
  const replay = start();
  replay.do({ do: 'play' });
  pass(10);
  assert.equal(replay.state.turns[0]?.phase, 'waiting');
  pass(280);
  assert.equal(replay.state.turns[0].items.length, 0);
  pass(20);
  assert.equal(replay.state.turns[0].items.length, 2);
  pass(600);
  assert.equal(replay.state.turns[0].items.length, 3);
  assert.equal(replay.state.turns[0].phase, 'streaming');
  pass(100);
  assert.equal(replay.state.turns[0].phase, 'answered');
  pass(longestPauseMs - 50);
  assert.equal(replay.state.turns.length, 1);
  pass(100);
  assert.equal(replay.state.turns.length, 2);
});

test('twice the speed takes half the time', () => {
  const replay = start();
  replay.do({ do: 'speed', speed: 2 });
  replay.do({ do: 'play' });
  pass(170);
  assert.equal(replay.state.turns[0]?.items.length, 2);
});

test('a pause holds it, and a step goes on by one thing', () => {
  const replay = start();
  replay.do({ do: 'play' });
  pass(20);
  replay.do({ do: 'pause' });
  pass(5_000);
  assert.equal(replay.state.turns[0]?.items.length, 0);
  replay.do({ do: 'step' });
  assert.equal(replay.state.turns[0].items.length, 1);
  replay.do({ do: 'step' });
  assert.equal(replay.state.turns[0].items.length, 2);
  pass(5_000);
  assert.equal(replay.state.turns[0].items.length, 2);
});

test('a jump goes to the end of a turn, also back', () => {
  const replay = start();
  replay.do({ do: 'jump', turn: 2 });
  assert.deepEqual(replay.state.turns, turns.slice(0, 2));
  const before = replay.state.conversation.id;
  replay.do({ do: 'jump', turn: 1 });
  assert.deepEqual(replay.state.turns, turns.slice(0, 1));
  assert.notEqual(replay.state.conversation.id, before, 'views draw a log that shrank anew');
  replay.do({ do: 'jump', turn: 0 });
  assert.deepEqual(replay.state.turns, []);
  assert.equal(replay.state.replay?.turn, 0);
});

test('played at its end it begins anew', () => {
  const replay = start();
  replay.do({ do: 'jump', turn: 3 });
  replay.do({ do: 'play' });
  assert.deepEqual(replay.state.turns, []);
  assert.equal(replay.state.replay?.isPlaying, true);
});

test('after its end nothing comes', () => {
  const replay = start();
  replay.do({ do: 'play' });
  pass(20);
  replay.dispose();
  const { state } = replay;
  pass(10_000);
  assert.equal(replay.state, state);
});

/** The same record, whose turns come when they are read. */
function startUnread() {
  const read: Turn[] = [];
  const unread = [...turns];
  const growing = { ...record, branches: [{ id: 2, turns: read }] };
  const rest = {
    turnCount: turns.length,
    readTurn: async () => {
      await Promise.resolve();
      read.push(...unread.splice(0, 1));
    },
  };
  mock.timers.enable({ apis: ['setTimeout'] });
  return { replay: new Replay({ record: growing, rest, view }), read };
}

/** Lets what was read arrive. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('turns are read one after the other as far as a jump needs them', async () => {
  const { replay, read } = startUnread();
  replay.do({ do: 'jump', turn: 2 });
  assert.deepEqual(replay.state.turns, []);
  assert.equal(replay.state.replay?.isOver, false);
  await settled();
  assert.deepEqual(replay.state.turns, turns.slice(0, 2));
  assert.equal(replay.state.conversation.title, 'boots');
  assert.equal(read.length, 2);
  replay.do({ do: 'jump', turn: Infinity });
  await settled();
  assert.deepEqual(replay.state.turns, turns);
  assert.equal(replay.state.replay.isOver, true);
});

test('a step and a play wait for what is still to be read', async () => {
  const { replay } = startUnread();
  replay.do({ do: 'step' });
  await settled();
  assert.equal(replay.state.turns[0]?.phase, 'waiting');
  assert.equal(replay.state.replay?.isPlaying, false);
  replay.do({ do: 'speed', speed: 'instant' });
  replay.do({ do: 'play' });
  for (let turn = 0; turn < turns.length; turn += 1) {
    pass(1_000);
    await settled();
  }
  assert.deepEqual(replay.state.turns, turns);
});

test('the whole record has every turn, wherever the replay is', async () => {
  const { replay } = startUnread();
  const { branches } = await replay.whole();
  assert.deepEqual(branches[0]?.turns, turns);
  assert.deepEqual(replay.state.turns, []);
});

test('a replay that was left reads no further', async () => {
  const { replay, read } = startUnread();
  replay.do({ do: 'jump', turn: Infinity });
  replay.dispose();
  await settled();
  assert.equal(read.length, 1);
});
