import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { eventually } from '../support/eventually.ts';
import { personaCases, personaFile, timedName } from '../support/samples/personaCases.ts';
import * as editor from '../support/workbench/scenarioEditor.ts';
import { openTestExplorer, type TestExplorer } from '../support/workbench/testExplorer.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';

const apiKey = canaryKey('scenarios');
const boots = `name: Recommends boots within the budget
turns:
  - say: black boots under 100
    expect:
      - products:
          count: { min: 1 }
          price: { max: 100 }
  - say: tell me more about the {{products[0].title}}
    expect:
      - text: '{{turns[0].products[0].title}}'
---
name: Knows colours
data: [{ colour: black }, { colour: brown }]
repeat: 2
turns:
  - say: '{{colour}} boots'
    expect:
      - products: { facets: { color: '{{colour}}' } }
`;
const fails = 'turns: [{ say: hi, expect: [{ text: never said }] }]';
const notes = `name: Left
skip: out of stock
turns: [{ say: hi }]
---
name: Asks nothing
turns: [{ say: hi }]
---
name: Known
knownFailure: { because: no prices, until: 2999-12-31 }
${fails}
---
name: Gone
knownFailure: { because: no prices }
turns: [{ say: hi, expect: [{ messages: { min: 1 } }] }]
---
name: Over
knownFailure: { because: no prices, until: 2020-12-31 }
${fails}
`;
const broken = `name: Broken
turns:
  - say: hi
    expcet: []
`;

let folder: string;
let chat: ChatWorkbench;
let explorer: TestExplorer;
/** Answers in the place of the first one. */
let second: Simulator | undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-scenarios-'));
  for (const [name, text] of Object.entries({ boots, broken, notes, personas: personaFile }))
    await writeFile(join(folder, `${name}.sofia.yaml`), text);
  const others: Record<string, Simulator> = {};
  for (const { persona } of personaCases) others[persona] = await startTestSimulator({ persona });
  chat = await openChatWorkbench({ simulator: { apiKey }, others, folder });
  explorer = await openTestExplorer(chat.workbench);
});
after(async () => {
  await chat.dispose();
  await second?.close();
  await rm(folder, { recursive: true, force: true });
});

const requests = () => (second ?? chat.simulator).requests;

const openFile = (name: string) => editor.openFile(chat.workbench, name);
const clickLens = (name: string) => editor.clickLens(chat.workbench, name, () => requests().length);

test('scenarios are in the Test Explorer, and pass', async () => {
  await explorer.expand('boots.sofia.yaml');
  await explorer.waitForState('Knows colours', 'Not yet run');
  assert.equal(requests().length, 0);
  await explorer.run('boots.sofia.yaml');
  await explorer.waitForState('boots.sofia.yaml', 'Passed');
  await explorer.waitForState('Recommends boots within the budget', 'Passed');
  await explorer.expand('Knows colours');
  await explorer.expand('colour: brown');
  await explorer.waitForState('Run 2', 'Passed');
  assert.equal(chat.simulator.openSessions, 0);
});

test('the conversation of a test opens in the chat', async () => {
  await explorer.menu('Run 2', 'Open Conversation');
  await chat.log.locator('.sent').filter({ hasText: 'brown boots' }).waitFor();
  explorer = await openTestExplorer(chat.workbench);
});

test('each character of an agent gets its verdict', async () => {
  await explorer.run('personas.sofia.yaml');
  await explorer.waitForState('personas.sofia.yaml', 'Failed');
  await explorer.expand('personas.sofia.yaml');
  await explorer.expand('Finds shoes');
  for (const { persona, isGood, isTimed } of personaCases) {
    const label = isTimed ? timedName : persona;
    await explorer.waitForState(label, isGood ? 'Passed' : 'Failed');
  }
  await explorer.collapse('personas.sofia.yaml');
});

test('what is skipped, known to fail or not judged says so beside its name', async () => {
  await explorer.expand('notes.sofia.yaml');
  await explorer.waitForNote('Asks nothing', '');
  await explorer.run('notes.sofia.yaml');
  await explorer.waitForState('Over', 'Failed');
  await explorer.waitForNote('Left', 'skipped: out of stock');
  await explorer.waitForNote('Asks nothing', 'not evaluated: it has no expectations');
  await explorer.waitForNote('Known', 'known failure until 2999-12-31: no prices');
  for (const label of ['Left', 'Asks nothing', 'Known'])
    await explorer.waitForState(label, 'Skipped');
  await explorer.waitForState('Gone', 'Passed');
  const gone = 'known failure: no prices · passed: remove knownFailure';
  await explorer.waitForNote('Gone', gone);
  const over = 'known failure until 2020-12-31: no prices · its knownFailure date has passed';
  await explorer.waitForNote('Over', over);
});

test('where a scenario says only, the others of what is run say that they are left out', async () => {
  const only = notes.replace('name: Asks nothing\n', 'name: Asks nothing\nonly: true\n');
  await writeFile(join(folder, 'notes.sofia.yaml'), only);
  await explorer.run('notes.sofia.yaml');
  await explorer.waitForNote(
    'Gone',
    'known failure: no prices · not run: another scenario uses "only"',
  );
  await explorer.waitForState('Gone', 'Skipped');
  // It alone is wanted.
  await explorer.run('Gone');
  await explorer.waitForState('Gone', 'Passed');
  await explorer.waitForNote('Gone', 'known failure: no prices · passed: remove knownFailure');
  await explorer.collapse('notes.sofia.yaml');
});

test('what is wrong in a file stands in the Problems view and under the file', async () => {
  const { page } = chat.workbench;
  await explorer.line('broken.sofia.yaml').waitFor();
  await page.getByText('Line 4: "expcet" isn\'t allowed here').waitFor();
  await chat.workbench.runCommand('View: Toggle Problems');
  const problems = page.locator('.markers-panel');
  await problems.getByText('"expcet" isn\'t allowed here. Did you mean "expect"?').waitFor();
  await problems.getByText('[Ln 4, Col 5]').waitFor();
});

test('the line above a scenario records it, and the recording answers without the agent', async () => {
  const { page } = chat.workbench;
  await openFile('boots.sofia.yaml');
  const keep = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Update Baseline' });
  await clickLens('Record');
  await keep.click();
  await eventually(
    async () => (await readFile(join(folder, 'boots.sofia.yaml'), 'utf8')).includes('recording:'),
    () => 'The scenario does not name its recording',
  );
  assert.equal((await readdir(folder)).includes('boots.recording.ndjson'), true);
  await explorer.waitForState('Recommends boots within the budget', 'Passed');
  const before = requests().length;
  await explorer.run('Recommends boots within the budget', 'Run Against Recordings');
  await page.locator('.test-output-peek-tree', { hasText: /Recommends boots/ }).waitFor();
  await explorer.waitForState('Recommends boots within the budget', 'Passed');
  assert.equal(requests().length, before);
});

test('a scenario without a recording is not judged without the agent, which is no failure', async () => {
  await explorer.run('Knows colours', 'Run Against Recordings');
  await explorer.waitForState('Knows colours', 'Errored');
});

test('each row of the data is recorded, beside the recording of the other scenario', async () => {
  const { page } = chat.workbench;
  await openFile('boots.sofia.yaml');
  await chat.workbench.runCommand('Update Baseline…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Knows colours' }).click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText("colour: brown: There's no recording yet.").waitFor();
  await dialog.getByRole('button', { name: 'Update Baseline' }).click();
  await page.getByText(/boots-knows-colours\.recording\.ndjson now has the new/).waitFor();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'));
  assert.deepEqual(names.toSorted(), [
    'boots-knows-colours-1.recording.ndjson',
    'boots-knows-colours-2.recording.ndjson',
    'boots.recording.ndjson',
  ]);
  const before = requests().length;
  await explorer.run('Knows colours', 'Run Against Recordings');
  await explorer.waitForState('Knows colours', 'Passed');
  assert.equal(requests().length, before);
});

test('results are there after a reload', async () => {
  await chat.workbench.reloadWindow();
  explorer = await openTestExplorer(chat.workbench);
  await explorer.expand('boots.sofia.yaml');
  await explorer.waitForState('Recommends boots within the budget', 'Passed');
});

test('a changed price fails at its line, with what was expected and what came', async () => {
  const { port, businessId, agentId } = chat.simulator;
  await chat.simulator.close();
  const prices = { 'tarvexa-meadow': 999 };
  second = await startTestSimulator({ port, businessId, agentId, apiKey, prices });
  await explorer.run('Recommends boots within the budget');
  await explorer.waitForState('Recommends boots within the budget', 'Failed');
  const failure = await explorer.openFailure('Recommends boots within the budget');
  const lines = (await readFile(join(folder, 'boots.sofia.yaml'), 'utf8')).split('\n');
  assert.match(lines[failure.line - 1] ?? '', /price: \{ max: 100 \}/);
  assert.match(failure.title, /every price is at most 100/);
  assert.match(failure.expected, /at most 100/);
  assert.match(failure.actual, /\$999\.00/);
  assert.equal(second.openSessions, 0);
});

test('a scenario is gone through turn by turn in the chat', async () => {
  const { page } = chat.workbench;
  await openFile('boots.sofia.yaml');
  // Closes the failure.
  await page.keyboard.press('Escape');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const next = rows.filter({ hasText: 'Next Turn' });
  await clickLens('Debug');
  await next.waitFor();
  // What was not met is said before the tester goes on.
  const says = await page.locator('.quick-input-widget input.input').getAttribute('placeholder');
  assert.match(says ?? '', /every price is at most 100/);
  await chat.log.locator('.sent').filter({ hasText: 'black boots under 100' }).waitFor();
  assert.equal(await chat.log.locator('.sent').count(), 1);
  await next.click();
  await chat.log.locator('.sent').filter({ hasText: 'tell me more' }).waitFor();
  await chat.log
    .getByText(/total [\d.,]/)
    .nth(1)
    .waitFor();
  // The conversation stays, to be gone on with.
  await chat.send.waitFor();
  assert.equal(second?.openSessions, 1);
});

test('what changed is said before the recording is another one', async () => {
  const { page } = chat.workbench;
  const path = join(folder, 'boots.recording.ndjson');
  const before = await readFile(path, 'utf8');
  await openFile('boots.sofia.yaml');
  const dialog = page.locator('.monaco-dialog-box');
  const keep = dialog.getByRole('button', { name: 'Update Baseline' });
  await clickLens('Record');
  await dialog.getByText(/The price of the product .* was "[\d.]+" and is now "999"/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await readFile(path, 'utf8'), before);
  await clickLens('Record');
  await keep.click();
  await eventually(
    async () => (await readFile(path, 'utf8')).includes('999'),
    () => 'The recording is the old one',
  );
  explorer = await openTestExplorer(chat.workbench);
  await explorer.run('Recommends boots within the budget', 'Run Against Recordings');
  await explorer.waitForState('Recommends boots within the budget', 'Failed');
});

test('a file whose continuous run is turned on is run when it is saved', async () => {
  const { page } = chat.workbench;
  explorer = await openTestExplorer(chat.workbench);
  const file = explorer.line('boots.sofia.yaml');
  const toggle = async (name: RegExp) => {
    await file.hover();
    await file.getByRole('button', { name }).click();
  };
  const asked = () => requests().filter(({ path }) => path.endsWith('/invoke')).length;
  await toggle(/Turn on Continuous Run/);
  const before = asked();
  await openFile('boots.sofia.yaml');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# Another season');
  assert.equal(asked(), before);
  await page.keyboard.press('Control+S');
  // Two turns of the first scenario, and twice each of the two rows of the other one.
  await eventually(
    () => asked() === before + 6,
    () => `${asked() - before} turns were sent`,
  );
  await explorer.waitForState('Recommends boots within the budget', 'Failed');
  await toggle(/Turn off Continuous Run/);
});
