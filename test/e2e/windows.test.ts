import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isRecord } from '../../src/shared/guards.ts';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { eventually } from '../support/eventually.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// Two windows of one profile on one folder, each with its own extension host. In the browser neither
// settings nor secrets of a profile reach the other window before it is reloaded, as they do in the
// desktop build; agents in the folder's file do.

const apiKey = canaryKey('windows');

let simulator: Simulator;
let workbench: Workbench;
let folder: string;
let left: AgentWindow;
let right: AgentWindow;

before(async () => {
  simulator = await startTestSimulator({ apiKey });
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-windows-'));
  const { baseUrl, businessId, agentId } = simulator;
  const agent = { baseUrl, businessId, agentId };
  workbench = await openWorkbench({
    folder,
    settings: { 'askSofia.agents': { First: agent, Second: agent, Third: agent } },
  });
  left = await openAgentWindow(workbench);
  right = await openAgentWindow(await workbench.openWindow(folder));
});
after(async () => {
  await workbench.dispose();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens an agent's menu in the tree. */
async function openMenu(window: AgentWindow, name: RegExp): Promise<void> {
  await window.page.bringToFront();
  await window.row(name).click({ button: 'right' });
}

const choose = (window: AgentWindow, name: string) =>
  chooseInMenu(window.page, new RegExp(`^${name}`));

/** The names in the folder's file, sorted. */
async function sharedNames(): Promise<readonly string[]> {
  const text = await readFile(join(folder, '.sofia', 'agents.json'), 'utf8').catch(() => '{}');
  const content: unknown = JSON.parse(text);
  const agents = isRecord(content) ? content['agents'] : undefined;
  return isRecord(agents) ? Object.keys(agents).toSorted() : [];
}

test('both windows share an agent at the same moment, and none is lost', async () => {
  await openMenu(left, /^First/);
  await openMenu(right, /^Second/);
  const share = 'Share Agent in Workspace';
  await Promise.all([choose(left, share), choose(right, share)]);
  await eventually(
    async () => (await sharedNames()).join() === 'First,Second',
    async () => `The file has ${(await sharedNames()).join()}`,
  );
  for (const window of [left, right]) {
    await window.page.bringToFront();
    await window.row(/^First.*agents\.json$/).waitFor();
    await window.row(/^Second.*agents\.json$/).waitFor();
  }
});

test('each window talks to the agent that was chosen in it', async () => {
  await left.page.bringToFront();
  await left.row(/^Second/).click();
  await left.row(/^Second, active/).waitFor();
  await right.page.bringToFront();
  await right.row(/^Third/).click();
  await right.row(/^Third, active/).waitFor();
  await left.row(/^Second, active/).waitFor();
});

test('a key is known in the other window too', async () => {
  await openMenu(left, /^Third/);
  await choose(left, 'Set API Key…');
  await left.enterKey(apiKey);
  await left.row(/^Third, key stored/).waitFor();
  await right.page.bringToFront();
  await right.reloadWindow();
  right = await openAgentWindow(right);
  await right.row(/^Third, active · key stored/).waitFor();
  await right.ask('hello');
  assert(simulator.requests.at(-1)?.headers['x-api-key'] === apiKey, 'the key came along');
  await openMenu(right, /^Third/);
  await choose(right, 'Remove API Key');
  await right.row(/^Third, active · no key/).waitFor();
});
