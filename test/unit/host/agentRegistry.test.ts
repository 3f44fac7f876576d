import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { SecretStorage } from 'vscode';
import { AgentDirectory } from '../../../src/agents/agentDirectory.ts';
import { KeyIndex } from '../../../src/agents/keyIndex.ts';
import { ConversationAutosave } from '../../../src/conversation/storage/conversationAutosave.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { silentConversations } from '../../support/samples/silentConversations.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { happened, memento, standIn, Uri, workspace } from '../../support/vscode/vscodeStandIn.ts';

const { AgentRegistry } = await import('../../../src/host/agents/agentRegistry.ts');
const { AgentSources } = await import('../../../src/host/agents/agentSources.ts');
const { Keys } = await import('../../../src/host/keys/keys.ts');
const { DemoAgent } = await import('../../../src/host/network/demoAgent.ts');
const { Log } = await import('../../../src/host/platform/log.ts');
const { settingNames } = await import('../../../src/host/platform/settings.ts');

const files = ['file:///one/.sofia/agents.json', 'file:///two/.sofia/agents.json'];
const key = 'the key';
const agent = { businessId: 'b', agentId: 'a' };
const fileOf = (names: readonly string[]) =>
  JSON.stringify({ agents: Object.fromEntries(names.map((name) => [name, agent])) });

const secrets = {
  get: () => Promise.resolve(void standIn.read.push(key)),
  onDidChange: () => ({ dispose: () => undefined }),
} as Partial<SecretStorage> as SecretStorage;

/** A window's agents, two from the settings and one from each of two folders, read once. */
async function openAgents(t: TestContext) {
  standIn.settings = { [settingNames.agents]: { Shoes: agent, Bags: agent } };
  standIn.files = { [files[0] ?? '']: fileOf(['Hats']), [files[1] ?? '']: fileOf(['Belts']) };
  workspace.workspaceFolders = ['one', 'two'].map((name) => ({ name, uri: new Uri(`/${name}`) }));
  const conversations = silentConversations();
  const store = new ConversationStore(await tempFolder(t));
  const memory = memento();
  const warn = (message: string) => assert.fail(message);
  const autosave = new ConversationAutosave({ conversations, store, memory, warn });
  const keys = new Keys(secrets, new KeyIndex(await tempFolder(t)));
  const sources = new AgentSources();
  const agents = new AgentRegistry({
    ...{ directory: new AgentDirectory(), conversations, sources, keys, autosave },
    ...{ demo: new DemoAgent(memory, keys, new Log()), globalMemory: memory, windowMemory: memory },
  });
  t.after(() => {
    agents.dispose();
    sources.dispose();
    autosave.finish();
  });
  await agents.read();
  return {
    agents,
    /** Lists and keys that are read because of what happens. */
    readBy: async (happens: () => void) => {
      standIn.read = [];
      happens();
      await new Promise(setImmediate);
      await agents.settled;
      const isRead = (one: string) => standIn.read.includes(one);
      return [settingNames.agents, ...files, key].filter(isRead);
    },
    names: () => agents.entries.map(({ name }) => name),
  };
}

test('another setting than the agents makes no list and no key be read', async (t) => {
  const { readBy } = await openAgents(t);
  const others = Object.values(settingNames).filter((name) => name !== settingNames.agents);
  for (const name of [...others, 'askSofia.other', 'http.proxy']) {
    assert.deepEqual(await readBy(() => happened.setting.fire(name)), [], name);
  }
});

test('the setting of the active agent is followed at once', async (t) => {
  const { agents, readBy } = await openAgents(t);
  assert.equal(agents.active?.name, 'Shoes');
  await readBy(() => {
    standIn.settings[settingNames.activeAgent] = 'Bags';
    happened.setting.fire(settingNames.activeAgent);
  });
  assert.equal(agents.active?.name, 'Bags');
});

test('the setting of the agents is read when it changes, and the files are not', async (t) => {
  const { names, readBy } = await openAgents(t);
  const read = await readBy(() => {
    standIn.settings[settingNames.agents] = { Bags: agent };
    happened.setting.fire(settingNames.agents);
  });
  assert.deepEqual(read, [settingNames.agents, key]);
  assert.deepEqual(names().toSorted(), ['Bags', 'Belts', 'Hats']);
});

test('of the files, only the one that changed is read', async (t) => {
  const { names, readBy } = await openAgents(t);
  const change = (path: string) => () => happened.file.fire(new Uri(path));
  assert.deepEqual(await readBy(change('/two/.sofia/agents.json')), [files[1]]);
  assert.deepEqual(await readBy(change('/elsewhere/.sofia/agents.json')), []);
  standIn.files[files[1] ?? ''] = fileOf(['Scarves']);
  const read = await readBy(change('/two/.sofia/agents.json'));
  assert.deepEqual(read, [settingNames.agents, files[1], key]);
  assert.deepEqual(names().toSorted(), ['Bags', 'Hats', 'Scarves', 'Shoes']);
});

test('the focus looks at the files alone, and goes on only where one has changed', async (t) => {
  const { names, readBy } = await openAgents(t);
  const focus = (focused: boolean) => () => happened.focus.fire({ focused });
  assert.deepEqual(await readBy(focus(false)), []);
  assert.deepEqual(await readBy(focus(true)), files);
  standIn.files[files[0] ?? ''] = fileOf(['Caps']);
  assert.deepEqual(await readBy(focus(true)), [settingNames.agents, ...files, key]);
  assert.deepEqual(names().toSorted(), ['Bags', 'Belts', 'Caps', 'Shoes']);
});
