import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { maxInputBytes } from '../../src/agentGraph/wire/requests.ts';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { chooseInMenu } from '../support/workbench/contextMenu.ts';
import { comes, eventually, patiently } from '../support/eventually.ts';
import { openTestExplorer } from '../support/workbench/testExplorer.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

// Two shops that are the same but for one price, side by side; and one of them asked several times.
const apiKey = canaryKey('compare');
const wanted = 'running shoes under $100';
const otherPrice = 11.5;
const scenario = `name: Shoes of some worth
agents: [Shop, Next]
turns:
  - say: ${wanted}
    expect:
      - products: { price: { min: 12 } }
  - say: what do I get for {{products[0].price}}?
`;

let shop: Simulator;
let next: Simulator;
let live: Simulator;
let folder: string;
let workbench: Workbench;
let window: AgentWindow;

before(async () => {
  shop = await startTestSimulator({ apiKey, agentId: 'agent-shop' });
  const changed = await firstProductId();
  next = await startTestSimulator({
    apiKey,
    agentId: 'agent-next',
    prices: { [changed]: otherPrice },
  });
  live = await startTestSimulator({ apiKey, agentId: 'agent-live' });
  const [Shop, Next, Live] = [shop, next, live].map(({ baseUrl, businessId, agentId }) => ({
    baseUrl,
    businessId,
    agentId,
  }));
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-compare-'));
  await writeFile(join(folder, 'shoes.sofia.yaml'), scenario);
  await writeFile(join(folder, 'live.sofia.yaml'), 'name: Live\nagent: Live\nturns: [say: hi]\n');
  workbench = await openWorkbench({
    folder,
    settings: {
      'askSofia.agents': { Shop, Next, Live: { ...Live, environment: 'production' } },
    },
    env: {
      ASK_SOFIA_DEV_KEYS: JSON.stringify(
        [shop, next, live].map(({ baseUrl: origin, businessId }) => ({
          origin,
          businessId,
          key: apiKey,
        })),
      ),
    },
  });
  window = await openAgentWindow(workbench);
});
after(async () => {
  await workbench.dispose();
  await Promise.all([shop.close(), next.close(), live.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** A product that the shop recommends for what is wanted, found out before anybody counts requests. */
async function firstProductId(): Promise<string> {
  const post = async (endpoint: string, body: object) => {
    const response = await fetch(`${shop.baseUrl}/external/v1/ai/agent_graph/${endpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
      body: JSON.stringify({ businessId: shop.businessId, clientKey: 'c', ...body }),
    });
    return response.text();
  };
  const [, sessionId] = /"sessionId":"([^"]+)"/.exec(await post('init', {})) ?? [];
  const messageEvent = { role: 'USER', content: { textContent: { text: wanted } } };
  const answer = await post('invoke', {
    sessionId,
    agentId: shop.agentId,
    inputEvents: [{ messageEvent }],
  });
  await post('close', { sessionId });
  const [, id] = /"productId":"([\w-]+)"/.exec(answer) ?? [];
  assert.ok(id, answer);
  return id;
}

/** The page in the editor: the views beside it have pages of their own. */
async function comparison(): Promise<FrameLocator> {
  const frames = workbench.page.locator('iframe.webview[src*="extensionId=ask-sofia.ask-sofia"]');
  let found: FrameLocator | undefined;
  await eventually(
    async () => {
      for (let index = 0; index < (await frames.count()); index += 1) {
        const frame = frames.nth(index).contentFrame().frameLocator('#active-frame');
        if ((await frame.locator('main.compare h1').count()) > 0) found = frame;
      }
      return found !== undefined;
    },
    () => 'No comparison is shown',
  );
  assert(found);
  return found;
}

async function closeTab(): Promise<void> {
  await window.runCommand('View: Close Editor');
}

async function allClosed(...simulators: readonly Simulator[]): Promise<void> {
  const open = () => simulators.map(({ openSessions }) => openSessions);
  await eventually(
    () => open().every((sessions) => sessions === 0),
    () => `Open sessions: ${open().join()}`,
  );
}

const count = ({ requests }: Simulator, endpoint: string) =>
  requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;
const dialog = () => workbench.page.locator('.monaco-dialog-box');

test('two agents get the turns of the conversation, and the price that differs is shown', async () => {
  await window.row(/^Shop/).click();
  await window.ask(wanted);
  const asked = count(shop, 'invoke');
  await window.runCommand('Compare with Another Agent…');
  await window.pick('Next');
  await window.pick('Send to both');
  const page = await comparison();
  const turn = page.getByRole('region', { name: /Turn 1/ });
  await turn.getByText('1 difference').waitFor();
  const products = turn.getByRole('group', { name: 'Products' });
  await products.getByText(`→ ${otherPrice}`).waitFor();
  assert.equal(await products.locator('.mark').filter({ hasText: 'changed' }).count(), 2);
  assert.equal(count(shop, 'invoke'), asked + 1);
  assert.equal(count(next, 'invoke'), 1);
});

test('one composer asks both, and what A does is kept as an expectation', async () => {
  const page = await comparison();
  const box = page.getByRole('textbox', { name: 'Message to both agents' });
  await box.fill('hello');
  await box.press('Enter');
  const turn = page.getByRole('region', { name: /Turn 2/ });
  await turn.getByText('Same response').waitFor();
  await turn.getByRole('button', { name: /^Save Shop's Behavior/ }).click();
  const editor = workbench.page.locator('.editor-instance .view-lines');
  await editor.getByText(wanted).first().waitFor();
  await editor.getByText('turns:').waitFor();
  await window.runCommand('View: Revert and Close Editor');
});

test('what is too long for an agent is sent to none, and the tester is told', async () => {
  const page = await comparison();
  const box = page.getByRole('textbox', { name: 'Message to both agents' });
  const asked = [count(shop, 'invoke'), count(next, 'invoke')];
  await box.fill('x'.repeat(maxInputBytes + 1));
  await box.press('Enter');
  await window.notification(/257 KiB; the limit is 256 KiB/);
  assert.deepEqual([count(shop, 'invoke'), count(next, 'invoke')], asked);
});

test('its sessions are closed with the tab, and no page and no message has the key', async () => {
  const page = await comparison();
  assert.equal((await page.locator('body').innerText()).includes(apiKey), false);
  await workbench.page.getByRole('tab', { name: /Shop ↔ Next/ }).click();
  await closeTab();
  await allClosed(next);
  // The conversation itself goes on.
  await eventually(
    () => shop.openSessions === 1,
    () => `${shop.openSessions} sessions are open`,
  );
  const own = workbench.messages.filter((message) => message.includes('"mode":"agents"'));
  assert.notEqual(own.length, 0);
  assert.equal(
    own.some((message) => message.includes(apiKey)),
    false,
  );
});

test('two agents go through a scenario, each told what its own answers make of it', async () => {
  const { page: editor } = workbench;
  const open = shop.openSessions;
  await editor.keyboard.press('Control+P');
  await window.input.fill('shoes.sofia.yaml');
  await window.choices.filter({ hasText: 'shoes.sofia.yaml' }).first().click();
  await editor.locator('.codelens-decoration a', { hasText: /^Compare$/ }).click();
  const page = await comparison();
  await page.getByText('Both agents run “Shoes of some worth” in separate sessions.').waitFor();
  const result = page.getByRole('region', { name: 'Result' });
  await result.locator('.cell[data-side=a]').getByText('passed').waitFor();
  await result.locator('.cell[data-side=b]').getByText('failed').waitFor();
  const expectations = page
    .getByRole('region', { name: /Turn 1/ })
    .getByRole('group', { name: 'Expectations' });
  const judged = (side: 'a' | 'b') =>
    expectations.locator(`.cell[data-side=${side}]`).getByRole('listitem').innerText();
  assert.match(await judged('a'), /passed/);
  assert.match(await judged('b'), /failed[^]*11\.5/);
  const told = page
    .getByRole('region', { name: /Turn 2/ })
    .getByRole('group', { name: 'Customer' });
  await told.locator('.cell[data-side=b]').getByText(`for ${otherPrice}?`).waitFor();
  await told.locator('.cell[data-side=a]').getByText('for ').waitFor();
  // The tester goes on from there, in the same two conversations.
  const box = page.getByRole('textbox', { name: 'Message to both agents' });
  await box.fill('hello');
  await box.press('Enter');
  await page
    .getByRole('region', { name: /Turn 3/ })
    .getByText('Same response')
    .waitFor();
  assert.equal(next.openSessions, 1);
  await workbench.page.getByRole('tab', { name: /Shop ↔ Next/ }).click();
  await closeTab();
  await allClosed(next);
  await eventually(
    () => shop.openSessions === open,
    () => `${shop.openSessions} sessions are open`,
  );
  await window.runCommand('View: Close All Editors');
});

test('a production agent is asked about before anything is sent to it', async () => {
  const asked = count(shop, 'init');
  await window.runCommand('Compare with Another Agent…');
  await window.pick('Live');
  await window.pick('Send to both');
  await dialog().getByText('Live is a production agent').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
  assert.equal(live.requests.length, 0);
  assert.equal(count(shop, 'init'), asked);
});

test('a scenario of a production agent is skipped when nobody wants to talk to it', async () => {
  const explorer = await openTestExplorer(workbench);
  await explorer.run('live.sofia.yaml');
  await dialog().getByText('Live is a production agent').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await explorer.waitForState('live.sofia.yaml', 'Skipped');
  assert.equal(live.requests.length, 0);
  await window.runCommand('Ask Sofia');
});

test('a message is asked three times, its cost said before, and all sessions are closed', async () => {
  const before = { init: count(shop, 'init'), close: count(shop, 'close') };
  await window.runCommand('Send N Times…');
  await window.input.fill('26');
  await workbench.page.getByText('Enter a number from 2 to 25.').waitFor();
  await window.input.fill('3');
  await workbench.page.getByText('3 sessions, 9 requests to Shop.').waitFor();
  await window.input.press('Enter');
  const page = await comparison();
  await page.getByText('All 3 finished').first().waitFor();
  await page.getByText('Same response in 3 sessions').waitFor();
  await page.getByText('in 3 of 3').first().waitFor();
  await page.getByRole('button', { name: 'Session 2' }).click();
  await page.getByRole('heading', { name: 'Session 2 Same response' }).waitFor();
  assert.equal(count(shop, 'init'), before.init + 3);
  await eventually(
    () => count(shop, 'close') === before.close + 3 && shop.openSessions === 1,
    () => `${shop.openSessions} sessions are open`,
  );
  await closeTab();
});

test('from a message in the chat, the same is asked by its menu', async () => {
  const message = window.log.locator('.sent').filter({ hasText: wanted }).first();
  // Where the chat gets its focus back late, it takes it from the question, which VS Code then drops.
  await patiently(
    async ({ timeout }) => {
      await message.click({ button: 'right' });
      await chooseInMenu(workbench.page, /^Send N Times/);
      return comes(window.input.fill('2', { timeout }));
    },
    () => 'Nobody asks how many times',
  );
  await window.input.press('Enter');
  const page = await comparison();
  await page.getByText('All 2 finished').first().waitFor();
  await closeTab();
  await eventually(
    () => shop.openSessions === 1,
    () => `${shop.openSessions} sessions are open`,
  );
});
