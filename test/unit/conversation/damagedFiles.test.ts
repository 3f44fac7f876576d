import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { record } from '../../support/samples/records.ts';
import { tempFolder } from '../../support/tempFolder.ts';

async function savedLines(t: TestContext): Promise<readonly string[]> {
  const store = new ConversationStore(await tempFolder(t));
  await store.save(record());
  return (await readFile(store.folder.pathOf('conversation-1'), 'utf8')).split('\n');
}

type Json = Record<string, unknown>;

/** The line with some fields replaced; undefined leaves one out. */
function changed(line: string | undefined, fields: Json): string {
  return JSON.stringify({ ...(JSON.parse(line ?? '{}') as Json), ...fields });
}

test('a file whose first line cannot be read is set aside by name, and the others are listed', async (t) => {
  const [header] = await savedLines(t);
  const damaged = [
    '',
    '[]\n',
    'null\n',
    '{"format":1,"id":"conver',
    changed(header, { format: 4 }),
    changed(header, { agent: { name: 'x' } }),
    changed(header, { activeBranch: 9 }),
    changed(header, { branches: [] }),
    changed(header, { branches: [{ id: 1 }, { id: 1 }, { id: 2 }] }),
    changed(header, { updatedAt: 9e15 }),
    changed(header, { title: { toString: 1 } }),
    header?.replace('127.0.0.1:8787', 'user:key@evil.example/path') ?? '',
    'x'.repeat(3 * 1024 * 1024),
  ];
  for (const text of damaged) {
    const folder = await tempFolder(t);
    const store = new ConversationStore(folder);
    await store.save(record({ id: 'whole' }));
    await writeFile(store.folder.pathOf('broken'), text.endsWith('\n') ? text : `${text}\n`);
    const { conversations, damaged: names } = await store.folder.list();
    assert.deepEqual(
      conversations.map(({ id }) => id),
      ['whole'],
      text,
    );
    assert.equal(names.length, 1, text);
    assert.match(names[0] ?? '', /^broken\.sofia\.ndjson\.damaged-\d+$/);
    assert.equal((await readFile(join(folder, names[0] ?? ''), 'utf8')).startsWith(text), true);
    assert.deepEqual((await store.folder.list()).damaged, []);
  }
});

test('a file that is cut or changed in a turn is set aside when it is opened', async (t) => {
  const [header = '', first = '', second = '', third = ''] = await savedLines(t);
  const turnOf = (line: string) => (JSON.parse(line) as { turn: Json }).turn;
  const inTurn = (fields: Json) => changed(first, { turn: { ...turnOf(first), ...fields } });
  const deep = `{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`;
  const damagedTurns = [
    first.slice(0, first.length / 2),
    changed(first, { branch: 7 }),
    changed(first, { branch: '__proto__' }),
    changed(first, { turn: null }),
    inTurn({ phase: 'dancing' }),
    inTurn({ inputs: [] }),
    inTurn({ inputs: [{ messageEvent: { role: 'ROOT', content: {} } }] }),
    inTurn({ sentAt: -1 }),
    inTurn({ items: [{ atMs: 1, line: 1 }] }),
    inTurn({ items: [{ atMs: 'now', line: 1, raw: {} }] }),
    inTurn({ items: [{ atMs: 1, failure: { kind: 'protocol', retryable: 1 } }] }),
    inTurn({ failure: { kind: 'timeout', retryable: true, cause: { type: 'limit' } } }),
    inTurn({ failure: { kind: 'toString', retryable: true } }),
    inTurn({ stats: { totalMs: '1' } }),
    inTurn({ id: turnOf(second)['id'] }),
    inTurn({ items: [{ atMs: 1, line: 1, raw: 0 }] }).replace('"raw":0', `"raw":${deep}`),
  ];
  const texts = [
    [header, first].join('\n'),
    [header, first, second, third, third].join('\n'),
    ...damagedTurns.map((line) => [header, line, second, third, ''].join('\n')),
  ];
  for (const text of texts) {
    const store = new ConversationStore(await tempFolder(t));
    await writeFile(store.folder.pathOf('broken'), text);
    const loaded = await store.open('broken');
    assert.equal(loaded.type, 'damaged', text.slice(header.length, header.length + 300));
    assert.deepEqual(await readdir(store.folder.path), [loaded.file]);
    assert.equal(await readFile(join(store.folder.path, loaded.file), 'utf8'), text);
  }
});

test('events are decoded from what came, so a file cannot bring back one that never was', async (t) => {
  const [header = '', first = '', ...rest] = await savedLines(t);
  const forged = {
    atMs: 1,
    line: 1,
    raw: { recommendationEvent: { products: 'none' } },
    event: { type: 'recommendation', kind: 'recommendationEvent' },
  };
  const turn = { ...(JSON.parse(first) as { turn: Json }).turn, items: [forged] };
  const store = new ConversationStore(await tempFolder(t));
  const text = [header, JSON.stringify({ branch: 1, turn }), ...rest].join('\n');
  await writeFile(store.folder.pathOf('forged'), text);
  const loaded = await store.folder.load('forged');
  assert(loaded.type === 'loaded');
  const [item] = loaded.record.branches[0]?.turns[0]?.items ?? [];
  assert(item?.type === 'event' && item.event.type === 'recommendation');
  assert.deepEqual(item.event.products, []);
  assert.deepEqual(item.event.oddFields, ['products']);
});

test('the file’s name is its id, whatever its first line says', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  const [header = '', ...rest] = await savedLines(t);
  const text = [changed(header, { id: '../../etc/passwd' }), ...rest].join('\n');
  await writeFile(store.folder.pathOf('copied'), text);
  await writeFile(join(store.folder.path, '..evil..sofia.ndjson'), text);
  assert.deepEqual(
    (await store.folder.list()).conversations.map(({ id }) => id),
    ['copied'],
  );
  const loaded = await store.folder.load('copied');
  assert(loaded.type === 'loaded');
  assert.equal(loaded.record.id, 'copied');
});

test('a damaged file is not overwritten by a save under its name', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  for (const save of [() => store.save(record()), () => Promise.resolve(store.saveNow(record()))]) {
    await writeFile(store.folder.pathOf('conversation-1'), 'mine');
    await save();
    const texts = (await readdir(store.folder.path)).map((name) =>
      readFile(join(store.folder.path, name), 'utf8'),
    );
    assert.equal((await Promise.all(texts)).includes('mine'), true);
  }
});
