import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { ConversationManager } from '../../../src/conversation/conversationManager.ts';
import { ConversationAutosave } from '../../../src/conversation/storage/conversationAutosave.ts';
import {
  isStreaming,
  say,
  stateWhen,
  talkingConversation,
} from '../../support/servers/talkingConversation.ts';

const newFolder = async () => join(await mkdtemp(join(tmpdir(), 'kept-')), 'conversations');

/** What workspaceState is to a window: it survives the window's reload. */
function memory(values = new Map<string, unknown>()) {
  return {
    get: (slot: string) => values.get(slot),
    update: (slot: string, value: unknown) => Promise.resolve(void values.set(slot, value)),
  };
}

/** A window: a conversation with a simulator of its own, and the autosave of its files. */
async function openWindow(t: TestContext, folder: string, remembered = memory()) {
  const talk = await talkingConversation(t);
  const store = new ConversationStore(folder);
  const warnings: string[] = [];
  const { conversation } = talk;
  const warn = (message: string) => warnings.push(message);
  const autosave = new ConversationAutosave({
    conversations: new ConversationManager(() => conversation),
    store,
    memory: remembered,
    warn,
  });
  t.after(() => autosave.finish());
  return { ...talk, store, autosave, warnings, remembered };
}

/** Says something and has it written; gives the conversation's id. */
async function keepHello({
  conversation,
  autosave,
}: Pick<Awaited<ReturnType<typeof openWindow>>, 'conversation' | 'autosave'>): Promise<string> {
  await conversation.send(say('hello'));
  await autosave.flush();
  return conversation.state.conversation.id;
}

const titles = async (folder: string) =>
  (await new ConversationStore(folder).folder.list()).conversations
    .map(({ title }) => title)
    .toSorted();

const phases = ({ state }: Conversation) => state.turns.map(({ phase }) => phase);

test('every conversation of a window is kept in a file of its own', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave } = await openWindow(t, folder);
  await conversation.send(say('first'));
  await conversation.newConversation();
  await conversation.send(say('second'));
  await autosave.flush();
  assert.deepEqual(await titles(folder), ['first', 'second']);
});

test('a window that goes away in mid-stream brings back what had come, marked interrupted', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave, agent, remembered } = await openWindow(t, folder);
  const streaming = stateWhen(conversation, isStreaming);
  void conversation.send(say('/slow 20'));
  await streaming;
  const closing = conversation.dispose(1_000);
  autosave.finish();
  await closing;
  const next = await openWindow(t, folder, remembered);
  // The settings are the same; only the simulator is another one.
  await next.conversation.setAgent(agent);
  await next.autosave.restore(next.conversation);
  assert.deepEqual(phases(next.conversation), ['interrupted']);
  assert.notEqual(next.conversation.state.turns[0]?.items.length, 0);
  assert.equal(next.conversation.state.conversation.id, next.remembered.get('conversation Demo'));
});

test('an empty window after a reload stays empty, and so does one with another agent', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave, agent, remembered } = await openWindow(t, folder);
  await conversation.send(say('hello'));
  await autosave.flush();
  const other = await openWindow(
    t,
    folder,
    memory(new Map([['conversation Demo', 'never-there']])),
  );
  await other.autosave.restore(other.conversation);
  assert.equal(other.conversation.state.turns.length, 0);
  const moved = await openWindow(t, folder, remembered);
  await moved.autosave.restore(moved.conversation);
  assert.equal(moved.conversation.state.turns.length, 0);
  await conversation.newConversation();
  const cleared = await openWindow(t, folder, remembered);
  await cleared.conversation.setAgent(agent);
  await cleared.autosave.restore(cleared.conversation);
  assert.equal(cleared.conversation.state.turns.length, 0);
});

test('opening a conversation shows it with its own agent, and settings read again do not clear it', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave, agent } = await openWindow(t, folder);
  await conversation.send(say('first'));
  const { id } = conversation.state.conversation;
  const another = { ...agent, name: 'Other', agentId: 'other-agent' };
  await conversation.setAgent(another);
  await conversation.send(say('second'));
  assert.equal(await autosave.open(id), true);
  assert.equal(conversation.state.conversation.title, 'first');
  assert.equal(conversation.state.agent?.name, agent.name);
  await conversation.setAgent(another);
  assert.equal(conversation.state.turns.length, 1);
  assert.deepEqual(await titles(folder), ['first', 'second']);
  assert.equal(await conversation.send(say('third')), true);
  assert.deepEqual(phases(conversation), ['answered', 'answered']);
});

test('opening alone writes nothing', async (t) => {
  const folder = await newFolder();
  const window = await openWindow(t, folder);
  const { conversation, autosave, store } = window;
  const id = await keepHello(window);
  await conversation.newConversation();
  await autosave.flush();
  const before = (await store.folder.list()).conversations[0]?.revision;
  await autosave.open(id);
  await autosave.flush();
  assert.equal((await store.folder.list()).conversations[0]?.revision, before);
});

test('a conversation that was left is kept with the close of its session', async (t) => {
  const folder = await newFolder();
  const window = await openWindow(t, folder);
  const { conversation, autosave, store } = window;
  const id = await keepHello(window);
  await conversation.newConversation();
  await autosave.flush();
  const kept = await store.open(id);
  assert(kept.type === 'loaded');
  const paths = kept.record.entries.flatMap((entry) =>
    entry.type === 'request' ? [new URL(entry.url).pathname.split('/').at(-1)] : [],
  );
  assert.deepEqual(paths, ['init', 'invoke', 'close']);
  assert.equal(kept.record.entries.at(-1)?.type, 'end');
});

test('a conversation that was deleted does not come back when its session is closed', async (t) => {
  const folder = await newFolder();
  for (const forget of ['one', 'all'] as const) {
    const window = await openWindow(t, folder);
    const { conversation, autosave, store } = window;
    const id = await keepHello(window);
    const closing = conversation.newConversation();
    if (forget === 'one') autosave.forget([id]);
    else autosave.forgetAll();
    await store.remove([id]);
    await closing;
    await autosave.flush();
    assert.deepEqual(await titles(folder), [], forget);
  }
});

test('two windows with the same conversation both keep what was said, and one says so', async (t) => {
  const folder = await newFolder();
  const one = await openWindow(t, folder);
  const id = await keepHello(one);
  const other = await openWindow(t, folder);
  await other.autosave.open(id);
  await other.conversation.send(say('theirs'));
  await other.autosave.flush();
  await one.conversation.send(say('ours'));
  await one.autosave.flush();
  await one.conversation.send(say('still ours'));
  await one.autosave.flush();
  assert.equal((await readdir(folder)).length, 2);
  assert.notEqual(one.conversation.state.conversation.id, id);
  assert.equal(one.remembered.get('conversation Demo'), one.conversation.state.conversation.id);
  assert.equal(one.warnings.length, 1);
  assert.deepEqual(other.warnings, []);
});

test('a disk that refuses is reported once, and what was said is saved later', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave, warnings } = await openWindow(t, folder);
  await writeFile(folder, 'a file where the folder belongs');
  for (const text of ['one', 'two']) {
    await conversation.send(say(text));
    await autosave.flush();
  }
  assert.equal(warnings.length, 1);
  await rm(folder);
  await mkdir(folder);
  await autosave.flush();
  assert.deepEqual(await titles(folder), ['one']);
});

test('a conversation that cannot be read is reported by name, and the window stays as it is', async (t) => {
  const folder = await newFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'broken.sofia.ndjson'), '{');
  const { conversation, autosave, warnings } = await openWindow(t, folder);
  await conversation.send(say('hello'));
  assert.equal(await autosave.open('broken'), false);
  assert.deepEqual(phases(conversation), ['answered']);
  assert.match(warnings.join(), /broken\.sofia\.ndjson\.damaged-\d+/);
});

test('a conversation that another window has deleted is missed when it is opened, not at a start', async (t) => {
  const folder = await newFolder();
  const gone = memory(new Map([['conversation Demo', 'gone']]));
  const { conversation, autosave, warnings } = await openWindow(t, folder, gone);
  await autosave.restore(conversation);
  assert.deepEqual(warnings, []);
  assert.equal(await autosave.open('gone'), false);
  assert.equal(warnings.length, 1);
});

test('what the tester has deleted is not written again', async (t) => {
  const folder = await newFolder();
  const { conversation, autosave } = await openWindow(t, folder);
  await conversation.send(say('hello'));
  const { id } = conversation.state.conversation;
  await conversation.newConversation();
  autosave.forget([id]);
  await autosave.flush();
  assert.deepEqual(await titles(folder), []);
});
