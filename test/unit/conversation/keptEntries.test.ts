import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { decodeElement } from '../../../src/agentGraph/wire/decodeElement.ts';
import { readConversation } from '../../../src/conversation/storage/readConversation.ts';
import { transcriptJson } from '../../../src/transcript/transcript.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { entriesOf, exchanges } from '../../support/samples/recordedExchanges.ts';
import { record } from '../../support/samples/records.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const entries = exchanges.flatMap(entriesOf);
const talked = record({ entries });

async function loaded(store: ConversationStore, id = talked.id) {
  const found = await store.folder.load(id);
  assert(found.type === 'loaded', found.type);
  return found.record;
}

const linesOf = async (store: ConversationStore) =>
  (await readFile(store.folder.pathOf(talked.id), 'utf8')).split('\n');

test('what went over the wire is kept in its order, a line for each entry after the turns', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  await store.save(talked);
  assert.deepEqual(await loaded(store), talked);
  const [header = '', ...lines] = await linesOf(store);
  const kinds = lines.filter(Boolean).map((line) => Object.keys(JSON.parse(line) as object)[0]);
  assert.deepEqual(kinds, ['branch', 'branch', 'branch', ...entries.map(() => 'entry')]);
  const { format, lineCount } = JSON.parse(header) as { format: number; lineCount: number };
  assert.deepEqual([format, lineCount], [3, 3 + entries.length]);
});

test('a new title, a pin and a copy for another window keep it', async (t) => {
  const folder = await tempFolder(t);
  const store = new ConversationStore(folder);
  await store.save(talked);
  await store.rename(talked.id, 'Shoes');
  await store.setPinned(talked.id, true);
  assert.deepEqual((await loaded(store)).entries, entries);
  const other = new ConversationStore(folder);
  const copyId = await other.save(talked);
  assert.notEqual(copyId, talked.id);
  assert.deepEqual((await loaded(other, copyId)).entries, entries);
});

test('a file of the first format is opened without exchanges, renamed, and saved in the present one', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  await store.save(record());
  const [header = '', ...lines] = await linesOf(store);
  const older = JSON.stringify({ ...(JSON.parse(header) as object), format: 1 });
  await writeFile(store.folder.pathOf(talked.id), [older, ...lines].join('\n'));
  const again = new ConversationStore(store.folder.path);
  await again.rename(talked.id, 'Older');
  assert.deepEqual(await loaded(again), record({ givenTitle: 'Older' }));
  const opened = await again.open(talked.id);
  assert(opened.type === 'loaded');
  assert.equal(await again.save({ ...opened.record, entries }), talked.id);
  assert.deepEqual((await loaded(again)).entries, entries);
});

test('a file with an entry that is none, one too few or one too many is set aside', async (t) => {
  const source = new ConversationStore(await tempFolder(t));
  await source.save(talked);
  const lines = (await linesOf(source)).filter(Boolean);
  const last = lines.at(-1) ?? '';
  const deep = `{"entry":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}`;
  const damaged = [
    lines.slice(0, -1),
    [...lines, last],
    [...lines.slice(0, -1), last.slice(0, -2)],
    [...lines.slice(0, -1), '{"entry":null}'],
    [...lines.slice(0, -1), last.replace('"failed"', '"dancing"')],
    [...lines.slice(0, -1), last.replace('"exchange":2', '"exchange":0')],
    [...lines.slice(0, -1), deep],
    [...lines.slice(0, -1), last.replace('"type":"end"', `"type":"end","x":${deep}`)],
  ];
  for (const text of damaged.map((one) => `${one.join('\n')}\n`)) {
    const store = new ConversationStore(await tempFolder(t));
    await writeFile(store.folder.pathOf('broken'), text);
    assert.equal((await store.open('broken')).type, 'damaged', text.slice(-300));
  }
});

test('an event is kept to the byte, and that of an older file as it was kept then', async (t) => {
  const rawText =
    '{ "recommendationEvent" :{"products":[{"price":19.90},{"price":1e400,"price":-0}]}}';
  const events = decodeElement(rawText, { line: 1, repeatedNames: ['$.result'] }) ?? [];
  const items = events.map((event) => ({ type: 'event' as const, atMs: 1, event }));
  const [branch] = record().branches;
  assert(branch?.turns[0]);
  const kept = record({
    branches: [{ ...branch, turns: [{ ...branch.turns[0], items }] }],
    activeBranch: 1,
  });
  const store = new ConversationStore(await tempFolder(t));
  await store.save(kept);
  assert.deepEqual(await loaded(store), kept);
  const [header = '', turn = ''] = await linesOf(store);
  const stored = JSON.parse(turn) as { turn: { items: Record<string, unknown>[] } };
  const [item] = stored.turn.items;
  assert.equal(item?.['rawText'], rawText);
  const older = { atMs: 1, line: 1, raw: JSON.parse(rawText.replace('1e400', '1')) as unknown };
  const lines = [
    JSON.stringify({ ...(JSON.parse(header) as object), format: 2 }),
    JSON.stringify({ branch: 1, turn: { ...stored.turn, items: [older] } }),
  ];
  await writeFile(store.folder.pathOf(kept.id), lines.join('\n'));
  const read = (await loaded(new ConversationStore(store.folder.path))).branches[0]?.turns[0]
    ?.items[0];
  assert(read?.type === 'event');
  assert.equal(
    read.event.rawText,
    '{"recommendationEvent":{"products":[{"price":19.9},{"price":0}]}}',
  );
});

test('an export has each event to the byte and gives it back, the deepest one included', () => {
  const texts = [
    '{ "x":{"raw":{"raw":1.50},"raw":-0}}',
    `{"a":${'['.repeat(499)}${']'.repeat(499)}}`,
    '{"t":"\\u002f \\ud83d raw: \\"raw\\": 1"}',
  ];
  const items = texts
    .flatMap((text, index) => decodeElement(text, { line: index + 1 }) ?? [])
    .map((event) => ({ type: 'event' as const, atMs: 1, event }));
  const kept = record();
  const branches = kept.branches.map((branch) => ({
    ...branch,
    turns: branch.turns.map((turn) => ({ ...turn, items: [...turn.items, ...items] })),
  }));
  const json = transcriptJson({ ...kept, branches }, { branches: 'all' });
  for (const text of texts) assert.ok(json.includes(`"raw": ${text}`), text.slice(0, 50));
  const read = readConversation(json);
  assert(read !== undefined && read !== 'newerVersion');
  assert.deepEqual(read.branches, branches);
});
