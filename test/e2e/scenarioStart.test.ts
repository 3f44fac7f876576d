import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { eventually } from '../support/agentWindow.ts';
import { openTestExplorer } from '../support/testExplorer.ts';
import { openWorkbench, type Workbench } from '../support/workbenchPage.ts';

// Windows in which nothing of Sofia was used before.

let folder: string;
let workbench: Workbench | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-first-'));
});
afterEach(async () => {
  await workbench?.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('in Restricted Mode nothing is found, and a line says why', async () => {
  await writeFile(join(folder, 'boots.sofia.yaml'), 'name: Boots\nturns: [say: boots]\n');
  workbench = await openWorkbench({ folder, hasWorkspaceTrust: true });
  const restricted = await openTestExplorer(workbench);
  await workbench.page.getByText('Restricted Mode: trust this folder').waitFor();
  assert.equal(await restricted.line('boots.sofia.yaml').count(), 0);
});

test('the first scenario of a folder is completed', async () => {
  workbench = await openWorkbench({ folder });
  const { page, server } = workbench;
  // VS Code has looked for scenarios then, and found none.
  await eventually(
    async () => (await hostLog(server.dataDir)).includes('Eager extensions activated'),
    () => 'VS Code still looks for scenarios',
  );
  await writeFile(join(folder, 'first.sofia.yaml'), '');
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input.input').fill('first.sofia.yaml');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'first' }).first().click();
  await page.locator('.editor-instance .view-lines').click();
  const proposal = page.locator('.suggest-widget .monaco-list-row', { hasText: 'New scenario' });
  await eventually(
    async () => {
      await page.keyboard.press('Control+Space');
      return proposal.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    },
    () => 'Nothing is proposed',
  );
  await page.keyboard.press('Enter');
  await page.locator('.view-lines').getByText('turns:').waitFor();
});

/** What the extension host has written down so far. */
async function hostLog(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'logs');
  const names = await readdir(folder, { recursive: true });
  const logs = names.filter((name) => name.endsWith('remoteexthost.log'));
  return (await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}
