import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { parseScenarios } from '../../src/scenarios/file/parseScenarios.ts';
import { comes, eventually, patiently } from '../support/eventually.ts';
import { openTestExplorer } from '../support/workbench/testExplorer.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

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

test('the first scenario of a folder is begun by “New File…”, and is found as a test', async () => {
  workbench = await openWorkbench({ folder });
  const { page } = workbench;
  const input = page.locator('.quick-input-widget input.input');
  const entry = page.locator('.quick-input-list .monaco-list-row', { hasText: 'New Scenario' });
  // VS Code has no list of new files before it has been idle for a while.
  await patiently(
    async (soon) => {
      await page.keyboard.press('Escape');
      await workbench?.runCommand('Create: New File...');
      return comes(entry.waitFor(soon));
    },
    () => 'No new scenario is offered',
  );
  await entry.click();
  await eventually(
    async () => (await input.inputValue()).endsWith('scenario.sofia.yaml'),
    () => 'No file is asked for',
  );
  await input.press('Enter');
  await page.locator('.tab.active', { hasText: 'scenario.sofia.yaml' }).waitFor();
  await page.locator('.view-lines').getByText('turns:').waitFor();
  await page.locator('.codelens-decoration a', { hasText: /^Run$/ }).waitFor();
  // The name is selected, to be written over.
  await page.keyboard.type('Finds boots');
  await page.keyboard.press('Control+S');
  const explorer = await openTestExplorer(workbench);
  await explorer.expand('scenario.sofia.yaml');
  await explorer.waitForState('Finds boots', 'Not yet run');
  const text = await readFile(join(folder, 'scenario.sofia.yaml'), 'utf8');
  assert.deepEqual(parseScenarios('scenario', text).problems, []);
});
