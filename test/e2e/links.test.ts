import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// Links that propose an agent, and what a tester sees when a key, a budget or a time limit is wrong.

const apiKey = canaryKey('links');
const wrongKey = canaryKey('links-wrong');
const silentKey = canaryKey('links-silent');
const keyInLink = 'sofia-e2e-in-a-link-d01c';

/** Takes requests and says nothing. */
const silent = createServer();
let simulator: Simulator;
let workbench: Workbench;
let window: AgentWindow;

before(async () => {
  simulator = await startTestSimulator({ apiKey, refusedKeys: [wrongKey] });
  const { baseUrl, businessId, agentId } = simulator;
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const Silent = {
    baseUrl: silentOrigin(),
    businessId,
    agentId,
    timeouts: { firstByteMs: 300 },
  };
  workbench = await openWorkbench({
    settings: { 'askSofia.agents': { Own: { baseUrl, businessId, agentId }, Silent } },
    env: {
      ASK_SOFIA_DEV_KEYS: JSON.stringify([{ origin: baseUrl, businessId, key: wrongKey }]),
    },
  });
  window = await openAgentWindow(workbench);
});
after(async () => {
  await workbench.dispose();
  await simulator.close();
  silent.closeAllConnections();
  silent.close();
});

const silentOrigin = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
const dialog = () => workbench.page.locator('.monaco-dialog-box');
const title = () => workbench.page.locator('.quick-input-title');
const statusBar = (state: string) =>
  workbench.page.locator(`[id="ask-sofia.ask-sofia.askSofia.status"]${state}`);

/** Follows a link as if the tester had clicked it in a browser. */
async function follow(pathAndQuery: string): Promise<void> {
  await workbench.runCommand('Developer: Open URL');
  await window.input.fill(`code-oss://ask-sofia.ask-sofia${pathAndQuery}`);
  await window.input.press('Enter');
  await dialog().getByRole('button', { name: 'Open' }).click();
}

/** The agents in the tester's settings. */
async function writtenAgents(): Promise<Readonly<Record<string, object>>> {
  const text = await readFile(join(workbench.server.dataDir, 'User', 'settings.json'), 'utf8');
  return (JSON.parse(text) as Record<string, Record<string, object>>)['askSofia.agents'] ?? {};
}

function addLink(): string {
  const { baseUrl, businessId } = simulator;
  const query = { name: 'Linked', business_id: businessId, agent_id: 'linked-agent' };
  const parameters = new URLSearchParams({ ...query, base_url: baseUrl });
  return `/add?${String(parameters)}`;
}

test('a link proposes an agent, and one who thinks better of it keeps nothing', async () => {
  await follow(addLink());
  await title().getByText('Add Agent: Review Values').waitFor();
  await window.choices.filter({ hasText: 'linked-agent' }).waitFor();
  await window.choices.filter({ hasText: simulator.baseUrl }).waitFor();
  await workbench.page.keyboard.press('Escape');
  await title().waitFor({ state: 'hidden' });
  await window.waitForAgents(['Own', 'Silent']);
  assert.deepEqual(Object.keys(await writtenAgents()), ['Own', 'Silent']);
});

test('an agent of a link is kept once the tester agrees, and nothing is sent', async () => {
  await follow(addLink());
  await title().getByText('Add Agent: Review Values').waitFor();
  await window.pick('Add this agent');
  await window.row(/^Linked, active/).waitFor();
  assert.deepEqual((await writtenAgents())['Linked'], {
    businessId: simulator.businessId,
    agentId: 'linked-agent',
    baseUrl: simulator.baseUrl,
  });
  assert.deepEqual(simulator.requests, []);
});

test('a link with a key is refused and says why; nothing of it is kept', async () => {
  await follow(`/add?name=Keyed&business_id=b&agent_id=a&api_key=${keyInLink}`);
  await window.notification("Don't put an API key in a link");
  await window.waitForAgents(['Own', 'Silent', 'Linked']);
  assert.deepEqual(
    workbench.messages.filter((message) => message.includes(keyInLink)),
    [],
  );
});

test('a refused key alarms in the status bar until a good one is entered', async () => {
  await window.row(/^Own/).click();
  await window.row(/^Own, active · key stored/).waitFor();
  await window.say('Are you there?');
  await window.log.getByText('The API key was rejected').waitFor();
  await statusBar('.error-kind').waitFor();
  await workbench.runCommand('Test API Key');
  await window.notification('The API key was rejected');
  await workbench.runCommand('Set API Key…');
  await window.enterKey(apiKey);
  await statusBar(':not(.error-kind)').waitFor();
  await workbench.runCommand('Test API Key');
  await window.notification(/accepted the API key for Own/);
});

test('a budget is entered in the list of fields, and stands in the settings and the chat', async () => {
  await workbench.runCommand('New Session');
  await window.row(/^Own/).click({ button: 'right' });
  await chooseInMenu(workbench.page, 'Edit Agent');
  await window.pick('First-byte budget, in milliseconds');
  await window.input.fill('never');
  await workbench.page.getByText('It must be a number of milliseconds above 0.').waitFor();
  await window.input.fill('1500');
  await window.input.press('Enter');
  await window.chat.getByText('within 1.5 s').waitFor();
  await workbench.page.keyboard.press('Escape');
  const { baseUrl, businessId, agentId } = simulator;
  assert.deepEqual((await writtenAgents())['Own'], {
    baseUrl,
    businessId,
    agentId,
    latencyBudgetMs: 1500,
  });
});

test('a time limit of the settings ends a wait for a server that says nothing', async () => {
  await window.row(/^Silent/).click();
  await window.row(/^Silent, active/).waitFor();
  await window.waitForPageOf(silentOrigin());
  await window.say('anybody?');
  await window.enterKey(silentKey);
  await window.log.getByText("Sofia didn't start responding").waitFor();
  await window.log.getByText(/Nothing was received for 300 ms/).waitFor();
});
