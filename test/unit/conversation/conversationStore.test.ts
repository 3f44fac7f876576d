import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { turn } from '../../support/pages/chatStates.ts';
import { answeredTurn, record } from '../../support/samples/records.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const dayMs = 24 * 60 * 60 * 1000;
const newFolder = async (t: TestContext) => join(await tempFolder(t), 'deeper');

async function loadedRecord(
  store: ConversationStore,
  id: string,
): Promise<ConversationRecord | undefined> {
  const loaded = await store.folder.load(id);
  return loaded.type === 'loaded' ? loaded.record : undefined;
}

const idsOf = async (store: ConversationStore) =>
  (await store.folder.list()).conversations.map(({ id }) => id);

test('what was saved is loaded by another window, whole, with every branch and kind of event', async (t) => {
  const folder = await newFolder(t);
  assert.equal(await new ConversationStore(folder).save(record()), 'conversation-1');
  assert.deepEqual(await loadedRecord(new ConversationStore(folder), 'conversation-1'), record());
  assert.deepEqual(await readdir(folder), ['conversation-1.sofia.ndjson']);
});

test('a folder that is not there is a list without conversations', async (t) => {
  const store = new ConversationStore(await newFolder(t));
  assert.deepEqual(await store.folder.list(), { conversations: [], damaged: [] });
  assert.deepEqual(await store.folder.load('nothing'), { type: 'missing' });
});

test('the list knows title, size and marks from the first line, newest first', async (t) => {
  const store = new ConversationStore(await newFolder(t));
  const later = answeredTurn(9, 'A later one', [{ messageEvent: {} }]);
  await store.save(record());
  await store.save(record({ id: 'later', activeBranch: 1, branches: [{ id: 1, turns: [later] }] }));
  const { conversations } = await store.folder.list();
  assert.deepEqual(
    conversations.map(({ id, title, turnCount, isHandedOver, isPinned }) => ({
      id,
      title,
      turnCount,
      isHandedOver,
      isPinned,
    })),
    [
      { id: 'later', title: 'A later one', turnCount: 1, isHandedOver: false, isPinned: false },
      {
        id: 'conversation-1',
        title: 'A trail shoe',
        turnCount: 1,
        isHandedOver: true,
        isPinned: false,
      },
    ],
  );
  assert.equal(conversations[0]?.updatedAt, later.sentAt + 3380);
});

test('a later save replaces the file, and a change of the first line keeps the turns', async (t) => {
  const folder = await newFolder(t);
  const store = new ConversationStore(folder);
  const [first] = record().branches;
  const grown = record({
    branches: [{ id: 1, turns: [...(first?.turns ?? []), turn(5, 'More')] }],
    activeBranch: 1,
  });
  await Promise.all([store.save(record()), store.save(grown)]);
  await store.setPinned('conversation-1', true);
  await store.rename('conversation-1', 'Shoes');
  assert.deepEqual(await loadedRecord(store, 'conversation-1'), { ...grown, givenTitle: 'Shoes' });
  const [summary] = (await store.folder.list()).conversations;
  assert.equal(summary?.title, 'Shoes');
  assert.equal(summary.isPinned, true);
  await store.rename('conversation-1', '');
  assert.equal((await store.folder.list()).conversations[0]?.title, 'A running shoe');
});

test('what another window has written since is not overwritten: ours becomes a copy', async (t) => {
  const folder = await newFolder(t);
  const [one, other] = [new ConversationStore(folder), new ConversationStore(folder)];
  await one.save(record());
  assert.equal((await other.open('conversation-1')).type, 'loaded');
  const theirs = record({ branches: [{ id: 2, turns: [turn(7, 'Theirs')] }] });
  const ours = record({ branches: [{ id: 2, turns: [turn(7, 'Ours')] }] });
  assert.equal(await other.save(theirs), 'conversation-1');
  const copy = await one.save(ours);
  assert.notEqual(copy, 'conversation-1');
  assert.deepEqual(await loadedRecord(one, 'conversation-1'), theirs);
  assert.deepEqual(await loadedRecord(one, copy), { ...ours, id: copy });
  assert.equal(await one.save({ ...ours, id: copy }), copy);
  one.saveNow(record());
  assert.equal((await idsOf(other)).length, 3);
});

test('reading a conversation only to export it does not make this window its owner', async (t) => {
  const folder = await newFolder(t);
  const [one, other] = [new ConversationStore(folder), new ConversationStore(folder)];
  await one.save(record());
  await other.open('conversation-1');
  await other.save(record());
  await one.folder.load('conversation-1');
  assert.notEqual(await one.save(record()), 'conversation-1');
});

test('two windows that save the same conversation at the same time both keep what they have', async (t) => {
  const folder = await newFolder(t);
  const stores = [1, 2, 3].map(() => new ConversationStore(folder));
  const said = (words: string) => record({ branches: [{ id: 2, turns: [turn(1, words)] }] });
  await Promise.all(stores.map((store, index) => store.save(said(`window ${index}`))));
  const titles = (await new ConversationStore(folder).folder.list()).conversations.map(
    ({ title }) => title,
  );
  assert.deepEqual(titles.toSorted(), ['window 0', 'window 1', 'window 2']);
});

test('pin and title of another window survive our next save', async (t) => {
  const folder = await newFolder(t);
  const [one, other] = [new ConversationStore(folder), new ConversationStore(folder)];
  await one.save(record());
  await other.setPinned('conversation-1', true);
  await other.rename('conversation-1', 'Theirs');
  for (const expected of ['Theirs', 'Theirs']) {
    assert.equal(await one.save(record()), 'conversation-1');
    const [summary] = (await one.folder.list()).conversations;
    assert.equal(summary?.title, expected);
    assert.equal(summary.isPinned, true);
  }
  await one.save(record({ givenTitle: 'Ours' }));
  assert.equal((await other.folder.list()).conversations[0]?.title, 'Ours');
});

test('a removed conversation is out of the list, and back when it is restored', async (t) => {
  const store = new ConversationStore(await newFolder(t));
  await store.save(record());
  await store.remove(['conversation-1', 'never-there']);
  assert.deepEqual(await idsOf(store), []);
  await store.restore(['conversation-1']);
  assert.deepEqual(await idsOf(store), ['conversation-1']);
});

test('what has taken the place of a removed conversation is not overwritten by its return', async (t) => {
  const store = new ConversationStore(await newFolder(t));
  await store.save(record());
  await store.remove(['conversation-1']);
  await store.save(record({ givenTitle: 'New' }));
  await store.restore(['conversation-1']);
  const titles = (await store.folder.list()).conversations.map(({ title }) => title);
  assert.deepEqual(titles.toSorted(), ['A trail shoe', 'New']);
});

test('retention deletes what is old, but nothing pinned or open, and 0 days keep all', async (t) => {
  const folder = await newFolder(t);
  const store = new ConversationStore(folder);
  for (const id of ['old', 'pinned', 'open']) await store.save(record({ id }));
  await store.setPinned('pinned', true);
  const updatedAt = (await store.folder.list()).conversations[0]?.updatedAt ?? 0;
  const at = (days: number) => new ConversationStore(folder, () => updatedAt + days * dayMs);
  assert.equal(await at(400).purge(0, []), 0);
  assert.equal(await at(30).purge(30, ['open']), 0);
  assert.equal(await at(31).purge(30, ['open']), 1);
  assert.deepEqual((await idsOf(store)).toSorted(), ['open', 'pinned']);
});

test('what was removed, and what a crash left half written, is deleted a day later', async (t) => {
  const folder = await newFolder(t);
  const store = new ConversationStore(folder);
  await store.save(record());
  await store.remove(['conversation-1']);
  await writeFile(`${store.folder.pathOf('cut')}.new-1234`, '{"format":1');
  await store.purge(0, []);
  assert.equal((await readdir(folder, { recursive: true })).length, 3);
  await new ConversationStore(folder, () => Date.now() + 2 * dayMs).purge(0, []);
  assert.deepEqual(await readdir(folder, { recursive: true }), ['removed']);
});

test('"Delete all" leaves nothing behind, what was removed or set aside included', async (t) => {
  const folder = await newFolder(t);
  const store = new ConversationStore(folder);
  for (const id of ['one', 'two']) await store.save(record({ id }));
  await store.remove(['one']);
  await writeFile(store.folder.pathOf('three'), 'damaged');
  await store.folder.list();
  await store.deleteAll();
  assert.deepEqual(await readdir(folder), []);
  assert.equal(await store.save(record()), 'conversation-1');
});

test('at shutdown it is written at once, and an older save under way does not follow', async (t) => {
  const store = new ConversationStore(await newFolder(t));
  await store.save(record());
  const saving = store.save(record({ givenTitle: 'Older' }));
  store.saveNow(record({ givenTitle: 'Last' }));
  assert.match(await readFile(store.folder.pathOf('conversation-1'), 'utf8'), /"title":"Last"/);
  await saving;
  assert.deepEqual(
    (await store.folder.list()).conversations.map(({ title }) => title),
    ['Last'],
  );
});

test('a disk that refuses rejects the save, and the next one is written', async (t) => {
  const folder = await newFolder(t);
  const store = new ConversationStore(folder);
  await writeFile(folder, 'a file where the folder belongs');
  await assert.rejects(store.save(record()));
  await rm(folder);
  assert.equal(await store.save(record()), 'conversation-1');
});
