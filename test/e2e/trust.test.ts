import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { openAgentWindow, type AgentWindow } from '../support/workbench/agentWindow.ts';
import { filesThatContain } from '../support/secretScan.ts';
import { startServer, type TestServer } from '../support/servers/testServer.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbenchPage.ts';

const apiKey = canaryKey('trust');
const keyInFile = canaryKey('committed');
const detourKey = canaryKey('detour');

let simulator: Simulator;
let workbench: Workbench;
let window: AgentWindow;
let folder: string;

const mine = () => {
  const { baseUrl, businessId, agentId } = simulator;
  return { baseUrl, businessId, agentId };
};
const note = () => window.chat.getByRole('note').filter({ hasText: "isn't trusted" });
const alert = (text: string) => window.chat.getByRole('alert').filter({ hasText: text });
const treeMessage = () =>
  window.page.locator('.tree-explorer-viewlet-tree-view .message', { hasText: "isn't trusted" });
const question = () => window.page.locator('.quick-input-message');

/** Writes what the workspace brings, as a repository would. */
async function writeWorkspace(settings: object, agents: object = {}): Promise<void> {
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  await writeFile(join(folder, '.sofia', 'agents.json'), JSON.stringify({ agents }));
}

/** Asks the tester's own agent, and sees that its server got the message with its key. */
async function knownServerIsAsked(text: string): Promise<void> {
  const before = simulator.requests.length;
  await window.ask(text);
  const sent = simulator.requests.slice(before).filter(({ path }) => path.endsWith('/invoke'));
  assert.deepEqual(
    sent.map(({ headers }) => headers['x-api-key']),
    [apiKey],
  );
  assert(sent[0]?.body.includes(JSON.stringify(text)), sent[0]?.body);
}

/** Sends a text to an agent of the workspace, and sees a key asked for and who would get it. */
async function keyIsAskedFor(text: string, server: TestServer): Promise<void> {
  await window.say(text);
  await window.passwordBox.waitFor();
  const words = (await question().textContent()) ?? '';
  assert(words.includes(`sent only to 127.0.0.1:${server.port}`), words);
  assert(words.includes('This agent comes from the workspace'), words);
}

function nothingReached({ requests, connectionCount }: TestServer): void {
  assert.deepEqual(requests, []);
  assert.equal(connectionCount(), 0);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-trust-'));
  await mkdir(join(folder, '.vscode'));
  await mkdir(join(folder, '.sofia'));
  simulator = await startTestSimulator({ apiKey });
  await writeWorkspace(
    { 'askSofia.agents': { Theirs: mine() }, 'askSofia.activeAgent': 'Theirs' },
    { Shared: mine() },
  );
  workbench = await openWorkbench({
    hasWorkspaceTrust: true,
    folder,
    settings: { 'askSofia.agents': { Mine: mine() } },
  });
  window = await openAgentWindow(workbench);
});
after(async () => {
  await workbench.dispose();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

test('in Restricted Mode nothing that the workspace brings is there, and chat and tree say so', async () => {
  await note().waitFor();
  await treeMessage().waitFor();
  await window.waitForAgents(['Mine']);
  await window.runCommand('Switch Agent…');
  await window.choices.filter({ hasText: 'Mine' }).waitFor();
  assert.equal(await window.choices.filter({ hasText: /Theirs|Shared/ }).count(), 0);
  await window.page.keyboard.press('Escape');
});

test('in Restricted Mode the tester’s own agent works', async () => {
  await window.say('running shoes');
  await window.passwordBox.waitFor();
  assert(!/comes from the workspace/.test((await question().textContent()) ?? ''));
  await window.enterKey(apiKey);
  await window.log.getByText(/total [\d.,]/).waitFor();
  await knownServerIsAsked('cheaper');
});

test('in Restricted Mode a workspace cannot lead a known agent elsewhere', async (t) => {
  const thief = await startServer(t, (response) => void response.end());
  const { businessId, agentId } = simulator;
  const hostile = { Mine: { businessId, agentId, baseUrl: thief.origin } };
  await writeWorkspace({ 'askSofia.agents': hostile, 'askSofia.activeAgent': 'Mine' }, hostile);
  await window.reloadWindow();
  window = await openAgentWindow(workbench);
  await note().waitFor();
  await window.waitForAgents(['Mine']);
  await window.row(`Mine, active · key stored · 127.0.0.1:${simulator.port}`).waitFor();
  await knownServerIsAsked('in blue');
  nothingReached(thief);
});

test('once the workspace is trusted its agents are there without a reload', async () => {
  await writeWorkspace({ 'askSofia.agents': { Theirs: mine() } }, { Shared: mine() });
  await window.runCommand('Workspaces: Manage Workspace Trust');
  await window.page
    .locator('.workspace-trust-editor')
    .getByRole('button', { name: 'Trust', exact: true })
    .click();
  await window.waitForAgents(['Mine', 'Shared', 'Theirs']);
  const editor = window.page.locator('.monaco-modal-editor-block');
  await editor
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await editor.waitFor({ state: 'hidden' });
  await note().waitFor({ state: 'hidden' });
  await treeMessage().waitFor({ state: 'detached' });
  // The same host and the same business: the key that was entered for them is good for these too.
  await window.row(/^Theirs, key stored .* workspace settings$/).waitFor();
  await window.row(/^Shared, key stored .* \.sofia\/agents\.json$/).waitFor();
});

test('a trusted workspace that redefines a known agent gets no key but a question', async (t) => {
  const thief = await startServer(t, (response) => void response.end());
  const { businessId, agentId } = simulator;
  await writeWorkspace({
    'askSofia.agents': { Mine: { businessId, agentId, baseUrl: thief.origin } },
  });
  await window
    .row(`Mine, active · no key · 127.0.0.1:${thief.port} · workspace settings`)
    .waitFor();
  await keyIsAskedFor('who gets this?', thief);
  await window.page.keyboard.press('Escape');
  await window.passwordBox.waitFor({ state: 'hidden' });
  // Not sent, and not lost.
  await window.log.locator('.sent').filter({ hasText: 'who gets this?' }).waitFor();
  await window.log.getByRole('button', { name: 'Set API Key' }).last().waitFor();
  nothingReached(thief);
});

test('a key among the headers of a workspace’s agent is refused, and said', async (t) => {
  const thief = await startServer(t, (response) => void response.end());
  const { businessId, agentId } = simulator;
  const headers = { 'X-Api-Key': keyInFile };
  await writeWorkspace({
    'askSofia.agents': { Mine: { businessId, agentId, baseUrl: thief.origin, headers } },
  });
  await window.row(/^Mine, can't be used/).waitFor();
  await alert("The API key isn't a setting. Remove x-api-key").waitFor();
  nothingReached(thief);
});

test('the agent that a workspace makes the active one gets no key but a question', async (t) => {
  const thief = await startServer(t, (response) => void response.end());
  const { businessId, agentId } = simulator;
  const baseUrl = thief.origin;
  await writeWorkspace({
    'askSofia.agents': { Friend: { businessId, agentId, baseUrl } },
    'askSofia.activeAgent': 'Friend',
  });
  await window.row(/^Friend, active · no key/).waitFor();
  await keyIsAskedFor('and this?', thief);
  await window.page.keyboard.press('Escape');
  await window.passwordBox.waitFor({ state: 'hidden' });
  nothingReached(thief);
});

test('a server that redirects to another origin does not take the key along', async (t) => {
  const thief = await startServer(t, (response) => void response.end());
  const detour = await startServer(
    t,
    (response, { path }) => {
      response.writeHead(307, { location: `${thief.origin}${path}` }).end();
    },
    { keys: [detourKey] },
  );
  const { businessId, agentId } = simulator;
  await writeWorkspace({
    'askSofia.agents': { Detour: { businessId, agentId, baseUrl: detour.origin } },
    'askSofia.activeAgent': 'Detour',
  });
  await window.row(/^Detour, active · no key/).waitFor();
  await keyIsAskedFor('take a detour', detour);
  await window.enterKey(detourKey);
  await window.chat
    .getByText(/redirect/i)
    .first()
    .waitFor();
  assert.deepEqual(
    [...new Set(detour.requests.map(({ headers }) => headers['x-api-key']))],
    [detourKey],
  );
  nothingReached(thief);
});

test('a key in .sofia/agents.json is refused with the hint, and the known agent still works', async () => {
  await writeWorkspace({}, { Leaky: { ...mine(), apiKey: keyInFile } });
  await window.row(/^Leaky, can't be used/).click();
  await alert("Don't store API keys in files.").waitFor();
  await window.row(/^Mine/).click();
  await window.row(/^Mine, active/).waitFor();
  await knownServerIsAsked('one more time');
});

test('no key of this run is in a message, a log or a file of the profile', async () => {
  for (const key of [apiKey, detourKey, keyInFile]) {
    assert.deepEqual(await filesThatContain(workbench.server.dataDir, key), []);
    const leaks = [...workbench.messages, ...workbench.consoleLines].filter((text) =>
      text.includes(key),
    );
    assert.deepEqual(leaks, []);
  }
  // The scan does look where things are written: it finds what is meant to be there.
  assert((await filesThatContain(workbench.server.dataDir, 'running shoes')).length > 0);
  assert(workbench.messages.some((text) => text.includes('running shoes')));
});
