import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cacheDir } from '../../scripts/paths.ts';
import { openTestExplorer } from '../support/workbench/testExplorer.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// The packed extension in a VS Code that has never seen it: installed with VS Code's command line,
// no extension under development, no settings, no keys.

const scenario = `name: Finds boots
turns:
  - say: black boots under 100
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
`;

let folder: string;
let workbench: Workbench;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-installed-'));
  await writeFile(join(folder, 'boots.sofia.yaml'), scenario);
  const vsix = process.env['ASK_SOFIA_VSIX'] ?? join(cacheDir, 'ask-sofia.vsix');
  workbench = await openWorkbench({ folder, vsix });
});
after(async () => {
  await workbench.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('“Ask Sofia” is what the palette shows first when it is typed, by that name alone', async () => {
  const { page, chat } = workbench;
  const row = (index: number) =>
    page.locator(`.quick-input-list .monaco-list-row[data-index="${index}"] .label-name`);
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').fill('>Ask Sofia');
  // The second one is of the list that was filtered already.
  await row(1)
    .filter({ hasText: /^Ask Sofia: / })
    .waitFor();
  assert.equal(await row(0).innerText(), 'Ask Sofia');
  await page.keyboard.press('Enter');
  await chat.getByRole('button', { name: 'Try the demo agent' }).waitFor();
});

test('the demo agent ends in the open chat with messages to begin with', async () => {
  const { chat } = workbench;
  await chat.getByRole('button', { name: 'Try the demo agent' }).click();
  await chat.getByRole('button', { name: /Demo \(offline\)/ }).waitFor();
  await chat.locator('.starters').getByRole('button').first().waitFor();
});

test('a first scenario passes with the demo agent', async () => {
  const explorer = await openTestExplorer(workbench);
  await explorer.expand('boots.sofia.yaml');
  await explorer.waitForState('Finds boots', 'Not yet run');
  await explorer.run('Finds boots');
  await explorer.waitForState('Finds boots', 'Passed');
});
