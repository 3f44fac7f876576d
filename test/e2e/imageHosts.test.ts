import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

const apiKey = canaryKey('image-hosts');
const hostile = 'https://cdn.example;script-src-elem';
const cdn = 'https://cdn.shop.example';

let simulator: Simulator;
let workbench: Workbench;
let window: AgentWindow;

before(async () => {
  simulator = await startTestSimulator({ apiKey });
  const { baseUrl, businessId, agentId } = simulator;
  workbench = await openWorkbench({
    settings: {
      'askSofia.agents': { Demo: { baseUrl, businessId, agentId } },
      'askSofia.imageHosts': {
        [`${baseUrl} ${businessId}`]: [hostile, 'https://*', 'https://old.shop.example', 7],
        [`https://api.shop.example ${businessId}`]: ['https://192.168.1.1', 'http://a.example'],
      },
    },
    env: { ASK_SOFIA_DEV_KEYS: JSON.stringify([{ origin: baseUrl, businessId, key: apiKey }]) },
  });
});
after(async () => {
  await workbench.dispose();
  await simulator.close();
});

const policyOrigins = async () => {
  const meta = window.chat.locator('meta[http-equiv="Content-Security-Policy"]');
  const policy = (await meta.getAttribute('content')) ?? '';
  const [, media = ''] = /media-src ([^;]*);/.exec(policy) ?? [];
  return media.split(' ');
};

/** A customer's own image is shown in the chat as the agent's are. */
async function sendImage(url: string): Promise<void> {
  const totals = window.log.getByText(/total [\d.,]/);
  const answered = await totals.count();
  await window.chat.getByRole('button', { name: 'Send Another Kind of Event' }).click();
  const dialog = window.chat.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Event kind' }).selectOption('Image');
  await dialog.getByLabel('URL (https://…)', { exact: true }).fill(url);
  await dialog.getByRole('button', { name: 'Send Event' }).click();
  await totals.nth(answered).waitFor();
  await window.send.waitFor();
}

test('hosts of the settings that no policy can have are ignored, and the chat is there', async () => {
  window = await openAgentWindow(workbench);
  assert.deepEqual(await policyOrigins(), [simulator.baseUrl, 'https://old.shop.example']);
});

test('a host whose name would be a part of the policy cannot be allowed', async () => {
  await sendImage(`${hostile}/a.png`);
  await sendImage(`${cdn}/a.png`);
  const allow = window.log.getByRole('button', { name: /^Show Images from/ });
  await allow.first().waitFor();
  assert.deepEqual(await allow.allTextContents(), ['Show Images from cdn.shop.example']);
  await allow.click();
  await window.waitForPageOf(cdn);
  await window.box.waitFor();
  assert.deepEqual(await policyOrigins(), [simulator.baseUrl, 'https://old.shop.example', cdn]);
});

test('what is allowed is listed, and taken back for good', async () => {
  await window.runCommand('Manage Image Hosts…');
  const labels = window.choices.locator('.label-name');
  await labels.getByText(cdn).waitFor();
  assert.deepEqual(await labels.allTextContents(), ['https://old.shop.example', cdn]);
  await window.pick(cdn);
  await window.page.keyboard.press('Enter');
  await window.chat
    .locator(`meta[name="media-origins"]:not([content~="${cdn}"])`)
    .waitFor({ state: 'attached' });
  await window.box.waitFor();
  await window.log.getByRole('button', { name: 'Show Images from cdn.shop.example' }).waitFor();
  await window.reloadWindow();
  window = await openAgentWindow(window);
  assert.deepEqual(await policyOrigins(), [simulator.baseUrl, 'https://old.shop.example']);
});
