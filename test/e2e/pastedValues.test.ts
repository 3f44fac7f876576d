import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// What the review says of values that are in pieces, cut, several, or behind a gateway.

const testKey = 'sofia_test_Rt5Yh8Jk3Wq6Pz1Cv9Nb';
const liveKey = 'sofia_live_Zk4Qw9Tn2Xv7Lr8Bm3Hd';
const businessId = '7d0f4c1e-52b9-4e0a-9c3d-1f6a8b2e4d70';

const mail = `Shop: Luna
Base URL: https://gateway.luna.shop/sofia
Business ID: ${businessId.slice(0, -6)}
Agent ID: 0192f3a4-7b6c-
7d8e-9f01-6c5b4a392817

Test API key: ${testKey}
Production API key: ${liveKey}
`;

let workbench: Workbench;

before(async () => {
  workbench = await openWorkbench();
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), mail);
});

after(async () => {
  await workbench.dispose();
});

const list = () => workbench.page.locator('.quick-input-list');
/** A row by the beginning of what a screen reader reads of it. */
const row = (spoken: string) => list().locator(`.monaco-list-row[aria-label^="${spoken}"]`);
const message = () => workbench.page.locator('.quick-input-message');
const input = () => workbench.page.locator('.quick-input-widget input.input');

test('each row says in words what was found, and the agent cannot be added before', async () => {
  await workbench.runCommand('Add Agent…');
  await row('Paste what you copied').click();
  await row(
    'Business ID, it was cut off or split in what you pasted: enter the whole value',
  ).waitFor();
  await row(
    'Agent ID, 0192f3a4-7b6c-7d8e-9f01-6c5b4a392817 (36 characters), line 4, joined from several pieces',
  ).waitFor();
  await row('API key, 2 found: choose one').waitFor();
  await row("Base URL, what you pasted can't be used as a base URL: enter one").waitFor();
  assert.equal(await row('Add this agent').count(), 0);
});

test('keys of one length are told apart without being shown', async () => {
  await row('API key').click();
  await row('Key 1 of 2, hidden (31 characters), test environment, Test API key, line 7').waitFor();
  await row('Key 2 of 2, hidden (31 characters), production environment').click();
  await row('API key, Hidden (31 characters), 2 found').waitFor();
  await row('API key').filter({ hasText: 'production environment' }).waitFor();
  const text = await workbench.page.locator('body').evaluate((body) => body.outerHTML);
  for (const key of [testKey, liveKey]) {
    for (const piece of [key.slice(0, 10), key.slice(-6)]) assert.ok(!text.includes(piece), piece);
  }
});

test('the host of a gateway is asked for, Connectly’s is one to choose', async () => {
  await row('Base URL').click();
  await row("https://api.connectly.ai, Connectly's own base URL").waitFor();
  await row('Enter another value').click();
  await input().fill('http://gateway.luna.shop');
  await message().filter({ hasText: 'Over plain HTTP, others could read the API key' }).waitFor();
  await input().fill('');
  await message().filter({ hasText: "can't be used as a base URL: enter one" }).waitFor();
  await input().fill('https://gateway.luna.shop');
  await input().press('Enter');
  await row('Base URL, https://gateway.luna.shop').waitFor();
  await row('Business ID').click();
  await input().fill(businessId);
  await input().press('Enter');
  await row(`Business ID, ${businessId} (36 characters)`).waitFor();
  await row('Add this agent').first().waitFor();
  await workbench.page.keyboard.press('Escape');
});
