import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConversationAutosave } from '../../../src/conversation/storage/conversationAutosave.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { record } from '../../support/samples/records.ts';
import { silentConversations } from '../../support/samples/silentConversations.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { memento, standIn } from '../../support/vscode/vscodeStandIn.ts';

const { conversationRetention } =
  await import('../../../src/host/conversations/conversationRetention.ts');
const { Log } = await import('../../../src/host/platform/log.ts');

test('only a number of days above none deletes what is older', async (t) => {
  const dayMs = 24 * 60 * 60 * 1000;
  const store = new ConversationStore(await tempFolder(t), () => record().createdAt + 40 * dayMs);
  await store.save(record());
  const warn = (message: string) => assert.fail(message);
  const conversations = silentConversations();
  const autosave = new ConversationAutosave({ conversations, store, memory: memento(), warn });
  const retention = conversationRetention(store, autosave, new Log());
  t.after(() => retention.dispose());
  t.after(() => autosave.finish());
  const keptWith = async (days: unknown) => {
    standIn.settings['askSofia.history.retentionDays'] = days;
    await retention.purge();
    return (await store.folder.list()).conversations.length;
  };
  for (const days of [undefined, 0, -1, '30', null, 41]) {
    assert.equal(await keptWith(days), 1, String(days));
  }
  assert.deepEqual(standIn.said, []);
  assert.equal(await keptWith(39), 0);
  assert.deepEqual(standIn.said, ['1 conversations older than 39 days were deleted']);
});
