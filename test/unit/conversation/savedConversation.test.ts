import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { initialState, reduce } from '../../../src/conversation/reducer.ts';
import { ConversationFile } from '../../../src/conversation/savedConversation.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const newPath = async (t: TestContext) => join(await tempFolder(t), 'deeper', 'conversation.json');

const inputs = [
  { messageEvent: { role: 'USER', content: { textContent: { text: 'Olá 👟' } } } } as const,
];
const state: ViewState = reduce(initialState, {
  type: 'turnStarted',
  turnId: 3,
  inputs,
  sentAt: 1_790_000_000_000,
});

test('what was saved is loaded again, whole', async (t) => {
  const path = await newPath(t);
  await new ConversationFile(path).save(state);
  const loaded = await new ConversationFile(path).load();
  assert.deepEqual(loaded, { format: 1, agentName: '', turns: state.turns });
});

test('the last of several writes wins, the one at shutdown included', async (t) => {
  const path = await newPath(t);
  const file = new ConversationFile(path);
  await Promise.all([file.save(initialState), file.save(state)]);
  const saved: unknown = JSON.parse(await readFile(path, 'utf8'));
  assert.deepEqual(saved, { format: 1, agentName: '', turns: state.turns });
  file.saveNow(initialState);
  assert.match(await readFile(path, 'utf8'), /"turns":\[\]/);
});

test('no file is no conversation', async (t) => {
  assert.equal(await new ConversationFile(await newPath(t)).load(), undefined);
});

test('a damaged file is set aside under a new name, not deleted', async (t) => {
  const damaged = [
    '{"format":1,"agentName":"","turns":[{"id":1',
    '{"format":2,"agentName":"","turns":[]}',
    '{"format":1,"agentName":"","turns":[{"id":1}]}',
    '{"format":1,"agentName":"","turns":[{"id":1,"sentAt":1,"phase":"answered","inputs":[],"items":[{"type":"event","atMs":1,"event":null}]}]}',
    '[]',
    '',
  ];
  for (const text of damaged) {
    const path = await newPath(t);
    await new ConversationFile(path).save(initialState);
    await writeFile(path, text);
    const loaded = await new ConversationFile(path).load();
    assert(loaded && 'damagedFile' in loaded, text);
    assert.equal(await readFile(loaded.damagedFile, 'utf8'), text);
    assert.equal((await readdir(join(path, '..'))).includes('conversation.json'), false);
  }
});
