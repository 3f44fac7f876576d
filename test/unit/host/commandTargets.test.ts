import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { record } from '../../support/samples/records.ts';
import { silentConversations } from '../../support/samples/silentConversations.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { standIn } from '../../support/vscode/vscodeStandIn.ts';

const { chosenRecords, conversationIds } =
  await import('../../../src/host/conversations/commandTargets.ts');
const { ConversationTree } = await import('../../../src/host/conversations/conversationTree.ts');
const { Log } = await import('../../../src/host/platform/log.ts');

test('a command is about what was clicked, what is selected, or nothing', () => {
  const node = (id: string) => ({ type: 'conversation', conversation: { id } });
  const selected = ['s'];
  assert.deepEqual(conversationIds([], selected), []);
  assert.deepEqual(conversationIds(['a'], selected), ['a']);
  assert.deepEqual(conversationIds([node('a')], selected), ['a']);
  assert.deepEqual(conversationIds([node('a'), [node('a'), node('b')]], selected), ['a', 'b']);
  assert.deepEqual(conversationIds([{ selected: true }], selected), selected);
  const odd = [null, 5, {}, { conversation: {} }, { type: 'agent', name: 'x' }];
  assert.deepEqual(conversationIds([odd[0], odd], selected), []);
});

test('a command gets the records it names, else the shown one, else says that there is none', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  for (const id of ['one', 'two']) await store.save(record({ id }));
  const conversations = silentConversations();
  const tree = new ConversationTree(store, conversations, new Log());
  t.after(() => tree.dispose());
  const ids = async (...args: readonly unknown[]) =>
    (await chosenRecords({ conversations, store, tree }, args)).map(({ id }) => id);
  assert.deepEqual(await ids('two'), ['two']);
  standIn.said = [];
  assert.deepEqual(await ids(), []);
  assert.deepEqual(standIn.said, ["There's no conversation yet. Send a message first."]);
  conversations.startReplay({ record: record({ id: 'one' }) });
  assert.deepEqual(await ids(), ['one']);
});
