import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { eventually } from '../support/eventually.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

const apiKey = canaryKey('agents');

/** One for each agent: the simulator, too, knows a single agent id. */
let simulators: readonly Simulator[];
let workbench: Workbench;
let window: AgentWindow;

before(async () => {
  simulators = await Promise.all(
    ['agent-shoes', 'agent-bags', 'agent-live'].map((agentId) =>
      startTestSimulator({ apiKey, agentId, pace: 'real' }),
    ),
  );
  const [shoes, bags, live] = simulators.map(({ baseUrl, businessId, agentId }) => ({
    baseUrl,
    businessId,
    agentId,
  }));
  const headers = { 'X-Tenant': 'north-4711' };
  const keys = simulators.map(({ baseUrl: origin, businessId }) => ({
    origin,
    businessId,
    key: apiKey,
  }));
  workbench = await openWorkbench({
    settings: {
      'askSofia.agents': {
        Shoes: { ...shoes, headers, latencyBudgetMs: 1 },
        Bags: bags,
        Live: { ...live, environment: 'production' },
      },
    },
    env: { ASK_SOFIA_DEV_KEYS: JSON.stringify(keys) },
  });
  window = await openAgentWindow(workbench);
});
after(async () => {
  await workbench.dispose();
  for (const simulator of simulators) await simulator.close();
});

const requests = () => simulators.flatMap((simulator) => simulator.requests);
const invokes = () => requests().filter(({ path }) => path.endsWith('/invoke'));
const agentIds = () =>
  invokes().map(({ body }) => (JSON.parse(body) as { readonly agentId: string }).agentId);
const openSessions = () => simulators.reduce((sum, one) => sum + one.openSessions, 0);
const statusBar = () => workbench.page.locator('[id="ask-sofia.ask-sofia.askSofia.status"]');
const dialog = () => workbench.page.locator('.monaco-dialog-box');

/** Takes a line of the menu of an agent in the tree. */
async function menu(agent: RegExp, item: string): Promise<void> {
  await window.row(agent).click({ button: 'right' });
  await chooseInMenu(workbench.page, new RegExp(`^${item}`));
}

async function hasBackground(name: 'error' | 'warning'): Promise<void> {
  await workbench.page.locator(`[id="ask-sofia.ask-sofia.askSofia.status"].${name}-kind`).waitFor();
}

test('another agent is a click away, and the answer of the first one goes on meanwhile', async () => {
  await window.say('/slow 4');
  await window.log.locator('.bubble.theirs').first().waitFor();
  await window.contextLine.getByRole('button', { name: /Agent: Shoes/ }).click();
  await window.pick('Bags');
  await window.contextLine.getByRole('button', { name: /Agent: Bags/ }).waitFor();
  assert.equal(await window.log.locator('.sent').count(), 0);
  await window.ask('hello');
  assert.deepEqual(agentIds(), ['agent-shoes', 'agent-bags']);
  await window.contextLine.getByText('agent-bags').first().waitFor({ state: 'attached' });
  assert.equal(openSessions(), 2);
  await window.row(/^Shoes/).click();
  await window.log.getByText(/total [\d.,]/).waitFor();
  await window.contextLine.getByText('agent-shoes').first().waitFor({ state: 'attached' });
});

test('headers of the settings go with every request, and into no page', () => {
  const shoes = simulators[0]?.requests ?? [];
  assert.notEqual(shoes.length, 0);
  for (const { headers } of shoes) assert.equal(headers['x-tenant'], 'north-4711');
  assert.deepEqual(
    workbench.messages.filter((message) => message.includes('north-4711')),
    [],
  );
});

test('the status bar says agent, state and first byte, and alarms over the budget', async () => {
  // The chat has the end of the answer a moment before VS Code has drawn its own status bar.
  await statusBar()
    .getByText(/Sofia: Shoes · Ready · [\d.,]+ m?s/)
    .waitFor();
  await hasBackground('error');
});

test('a production agent is asked about once, and a no sends nothing', async () => {
  const sent = invokes().length;
  await window.row(/^Live/).click();
  await hasBackground('warning');
  await window.contextLine.getByRole('button', { name: /Agent: Live/ }).waitFor();
  await window.say('is this live?');
  await dialog().getByText('Live is a production agent').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await eventually(
    async () => (await window.box.inputValue()) === 'is this live?',
    () => 'The text did not come back to the composer',
  );
  assert.equal(invokes().length, sent);
  await window.box.press('Enter');
  await dialog().getByRole('button', { name: 'Send to Production' }).click();
  await window.log.getByText(/total [\d.,]/).waitFor();
  assert.equal(agentIds().at(-1), 'agent-live');
  await window.runCommand('New Session');
  await window.log.getByText(/total [\d.,]/).waitFor({ state: 'detached' });
  await window.ask('and again');
  assert.equal(await dialog().count(), 0);
});

test('an agent is duplicated, moved and renamed', async () => {
  await menu(/^Bags/, 'Duplicate Agent');
  await window.waitForAgents(['Shoes', 'Bags', 'Live', 'Bags 2']);
  await menu(/^Bags 2/, 'Move Agent Up');
  await window.waitForAgents(['Shoes', 'Bags', 'Bags 2', 'Live']);
  await menu(/^Bags 2/, 'Edit Agent…');
  await window.pick('Name');
  await window.input.fill('Backpacks');
  await window.input.press('Enter');
  await window.row(/^Backpacks/).waitFor();
  await workbench.page.keyboard.press('Escape');
  await window.waitForAgents(['Shoes', 'Bags', 'Backpacks', 'Live']);
});

test('a removed agent comes back with Undo', async () => {
  await menu(/^Backpacks/, 'Remove Agent');
  await window.waitForAgents(['Shoes', 'Bags', 'Live']);
  const line = await window.notification('Backpacks');
  await line.getByRole('button', { name: 'Undo' }).click();
  await window.waitForAgents(['Shoes', 'Bags', 'Backpacks', 'Live']);
});

test('a link fills the composer and sends nothing', async () => {
  const sent = invokes().length;
  await window.runCommand('Developer: Open URL');
  await window.input.fill('code-oss://ask-sofia.ask-sofia/ask?text=Do%20you%20deliver%3F');
  await window.input.press('Enter');
  await dialog().getByRole('button', { name: 'Open' }).click();
  await eventually(
    async () => (await window.box.inputValue()) === 'Do you deliver?',
    () => 'The composer is not filled',
  );
  assert.equal(invokes().length, sent);
});

test('the key is tested, and all keys are removed', async () => {
  await window.row(/^Bags,/).click();
  await window.row(/^Bags, active/).waitFor();
  await window.runCommand('Test API Key');
  await window.notification(/accepted the API key for Bags/);
  await window.runCommand('Remove All API Keys…');
  await dialog().getByRole('button', { name: 'Remove All' }).click();
  for (const name of ['Shoes', 'Bags', 'Live']) {
    await window.row(new RegExp(`^${name},.*no key`)).waitFor();
  }
  assert.equal(openSessions(), 0);
});
