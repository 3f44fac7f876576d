import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChatWorkbench, type ChatWorkbench } from '../support/chatWorkbench.ts';
import { canaryKey } from '../support/testKeys.ts';

const apiKey = canaryKey('inspector');

let chat: ChatWorkbench;

before(async () => {
  chat = await openChatWorkbench({ simulator: { apiKey } });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(() => chat.dispose());

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
  await chat.log.getByRole('button', { name: 'Show in inspector' }).click();
  await panel.locator('.wire-list:focus [aria-selected=true]').waitFor();
  assert.equal(await inspector().isVisible(), false);
});
