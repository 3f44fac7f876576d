import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { comes, eventually, patiently } from '../support/eventually.ts';
import { filesThatContain } from '../support/secretScan.ts';
import { canaryKey } from '../support/testKeys.ts';

const apiKey = canaryKey('history');

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
  await row(/running shoes/).click({ button: 'right' });
  await chooseInMenu(chat.workbench.page, /^Rename Conversation/);
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

test('replayed in another window, without the agent, it shows the same log', async () => {
  const shown = await chat.log.innerText();
  const requests = chat.simulator.requests.length;
  const other = await chat.workbench.openWindow();
  await other.runCommand('Ask Sofia');
  // The chat takes the focus when it is there, and a menu would close.
  await other.chat.locator('.composer-box textarea').waitFor();
  const section = other.page.getByRole('button', { name: 'Conversations Section' });
  if ((await section.getAttribute('aria-expanded')) !== 'true') await section.click();
  const kept = other.page.getByRole('treeitem', { name: /Shoes for Ana/ });
  await kept.click({ button: 'right' });
  await chooseInMenu(other.page, /^Replay Conversation$/);
  const strip = other.chat.getByRole('group', { name: 'Replay, not live' });
  await strip.getByRole('combobox', { name: 'Speed' }).selectOption('Instant');
  await strip.getByRole('button', { name: 'Play Again' }).waitFor();
  assert.equal(await other.chat.getByRole('log').innerText(), shown);
  assert.equal(chat.simulator.requests.length, requests);
  await strip.getByRole('button', { name: 'Close Replay' }).click();
  await other.chat.locator('.composer-box textarea').waitFor();
  await other.page.close();
  await chat.workbench.page.bringToFront();
});

test('an exported recording opens in another window with the same log and the same lines', async () => {
  const { page } = chat.workbench;
  await chat.workbench.runCommand('Export Conversation as Recording…');
  await eventually(
    async () => (await dialogInput().inputValue()).endsWith('.ndjson'),
    () => 'The dialog does not propose an .ndjson',
  );
  const path = await dialogInput().inputValue();
  await dialogInput().press('Enter');
  const file = join(folder, basename(path));
  const text = () => readFile(file, 'utf8').catch(() => '');
  // VS Code makes a file before it has written it.
  await eventually(
    async () => (await text()).endsWith('}\n'),
    () => 'There is no recording',
  );
  // A second recording behind the first one, as `cat` leaves it.
  const recording = await text();
  await appendFile(file, recording);
  const shown = withoutTimes(await chat.log.innerText());
  await chat.workbench.runCommand('Toggle Inspector');
  const lines = await linesOf(chat.workbench.chat);
  assert(
    lines.some((line) => line.includes('recommendationEvent')),
    lines.join('\n'),
  );
  await chat.workbench.runCommand('Toggle Inspector');
  const other = await chat.workbench.openWindow();
  await other.runCommand('Ask Sofia');
  // The chat takes the focus when it is there, and VS Code's question would close.
  await other.chat.locator('.composer-box textarea').waitFor();
  await other.runCommand('Open Recording…');
  const input = other.page.locator('.quick-input-widget input.input');
  await other.page.locator('.quick-input-list').getByText('From a file…', { exact: true }).click();
  // The dialog puts its own path into the box when it has read the folder, whatever stands there.
  await patiently(
    async (soon) => {
      await comes(input.fill(path, soon).then(() => input.press('Enter', soon)));
      return comes(input.waitFor({ ...soon, state: 'hidden' }));
    },
    () => 'The dialog does not close',
  );
  await other.chat.getByRole('group', { name: 'Replay, not live' }).waitFor();
  const second = recording.split('\n').length;
  await other.page.getByText(`A second recording starts on line ${second}.`).first().waitFor();
  assert.equal(withoutTimes(await other.chat.getByRole('log').innerText()), shown);
  await other.runCommand('Toggle Inspector');
  assert.deepEqual(await linesOf(other.chat), lines);
  await other.page.close();
  await page.bringToFront();
});

test('a shared recording has none of the texts that were ticked', async () => {
  const { page } = chat.workbench;
  await chat.ask('write to ana@example.org please');
  await chat.workbench.runCommand('Share Redacted Recording…');
  await page.getByText('Names to replace, separated by commas.').waitFor();
  await dialogInput().press('Enter');
  await page.getByText('A regular expression for other text to replace').waitFor();
  await dialogInput().press('Enter');
  await page.getByText('ana@example.org → [email 1]').waitFor();
  await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  await eventually(
    async () => (await dialogInput().inputValue()).endsWith('-redacted.ndjson'),
    () => 'The dialog does not propose a redacted recording',
  );
  await dialogInput().press('Enter');
  const read = async () => {
    const name = (await readdir(folder)).find((entry) => entry.endsWith('-redacted.ndjson'));
    return name === undefined ? '' : readFile(join(folder, name), 'utf8');
  };
  // VS Code makes a file before it has written it.
  await eventually(
    async () => (await read()).includes('[email 1]'),
    () => 'There is no redacted recording',
  );
  const text = await read();
  assert(!text.includes('ana@example.org'));
  assert.deepEqual(await filesThatContain(folder, apiKey), []);
});

/** A recording has the times of the wire; the chat had each line some milliseconds later. */
const withoutTimes = (text: string) => text.replaceAll(/[\d.,]+ m?s\b/g, '… ms');

/** What all rows of the inspector say, once they are there; only those in view are in the page. */
async function linesOf(view: FrameLocator): Promise<readonly string[]> {
  const list = view.getByRole('treegrid', { name: 'Requests and lines' });
  await list.getByRole('row').filter({ hasText: 'messageEvent' }).first().waitFor();
  const texts = await list.evaluate(async (element) => {
    const found = new Map<number, string>();
    for (let top = 0; top < element.scrollHeight; top += element.clientHeight / 2) {
      element.scrollTop = top;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      for (const row of element.querySelectorAll<HTMLElement>('[role=row]'))
        found.set(Number(row.getAttribute('aria-rowindex')), row.innerText);
    }
    return [...found].toSorted(([one], [other]) => one - other);
  });
  return texts.map(([, text]) => text);
}

test('a replay can have a fault in its answers', async () => {
  const requests = chat.simulator.requests.length;
  await chat.workbench.runCommand('Replay with a Fault…');
  // The list is longer than what is drawn of it.
  await dialogInput().fill('bad-json');
  await pick('bad-json');
  const strip = chat.workbench.chat.getByRole('group', { name: 'Replay, not live' });
  await strip.getByRole('combobox', { name: 'Speed' }).selectOption('Instant');
  await strip.getByRole('button', { name: 'Play Again' }).waitFor();
  await chat.log
    .getByText(/isn't valid JSON/)
    .first()
    .waitFor();
  assert.equal(chat.simulator.requests.length, requests);
  await strip.getByRole('button', { name: 'Close Replay' }).click();
  await chat.box.waitFor();
});

test('the same is said to another agent, and both are shown next to each other', async () => {
  const { page } = chat.workbench;
  const before = await chat.log.locator('.sent').allInnerTexts();
  chat.invokes();
  await chat.workbench.runCommand('Replay Against Another Agent…');
  await pick('Demo');
  await page.getByRole('tab', { name: /recorded ↔ Demo/ }).waitFor();
  await eventually(
    async () => (await chat.log.locator('.sent').count()) === before.length,
    async () => `${await chat.log.locator('.sent').count()} of ${before.length} were said`,
  );
  await chat.send.waitFor();
  assert.equal(chat.invokes().length, before.length);
  await chat.workbench.runCommand('View: Close All Editors');
});

test('a deleted conversation leaves the list and comes back with Undo', async () => {
  const { page } = chat.workbench;
  // The conversation that was just had goes to the top; a menu opened before would lose its row.
  const said = await chat.log.locator('.sent').count();
  const newest = tree().locator('[aria-posinset="1"]').filter({ hasText: 'running shoes' });
  await newest.filter({ hasText: new RegExp(`· ${said}(?!\\d)`) }).waitFor();
  await row(/a backpack/).click({ button: 'right' });
  await chooseInMenu(page, 'Delete Conversation');
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
    await eventually(
      async () => (await dialogInput().inputValue()).endsWith(`.${ending}`),
      () => `The dialog does not propose a .${ending}`,
    );
    await dialogInput().press('Enter');
    const read = async () => {
      const name = (await readdir(folder)).find((entry) => entry.endsWith(`.${ending}`));
      return name === undefined ? '' : readFile(join(folder, name), 'utf8');
    };
    // VS Code makes a file before it has written it.
    await eventually(
      async () => (await read()).toLowerCase().includes(mark.toLowerCase()),
      () => `There is no .${ending} with ${mark}`,
    );
    assert.deepEqual(await filesThatContain(folder, apiKey), []);
  });
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
