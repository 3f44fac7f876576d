import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { openTestExplorer } from '../support/workbench/testExplorer.ts';
import { canaryKey } from '../support/testKeys.ts';

const apiKey = canaryKey('inspector');

/** A scenario with what it takes of other files, and one that fails in one place only. */
const files = {
  'shop/uses.sofia.yaml': `name: Uses steps
recording: uses.recording.ndjson
turns:
  - use: ../steps/greet.yaml
  - say: running shoes
    expect: [{ text: never said }]
  - say: cheaper
`,
  'steps/greet.yaml': '# Politely\n- say: hello\n',
  'shop/sofia.defaults.yaml': 'timeoutMs: 60000\nexpect: [{ messages: 99 }]\n',
  'alone.sofia.yaml': `name: Has no recording
turns: [{ say: hi, expect: [{ text: not said }] }, { say: something else }]
`,
};

let chat: ChatWorkbench;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-inspector-'));
  for (const name of ['.sofia', 'shop', 'steps']) await mkdir(join(folder, name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  chat = await openChatWorkbench({ simulator: { apiKey }, folder });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(async () => {
  await chat.dispose();
  await rm(folder, { recursive: true, force: true });
});

const inspector = () => chat.workbench.chat.locator('.inspector');
const exchanges = () => inspector().locator('.wire-exchange');
/** The figures of the whole conversation; of the list only what is seen is in the page. */
const totals = (text: RegExp) => inspector().locator('.totals-short').filter({ hasText: text });

test('the inspector shows what went over the wire, and what comes while it is open', async () => {
  await chat.ask('/fault unknown-event');
  await chat.workbench.runCommand('Toggle Inspector');
  await exchanges().filter({ hasText: 'invoke' }).waitFor();
  await exchanges().filter({ hasText: 'init' }).waitFor();
  await totals(/1 turn\b/).waitFor();
  await chat.ask('running shoes');
  await totals(/2 turns/).waitFor();
});

test('after a reload of the window the kept conversation has it still, without the key', async () => {
  await chat.workbench.reloadWindow();
  await chat.workbench.runCommand('Ask Sofia');
  await chat.log.locator('.sent').filter({ hasText: 'running shoes' }).waitFor();
  if (!(await inspector().isVisible())) await chat.workbench.runCommand('Toggle Inspector');
  await totals(/2 turns/).waitFor();
  await exchanges().first().waitFor();
  assert.equal((await inspector().innerText()).includes(apiKey), false);
});

test('in the panel it follows the chat, and the chat follows it', async () => {
  const { workbench } = chat;
  const { inspector: panel, page } = workbench;
  if (await inspector().isVisible()) await workbench.runCommand('Toggle Inspector');
  await workbench.runCommand('Open Inspector in Panel');
  const rows = panel.getByRole('row');
  await rows.filter({ hasText: 'invoke' }).first().waitFor();
  await chat.ask('Show me boots');
  await panel.getByText('3 turns').waitFor();

  await rows.filter({ hasText: 'recommendationEvent' }).last().click();
  const marked = chat.log.locator('.rows > [aria-current]');
  await marked.and(chat.log.locator('.recommendation')).waitFor();
  // The focus stays in the list: its keys go on working.
  await page.keyboard.press('Home');
  await marked.waitFor({ state: 'detached' });

  const message = chat.log.getByText('Show me boots', { exact: true });
  await message.click();
  await panel.locator('[aria-selected=true]').filter({ hasText: 'turn 3' }).waitFor();
  await marked.filter({ hasText: 'Show me boots' }).waitFor();

  await page.getByRole('tab', { name: 'Output' }).click();
  await marked.waitFor({ state: 'detached' });
  await workbench.runCommand('Open Inspector in Panel');
  await panel.getByText('3 turns').waitFor();
  await panel.locator('.wire-list:focus').waitFor();
  await page.keyboard.press('Control+F');
  await panel.locator('input[type=search]:focus').waitFor();

  await chat.log.getByText('Here are').last().hover();
  await chat.log.getByRole('button', { name: 'Show in Inspector' }).click();
  await panel.locator('.wire-list:focus [aria-selected=true]').waitFor();
  assert.equal(await inspector().isVisible(), false);
});

test('a failed test leads to its turns in their files, to the inspector and to a new baseline', async () => {
  const { workbench } = chat;
  const { inspector: panel, page } = workbench;
  const explorer = await openTestExplorer(workbench);
  await explorer.runAll();
  await explorer.waitForState('alone.sofia.yaml', 'Failed');
  await explorer.waitForState('shop/uses.sofia.yaml', 'Failed');
  await workbench.runCommand('Test Results: Focus on Test Results View');
  // All of the stack has room.
  await workbench.runCommand('View: Toggle Maximized Panel');
  await explorer.failure('never said').click();
  const frame = page.locator('.panel').getByRole('listitem', { name: 'Turn 1: say "hello"' });
  await frame.getByRole('button', { name: 'Open File' }).click();
  await page.locator('.tab.active', { hasText: 'greet.yaml' }).waitFor();
  await page.locator('.statusbar-item', { hasText: /^Ln 2, Col 3/ }).waitFor();
  await workbench.runCommand('Test Results: Focus on Test Results View');

  const press = async (failure: string, name: string) => {
    await explorer.failure(failure).hover();
    await explorer.failureButton(failure, name).click();
  };
  const inspected = (turn: string) =>
    panel.locator('.wire-list:focus [aria-selected=true]').filter({ hasText: turn }).waitFor();
  await press('messages: 99', 'Go to Error');
  await page.locator('.tab.active', { hasText: 'sofia.defaults.yaml' }).waitFor();
  await page.locator('.statusbar-item', { hasText: /^Ln 2, Col 10/ }).waitFor();
  await workbench.runCommand('Test Results: Focus on Test Results View');
  await press('never said', 'Update Baseline…');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText("There's no recording yet.").waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await press('never said', 'Show in Inspector');
  await inspected('turn 2');
  await workbench.runCommand('Test Results: Focus on Test Results View');
  await press('messages: 99', 'Show in Inspector');
  await inspected('turn 3');
  // The only failure of a test has the test's own menu.
  await workbench.runCommand('Test Results: Focus on Test Results View');
  await explorer.failure('not said').hover();
  await explorer.failureButton('not said', 'Show in Inspector').waitFor();
  assert.equal(await explorer.failureButton('not said', 'Update Baseline…').count(), 0);
  await press('not said', 'Show in Inspector');
  await inspected('turn 1');
  assert.equal((await panel.locator('body').innerText()).includes(apiKey), false);
  await workbench.runCommand('Test Results: Focus on Test Results View');
  await press('not said', 'Open Conversation');
  await chat.log.locator('.sent').filter({ hasText: 'something else' }).waitFor();
});
