import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { clipboardText } from '../support/workbench/clipboard.ts';
import { eventually } from '../support/eventually.ts';
import { filesThatContain } from '../support/secretScan.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// A newcomer's way, in a window without settings: demo, mail, connection report, hello, test, export.

const apiKey = canaryKey('onboarding');

let simulator: Simulator;
let workbench: Workbench;
let folder: string;

before(async () => {
  simulator = await startTestSimulator({
    apiKey,
    businessId: '2c6f1a44-0d2b-4d63-9a55-6f9f6b0f8a11',
  });
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-onboarding-'));
  workbench = await openWorkbench({ folder });
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.runCommand('Ask Sofia');
  // A page that comes while the mouse is down would take the rest of the drag.
  await pageWith('.welcome');
  await narrowSideBar();
});

after(async () => {
  await workbench.dispose();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** The welcome mail as a shop's developer gets it. */
const mail = () => `Hi Ana,

welcome to Sofia! Your agent is ready to be tried. Here is what your developers need:

  business_id: ${simulator.businessId}
  agent_descriptor_id: ${simulator.agentId}
  api_key: ${apiKey}

Base URL: ${simulator.baseUrl}

Best regards
Connectly`;

const row = (label: string | RegExp) =>
  workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
const input = () => workbench.page.locator('.quick-input-widget input.input');
const step = (name: string) =>
  workbench.page.locator('.getting-started-step').filter({ hasText: name });

/** A step of the walkthrough is ticked off by VS Code itself. */
async function ticked(name: string): Promise<void> {
  await step(name).locator('.codicon-getting-started-step-checked.complete').waitFor();
}

/** Drags the side bar to 280 pixels. */
async function narrowSideBar(): Promise<void> {
  const { page } = workbench;
  const box = await page.locator('.part.sidebar').boundingBox();
  assert(box);
  const edge = box.x + box.width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 280, 400, { steps: 8 });
  await page.mouse.up();
}

/** The page among the extension's pages that has such an element. */
async function pageWith(selector: string): Promise<FrameLocator> {
  const frames = workbench.page.locator('iframe.webview[src*="extensionId=ask-sofia.ask-sofia"]');
  let found: FrameLocator | undefined;
  await eventually(
    async () => {
      for (let index = 0; index < (await frames.count()); index++) {
        const frame = frames.nth(index).contentFrame().frameLocator('#active-frame');
        if ((await frame.locator(selector).count()) > 0) found = frame;
      }
      return found !== undefined;
    },
    () => `No page has ${selector}`,
  );
  assert(found);
  return found;
}

test('a window without agents offers to add one, to try the demo, and the walkthrough', async () => {
  const chat = await pageWith('.welcome');
  await chat.getByRole('button', { name: 'Add Agent' }).waitFor();
  await chat.getByRole('button', { name: 'Try the Demo Agent' }).waitFor();
  await chat.getByRole('button', { name: 'Open Walkthrough' }).click();
  await step('Try the demo agent').waitFor();
  const width = await chat.locator('body').evaluate((body) => body.clientWidth);
  assert(width <= 280, `${width} pixels`);
  const overflow = await chat.locator('body').evaluate((body) => body.scrollWidth);
  assert(overflow <= width, 'nothing sticks out');
});

test('the demo answers without an account, and its step is ticked off', async () => {
  await workbench.page.getByRole('button', { name: 'Try the Demo Agent', exact: true }).click();
  const chat = await pageWith('.composer-box textarea');
  await chat.getByRole('button', { name: /Demo \(offline\)/ }).waitFor();
  await chat.locator('.starters').getByRole('button').first().waitFor();
  await ticked('Try the demo agent');
  assert.equal(simulator.requests.length, 0);
});

test('the pasted mail becomes an agent; the key goes to secret storage, the clipboard is emptied', async () => {
  const { page } = workbench;
  await page.evaluate((text) => navigator.clipboard.writeText(text), mail());
  await step('Add your agent').click();
  await page.getByRole('button', { name: 'Add Agent', exact: true }).click();
  await row('Paste what you copied').click();
  await row('Business ID').filter({ hasText: simulator.businessId }).waitFor();
  await row('Agent ID').filter({ hasText: simulator.agentId }).waitFor();
  await row('API key')
    .filter({ hasText: `${apiKey.length} characters` })
    .waitFor();
  await row('Base URL').filter({ hasText: simulator.baseUrl }).waitFor();
  await row('Name').click();
  await input().fill('Ridge Shop');
  await input().press('Enter');
  await row('Add this agent and clear the clipboard').click();
  await ticked('Add your agent');
  await eventually(
    async () => (await clipboardText(page)) === '',
    () => 'The clipboard still has the mail',
  );
  const chat = await pageWith('.composer-box textarea');
  await chat.getByRole('button', { name: /Ridge Shop/ }).waitFor();
});

test('the connection report is green, and its copy without the key', async () => {
  const { page } = workbench;
  await step('Check the connection').click();
  await page.getByRole('button', { name: 'Check Connection', exact: true }).click();
  const report = await pageWith('.report .verdict');
  await report.getByRole('button', { name: 'Check Again' }).waitFor();
  assert.equal(await report.locator('[data-state=failed], [data-state=warning]').count(), 0);
  await report.getByText('Greeting').first().waitFor();
  await report.getByRole('button', { name: 'Copy Report' }).click();
  await report.getByRole('main').getByText('Report copied').waitFor();
  const copied = await clipboardText(page);
  assert(copied !== undefined);
  assert.match(copied, /Ridge Shop/);
  assert(!copied.includes(apiKey));
  assert.equal(simulator.openSessions, 0);
  await workbench.runCommand('Open Walkthrough');
  await ticked('Check the connection');
});

test('hello is answered, the first test is a file, and the walkthrough is done', async () => {
  const chat = await pageWith('.composer-box textarea');
  await chat.locator('.composer-box textarea').fill('Hello');
  await chat.locator('.composer-box textarea').press('Enter');
  await chat
    .getByRole('log')
    .getByText(/total [\d.,]/)
    .waitFor();
  await ticked('Say hello');
  await step('Save your first scenario').click();
  await workbench.page.getByRole('button', { name: 'Save as Scenario', exact: true }).click();
  await row('At least 1 message').waitFor();
  await input().press('Enter');
  await eventually(
    async () => (await input().inputValue()).endsWith('hello.sofia.yaml'),
    async () => `The dialog proposes ${await input().inputValue()}`,
  );
  await input().press('Enter');
  await workbench.page.locator('.tab.active').filter({ hasText: 'hello.sofia.yaml' }).waitFor();
  assert.deepEqual((await readdir(folder)).toSorted(), [
    'hello.recording.ndjson',
    'hello.sofia.yaml',
  ]);
  await workbench.runCommand('Open Walkthrough');
  await ticked('Save your first scenario');
  assert.deepEqual(await filesThatContain(folder, apiKey), []);
});

test('the conversation is exported as a file', async () => {
  await workbench.runCommand('Export Conversation…');
  await row('JSON').waitFor();
  // With the keys: the list may move below the mouse while it is drawn.
  await input().fill('JSON');
  await row('HTML').waitFor({ state: 'detached' });
  await input().press('Enter');
  await eventually(
    async () => (await input().inputValue()).endsWith('.json'),
    async () => `The dialog proposes ${await input().inputValue()}`,
  );
  await input().press('Enter');
  await eventually(
    async () => (await readdir(folder)).filter((name) => name.endsWith('.json')).length === 1,
    async () => `There are ${(await readdir(folder)).join(', ')}`,
  );
  assert.deepEqual(await filesThatContain(folder, apiKey), []);
});

test('the key is in no message between host and page, no log, no file of the profile', async () => {
  const { messages, consoleLines, server } = workbench;
  // VS Code keeps its secrets in the browser, encrypted; what is on the disk is ours to see.
  assert.deepEqual(await filesThatContain(server.dataDir, apiKey), []);
  assert.deepEqual(
    consoleLines.filter((line) => line.includes(apiKey)),
    [],
  );
  const ours = messages.filter((message) => /"type":"(snapshot|patch|report)"/.test(message));
  assert.notEqual(ours.length, 0);
  assert.deepEqual(
    ours.filter((message) => message.includes(apiKey)),
    [],
  );
});
