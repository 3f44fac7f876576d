import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

const apiKey = canaryKey('idioma');

let simulator: Simulator;
let workbench: Workbench;

before(async () => {
  simulator = await startTestSimulator({ apiKey });
  const { baseUrl, businessId, agentId } = simulator;
  workbench = await openWorkbench({
    settings: { 'askSofia.agents': { Demo: { baseUrl, businessId, agentId } } },
  });
  // What an installed language pack sets, so that none has to be downloaded.
  await workbench.page.addInitScript(() => {
    const language = { get: () => 'es', set: () => undefined };
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', language);
  });
  await workbench.reloadWindow();
});

after(async () => {
  await workbench.dispose();
  await simulator.close();
});

test('a VS Code in Spanish has a chat, commands and questions in Spanish', async () => {
  const { chat, page } = workbench;
  await workbench.runCommand('Ask Sofia');
  await chat.getByRole('textbox', { name: 'Mensaje' }).waitFor();
  await chat.getByRole('heading', { name: /necesita una clave de API/ }).waitFor();
  await workbench.runCommand('Establecer clave de API…');
  await page.getByText('Clave de API de Demo').waitFor();
  assert.equal(await chat.locator('html').getAttribute('lang'), 'es');
});
