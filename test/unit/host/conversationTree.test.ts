import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { demoAgent } from '../../support/pages/chatStates.ts';
import { record } from '../../support/samples/records.ts';
import { silentConversations } from '../../support/samples/silentConversations.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { standIn } from '../../support/vscode/vscodeStandIn.ts';

const { ConversationTree } = await import('../../../src/host/conversations/conversationTree.ts');
const { Log } = await import('../../../src/host/platform/log.ts');

async function openTree(t: TestContext, records: readonly Partial<ConversationRecord>[]) {
  const store = new ConversationStore(await tempFolder(t));
  for (const fields of records) await store.save(record(fields));
  const conversations = silentConversations();
  const tree = new ConversationTree(store, conversations, new Log());
  t.after(() => tree.dispose());
  const items = async (...[parent]: Parameters<typeof tree.getChildren>) =>
    (await tree.getChildren(parent)).map((node) => tree.getTreeItem(node));
  return { store, conversations, tree, items };
}

test('the conversations of one agent are a plain list, the shown one marked', async (t) => {
  const { conversations, items } = await openTree(t, [{ id: 'one' }, { id: 'two' }]);
  const idsAndContexts = (await items()).map(({ id, contextValue }) => `${id} ${contextValue}`);
  assert.deepEqual(idsAndContexts.toSorted(), ['one conversation', 'two conversation']);
  await conversations.shown.open(record({ id: 'one' }));
  const open = (await items()).filter(({ description }) =>
    String(description).startsWith('open · '),
  );
  assert.deepEqual(
    open.map(({ id, command }) => [id, command?.arguments]),
    [['one', ['one']]],
  );
});

test('those of several agents stand below their agents', async (t) => {
  const shop = { ...demoAgent, name: 'Shop\u202e' };
  const { tree, items } = await openTree(t, [{ id: 'one' }, { id: 'two', agent: shop }]);
  assert.deepEqual((await items()).map(({ label }) => label).toSorted(), ['Demo', 'Shop⟨U+202E⟩']);
  const below = (await tree.getChildren()).map(async (group) => (await items(group))[0]?.id);
  assert.deepEqual((await Promise.all(below)).toSorted(), ['one', 'two']);
});

test('a file that cannot be read is said, and the others are listed', async (t) => {
  const { store, items } = await openTree(t, [{ id: 'one' }]);
  await writeFile(join(store.folder.path, 'broken.sofia.ndjson'), '{');
  standIn.said = [];
  assert.deepEqual(
    (await items()).map(({ id }) => id),
    ['one'],
  );
  assert.match(standIn.said.join(), /Couldn't read a conversation\. It was kept as broken/);
});
