import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { parseScenarios } from '../../src/scenarios/file/parseScenarios.ts';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { clipboardText } from '../support/workbench/clipboard.ts';
import { eventually } from '../support/eventually.ts';
import { runCli } from '../support/programs/runCli.ts';
import { filesThatContain } from '../support/secretScan.ts';
import { openTestExplorer } from '../support/workbench/testExplorer.ts';
import { simulatorEnv } from '../support/servers/simulatorEnv.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';

// A conversation becomes a test: saved with the keys, added to from the chat, recorded again.

const apiKey = canaryKey('scenarios');
const fileName = 'running-shoes-under-100.sofia.yaml';
const recordingName = 'running-shoes-under-100.recording.ndjson';

let chat: ChatWorkbench;
let folder: string;
/** As it was saved, before anybody touched it. */
let saved: string;
/** Answers in the place of the first one. */
let dearer: Simulator | undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-scenarios-'));
  const agent = { starterPrompts: ['Where is my order?', 'Any boots?'] };
  const settings = { 'files.autoSave': 'off' };
  chat = await openChatWorkbench({ simulator: { apiKey }, folder, agent, settings });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(async () => {
  await chat.dispose();
  await dearer?.close();
  await rm(folder, { recursive: true, force: true });
});

const page = () => chat.workbench.page;
const input = () => page().locator('.quick-input-widget input.input');
const titled = (title: string) =>
  page().locator('.quick-input-titlebar').filter({ hasText: title }).first();
const row = (label: string | RegExp) =>
  page().locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
const tab = (name: string) => page().locator('.tab.active').filter({ hasText: name });
const read = (name: string) => readFile(join(folder, name), 'utf8');

/** Takes what the save dialog proposes. */
async function acceptFile(ending: string): Promise<void> {
  await eventually(
    async () => (await input().inputValue()).endsWith(ending),
    async () => `The dialog proposes ${await input().inputValue()}`,
  );
  await input().press('Enter');
}

test('a conversation is saved as a scenario with the keys, and is opened', async () => {
  await chat.ask('running shoes under $100');
  await chat.ask('Is there anything cheaper?');
  await chat.workbench.runCommand('Save as Scenario…');
  await titled('Which turns should the scenario include?').waitFor();
  await input().press('Enter');
  await titled('What do you expect from the agent?').waitFor();
  await row('Every price is at most 100').waitFor();
  await input().press('Enter');
  await acceptFile(fileName);
  await tab(fileName).waitFor();
  const { scenarios, problems } = parseScenarios(fileName, await read(fileName));
  assert.deepEqual(problems, []);
  const [scenario] = scenarios;
  assert.equal(scenario?.recording, recordingName);
  assert.deepEqual(scenario.agents, ['Demo']);
  assert.deepEqual(
    scenario.turns.map(({ action }) => action),
    [
      { type: 'say', text: 'running shoes under $100' },
      { type: 'say', text: 'Is there anything cheaper?' },
    ],
  );
  assert.match(await read(fileName), /- products: \{ price: \{ max: 100 \} \}/);
  assert.match(await read(recordingName), /ask-sofia-recording/);
  assert.deepEqual(await filesThatContain(folder, apiKey), []);
  saved = await read(fileName);
});

test('what was saved passes unedited on the command line, without a network', async () => {
  const { code, stdout } = await runCli(['test', join(folder, fileName), '--offline']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /1 passed/);
});

test('from a message, the scenario ends with it', async () => {
  // The bar of buttons comes where the mouse is.
  await chat.log.getByText('running shoes under $100', { exact: true }).hover({ force: true });
  await chat.log.getByRole('button', { name: 'Save up to Here as Scenario' }).click();
  await titled('What do you expect from the agent?').waitFor();
  await input().press('Enter');
  await eventually(
    async () => (await input().inputValue()).endsWith(fileName),
    async () => `The dialog proposes ${await input().inputValue()}`,
  );
  const path = await input().inputValue();
  await input().fill(path.replace(fileName, 'first.yaml'));
  await input().press('Enter');
  await tab('first.sofia.yaml').waitFor();
  const { scenarios } = parseScenarios('first', await read('first.sofia.yaml'));
  assert.equal(scenarios[0]?.turns.length, 1);
  assert.equal(scenarios[0].recording, 'first.recording.ndjson');
  await rm(join(folder, 'first.sofia.yaml'));
});

test('an expectation is added from a card to the turn that says the same', async () => {
  await page().locator('.tab').filter({ hasText: fileName }).click();
  const before = (await read(fileName)).split('\n').length;
  await chat.log.locator('.recommendation').first().hover({ force: true });
  await chat.log.getByRole('button', { name: 'Add Expectation' }).click();
  await titled('What do you expect from the agent?').waitFor();
  await input().fill('Exactly');
  await row(/Exactly \d+ products?/).click();
  await input().press('Enter');
  await page().locator('.tab.active.dirty').filter({ hasText: fileName }).waitFor();
  await page().keyboard.press('Control+S');
  await eventually(
    async () => /- products: \{ count: \d+ \}/.test(await read(fileName)),
    () => read(fileName),
  );
  assert.equal((await read(fileName)).split('\n').length, before + 1);
  assert.deepEqual(parseScenarios(fileName, await read(fileName)).problems, []);
});

test('a value in the inspector is expected, and copied where no scenario has its turn', async () => {
  await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.ask('red jackets');
  await chat.workbench.runCommand('Toggle Inspector');
  const { chat: view } = chat.workbench;
  await view.getByRole('row').filter({ hasText: 'recommendationEvent' }).last().dblclick();
  const price = view.getByRole('treeitem', { name: /^price: / }).first();
  await price.click();
  const shown = (await price.innerText()).replace(/\s+/g, ' ');
  await view.getByRole('button', { name: 'Use as Expectation' }).click();
  await titled('What do you expect from the agent?').waitFor();
  await input().fill('is at most');
  await row('is at most').click();
  await input().press('Enter');
  const text = /^- jsonPath: \{ path: .*\.price"?, max: ([\d.]+) \}\n$/;
  let copied: string | undefined;
  await eventually(
    async () => text.test((copied = (await clipboardText(page())) ?? '')),
    () => `The clipboard has ${copied}`,
  );
  assert.equal(shown, `price: ${text.exec(copied ?? '')?.[1]}`);
  await chat.workbench.runCommand('Toggle Inspector');
});

test('the baseline is recorded again in a session of its own, after a look at what changed', async () => {
  const { mtimeMs } = await stat(join(folder, recordingName));
  const sessions = chat.simulator.openSessions;
  await chat.workbench.runCommand('Update Baseline…');
  const dialog = page().locator('.monaco-dialog-box');
  await dialog.getByText('The agent responded as before').waitFor();
  await dialog.getByRole('button', { name: 'Update Baseline' }).click();
  await eventually(
    async () => (await stat(join(folder, recordingName))).mtimeMs > mtimeMs,
    () => 'The recording is the old one',
  );
  assert.equal(chat.simulator.openSessions, sessions);
  assert.deepEqual(await filesThatContain(folder, apiKey), []);
});

test('each starter prompt becomes a scenario', async () => {
  const section = page().getByRole('button', { name: 'Agents Section' });
  await section.click();
  await section.getByRole('button', { name: 'More Actions' }).click();
  await chooseInMenu(page(), /^New Scenarios from Starter Prompts/);
  await acceptFile('demo-starters.sofia.yaml');
  await tab('demo-starters.sofia.yaml').waitFor();
  const { scenarios } = parseScenarios('starters', await read('demo-starters.sofia.yaml'));
  assert.deepEqual(
    scenarios.map(({ name }) => name),
    ['Where is my order?', 'Any boots?'],
  );
  assert.ok((await readdir(folder)).includes('demo-starters.sofia.yaml'));
});

test('what was saved passes unedited in the Test Explorer, and a changed price fails in both', async () => {
  await writeFile(join(folder, fileName), saved);
  await page().locator('.tab').filter({ hasText: fileName }).click();
  const explorer = await openTestExplorer(chat.workbench);
  const [scenario] = parseScenarios(fileName, saved).scenarios;
  const name = scenario?.name ?? '';
  await explorer.expand(fileName);
  const asked = chat.simulator.requests.length;
  await explorer.run(name, 'Run Against Recordings');
  await explorer.waitForState(name, 'Passed');
  assert.equal(chat.simulator.requests.length, asked);

  const ids = [...(await read(recordingName)).matchAll(/productId\\?":\\?"([\w-]+)/g)];
  const prices = Object.fromEntries(ids.map(([, id = '']) => [id, 999] as const));
  const { port, businessId, agentId, baseUrl } = chat.simulator;
  await chat.simulator.close();
  dearer = await startTestSimulator({ port, businessId, agentId, apiKey, prices });
  await explorer.run(name);
  await explorer.waitForState(name, 'Failed');
  const line = saved.split('\n').findIndex((text) => text.includes('price: { max: 100 }')) + 1;
  assert.equal((await explorer.openFailure(name)).line, line);
  const env = simulatorEnv(dearer);
  // It names the agent that VS Code knows, and so must the command line.
  const agents = join(folder, 'agents.json');
  const demo = { baseUrl, businessId, agentId };
  await writeFile(agents, JSON.stringify({ agents: { Demo: demo } }));
  const args = ['test', '--agents', agents, join(folder, fileName)];
  const { code, stdout } = await runCli(args, { env });
  assert.equal(code, 1, stdout);
  assert.ok(stdout.includes(`${fileName}:${line}:`), stdout);
  assert.equal(dearer.openSessions, 0);
});
