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
