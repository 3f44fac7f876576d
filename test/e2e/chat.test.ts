import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { eventually } from '../support/eventually.ts';
import { HeldPauses } from '../support/servers/heldPauses.ts';
import { filesThatContain } from '../support/secretScan.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

const apiKey = canaryKey('typed');
const wrongKey = canaryKey('wrong');

/** What the simulator waits for in the middle of an answer, however slow the machine is. */
const pauses = new HeldPauses();
let simulator: Simulator;
let workbench: Workbench;

before(async () => {
  simulator = await startTestSimulator({
    apiKey,
    refusedKeys: [wrongKey],
    pace: 'real',
    rest: pauses.rest,
  });
  const { baseUrl, businessId, agentId } = simulator;
  workbench = await openWorkbench({
    settings: {
      'askSofia.agents': { Demo: { baseUrl, businessId, agentId } },
      'askSofia.activeAgent': 'Demo',
    },
  });
});

after(async () => {
  await workbench.dispose();
  await simulator.close();
});

const log = () => workbench.chat.getByRole('log', { name: 'Conversation' });
const box = () => workbench.chat.getByRole('textbox', { name: 'Message' });
const sendButton = () => workbench.chat.getByRole('button', { name: 'Send', exact: true });
const stopButton = () => workbench.chat.getByRole('button', { name: 'Stop', exact: true });
const prices = () => workbench.chat.locator('.product .price');
const passwordBox = () => workbench.page.locator('.quick-input-widget input[type=password]');

async function say(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
}

async function answered(): Promise<void> {
  await sendButton().waitFor();
}

/** Does something that makes Sofia answer, and waits for the end of the answer. */
async function answerTo(ask: () => Promise<void>): Promise<void> {
  const ended = log().getByText(/total [\d.,]/);
  const before = await ended.count();
  await ask();
  await ended.nth(before).waitFor({ state: 'attached' });
  await answered();
}

/** Resolves once what is typed goes into the composer. */
async function focused(): Promise<void> {
  const hasFocus = () =>
    box().evaluate((field) => {
      const root = field.getRootNode() as Document | ShadowRoot;
      return document.hasFocus() && root.activeElement === field;
    });
  await eventually(hasFocus, () => 'The composer never got the focus');
}

/** Watches the page from now on: whether products are there while Stop still is. */
function streamedProducts(): Promise<string> {
  return workbench.chat.locator('body').evaluate(
    (body) =>
      new Promise<string>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!body.querySelector('.product')) return;
          observer.disconnect();
          const buttons = [...body.querySelectorAll<HTMLElement>('[aria-label="Stop"]')];
          const isStreaming = buttons.some((button) => button.offsetParent !== null);
          resolve(isStreaming ? 'before the end' : 'after the end');
        }).observe(body, { subtree: true, childList: true, attributes: true });
      }),
  );
}

async function enterKey(key: string): Promise<void> {
  await passwordBox().waitFor();
  await passwordBox().fill(key);
  await passwordBox().press('Enter');
}

test('the command "Ask Sofia" in the palette opens the chat with the focus in the composer', async () => {
  await workbench.runCommand('Ask Sofia');
  await box().waitFor();
  await focused();
  await workbench.page.keyboard.type('typed blindly');
  assert.equal(await box().inputValue(), 'typed blindly');
});

test('the first message asks for the key, and products under $100 arrive while streaming', async () => {
  await say("I'm looking for a running shoe under $100");
  const arrival = streamedProducts();
  await enterKey(apiKey);
  await prices().first().waitFor();
  await answered();
  assert.equal(await arrival, 'before the end');
  const texts = await prices().allTextContents();
  assert(texts.length > 0);
  for (const text of texts) {
    const amount = Number(/^\$(\d+(\.\d+)?)$/.exec(text.trim())?.[1]);
    assert(amount > 0 && amount < 100, text);
  }
});

test('a suggestion can be pressed and is sent as the customer’s text', async () => {
  const chip = workbench.chat.getByRole('group', { name: 'Suggested replies' }).getByRole('button');
  const question = (await chip.first().textContent()) ?? '';
  const before = simulator.requests.length;
  await answerTo(() => chip.first().click());
  const sent = simulator.requests.slice(before).map(({ body }) => body);
  assert(
    sent.some((body) => body.includes(`"text":${JSON.stringify(question)}`)),
    sent.join('\n'),
  );
});

test('a slow answer is stopped and what came stays', async () => {
  await say('/slow 200');
  await log().getByText('Line 1 of 200').waitFor();
  await stopButton().click();
  await log()
    .getByText(/Stopped by you after/)
    .waitFor();
  await answered();
});

test('hiding the view in the middle of an answer loses nothing', async () => {
  const parts = log().getByText(/Line \d+ of 12/);
  await say('/slow 12 100');
  await parts.first().waitFor();
  pauses.hold();
  await workbench.runCommand('View: Show Explorer');
  await log().waitFor({ state: 'detached' });
  pauses.letGo();
  await workbench.runCommand('Ask Sofia');
  await parts.nth(11).waitFor();
  await answered();
  const texts = await parts.allTextContents();
  assert.equal(new Set(texts).size, 12, texts.join('\n'));
});

test('the log survives a reload of the window, and the chat goes on', async () => {
  await workbench.reloadWindow();
  await workbench.runCommand('Ask Sofia');
  await log().getByText("I'm looking for a running shoe under $100").first().waitFor();
  assert((await prices().count()) > 0);
  await answerTo(() => say('cheaper'));
  await log().getByText('cheaper', { exact: true }).waitFor();
});

test('a key that the server refuses is explained, with the way out', async () => {
  await workbench.runCommand('Set API Key…');
  await enterKey(wrongKey);
  await say('Are you there?');
  const card = log().getByText(/key/i).last();
  await card.waitFor();
  await log().getByRole('button', { name: 'Set API Key' }).last().click();
  await enterKey(apiKey);
  await log().getByRole('button', { name: 'More actions' }).last().click();
  const again = log().getByRole('button', { name: 'Try Again', exact: true }).last();
  await answerTo(() => again.click());
});

test('the key is in no file and no message that left the host during this run', async () => {
  for (const key of [apiKey, wrongKey]) {
    assert.deepEqual(await filesThatContain(workbench.server.dataDir, key), []);
    const leaks = [...workbench.messages, ...workbench.consoleLines].filter((text) =>
      text.includes(key),
    );
    assert.deepEqual(leaks, []);
  }
  // The scan does look where things are written: it finds what is meant to be there.
  assert((await filesThatContain(workbench.server.dataDir, 'running shoe')).length > 0);
  assert(workbench.messages.some((text) => text.includes('running shoe')));
});
