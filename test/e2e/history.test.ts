import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openChatWorkbench, type ChatWorkbench } from '../support/chatWorkbench.ts';
import { filesThatContain } from '../support/secretScan.ts';

const apiKey = 'sofia-e2e-history-71c4';

let chat: ChatWorkbench;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-history-'));
  chat = await openChatWorkbench({ simulator: { apiKey }, folder });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(async () => {
  await chat.dispose();
  await rm(folder, { recursive: true, force: true });
});

const said = (text: string) => chat.log.locator('.sent').filter({ hasText: text });
const tree = () => chat.workbench.page.getByRole('tree', { name: 'Conversations' });
const row = (name: RegExp) => tree().getByRole('treeitem', { name });
const dialogInput = () => chat.workbench.page.locator('.quick-input-widget input.input');

/** Takes an entry of the list that VS Code asks with. */
async function pick(label: string): Promise<void> {
  const { page } = chat.workbench;
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}

test('every conversation is in the list, and one click brings it back', async () => {
  await chat.ask('running shoes');
  await chat.workbench.runCommand('New Session');
  await said('running shoes').waitFor({ state: 'detached' });
  await chat.ask('a backpack');
  await chat.workbench.page.getByRole('button', { name: 'Conversations Section' }).click();
  await row(/running shoes/).click();
  await said('running shoes').waitFor();
  assert.equal(await said('a backpack').count(), 0);
});

test('a renamed conversation has its name in the list', async () => {
  await chat.workbench.runCommand('Rename Conversation…');
  await dialogInput().fill('Shoes for Ana');
  await dialogInput().press('Enter');
  await row(/Shoes for Ana/).waitFor();
});

test('the window comes back with the conversation it showed, and the list is whole', async () => {
  await chat.workbench.reloadWindow();
  await chat.workbench.runCommand('Ask Sofia');
  await said('running shoes').waitFor();
  await row(/Shoes for Ana/).waitFor();
  await row(/a backpack/).waitFor();
  await chat.ask('cheaper');
});

test('a deleted conversation leaves the list and comes back with Undo', async () => {
  const { page } = chat.workbench;
  // What was just said moves its conversation to the top; a menu opened before would lose its row.
  await tree().locator('[aria-posinset="1"]').filter({ hasText: 'Shoes for Ana' }).waitFor();
  await row(/a backpack/).click({ button: 'right' });
  // VS Code's menus take no notice of a button that is let go within 100 ms of their opening.
  await page.getByRole('menuitem', { name: 'Delete Conversation' }).click({ delay: 300 });
  await row(/a backpack/).waitFor({ state: 'detached' });
  // A VS Code under test keeps its notifications out of the way.
  await chat.workbench.runCommand('Notifications: Show Notifications');
  await page.locator('.notifications-center .monaco-button', { hasText: 'Undo' }).click();
  await row(/a backpack/).waitFor();
});

for (const [format, ending, mark] of [
  ['Markdown', 'md', 'running shoes'],
  ['HTML', 'html', '<!doctype html>'],
  ['JSON', 'json', '"recommendationEvent"'],
] as const) {
  test(`an export as ${format} is a file with the conversation and without the key`, async () => {
    await chat.workbench.runCommand('Export Conversation…');
    await pick(format);
    await eventually(async () => (await dialogInput().inputValue()).endsWith(`.${ending}`));
    await dialogInput().press('Enter');
    await eventually(async () => (await readdir(folder)).some((name) => name.endsWith(ending)));
    const name = (await readdir(folder)).find((entry) => entry.endsWith(ending)) ?? '';
    const text = await readFile(join(folder, name), 'utf8');
    assert(text.toLowerCase().includes(mark.toLowerCase()), text.slice(0, 500));
    assert.deepEqual(await filesThatContain(folder, apiKey), []);
  });
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isSo()) return;
    await chat.workbench.page.waitForTimeout(100);
  }
  assert.fail(`It never came to be: ${String(isSo)}`);
}

test('the chat in an editor tab is in step with the one in the side bar', async () => {
  const { page } = chat.workbench;
  await chat.workbench.runCommand('Open Chat in Editor');
  const frames = page.locator('iframe.webview[src*="extensionId=ask-sofia.ask-sofia"]');
  await frames.nth(1).waitFor();
  const views = [0, 1].map((index) =>
    frames.nth(index).contentFrame().frameLocator('#active-frame'),
  );
  for (const view of views)
    await view.getByRole('log').getByText('running shoes').first().waitFor();
  const [one, other] = views;
  assert(one && other);
  await one.locator('.composer-box textarea').fill('a watch');
  await one.locator('.composer-box textarea').press('Enter');
  await other.locator('.sent').filter({ hasText: 'a watch' }).waitFor();
  await other.getByRole('button', { name: 'Send', exact: true }).waitFor();
  assert.equal(await one.locator('.product').count(), await other.locator('.product').count());
});
