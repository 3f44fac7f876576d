import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { canaryKey } from '../support/testKeys.ts';
import { closesQuickInput } from '../support/workbench/quickInput.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { eventually } from '../support/eventually.ts';

/** The runner chose the port and told the extension the key for it. */
const port = Number(process.env['ASK_SOFIA_TEST_PORT']);

/** Files that the extension host has loaded as CommonJS, this one's own included. */
const loaded = () => Object.keys(createRequire(`${import.meta.dirname}/session.test.cjs`).cache);

suite('a session with the simulator', () => {
  let simulator: Simulator;
  const count = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;

  suiteSetup(async () => {
    simulator = await startTestSimulator({ port });
    const { baseUrl, businessId, agentId } = simulator;
    await vscode.extensions.getExtension('ask-sofia.ask-sofia')?.activate();
    await vscode.workspace
      .getConfiguration('askSofia')
      .update(
        'agents',
        { Demo: { baseUrl, businessId, agentId } },
        vscode.ConfigurationTarget.Global,
      );
  });

  suiteTeardown(() => simulator.close());

  test('activation alone loads neither undici nor the scenarios, and asks nobody', () => {
    const isLater = (path: string) => /(undiciTransport|scenarioAuthoring)\.cjs$/.test(path);
    assert.equal(
      loaded().some((path) => path.endsWith('extension.cjs')),
      true,
    );
    assert.deepEqual(loaded().filter(isLater), []);
    assert.equal(simulator.requests.length, 0);
  });

  test('"Ask Sofia" with a text opens a session, sends it, and leaves the global fetch alone', async () => {
    const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(Symbol.for);
    const before = slots.map((slot) => Reflect.get(globalThis, slot) as unknown);
    await vscode.commands.executeCommand('askSofia.ask', 'hello');
    assert.equal(count('init'), 1);
    assert.equal(count('invoke'), 1);
    assert.match(simulator.requests.at(-1)?.body ?? '', /"text":"hello"/);
    assert.equal(simulator.requests.at(-1)?.headers['x-api-key'], simulator.apiKey);
    assert.deepEqual(
      slots.map((slot) => Reflect.get(globalThis, slot) as unknown),
      before,
    );
    assert.equal(loaded().filter((path) => path.endsWith('undiciTransport.cjs')).length, 1);
  });

  test('an answer can be stopped by its command', async () => {
    const asked = vscode.commands.executeCommand('askSofia.ask', '/slow 60');
    await eventually(() => count('invoke') === 2, 'the turn was sent');
    await vscode.commands.executeCommand('askSofia.stop');
    await asked;
  });

  test('"End Session" closes the session, and the next message opens another', async () => {
    await vscode.commands.executeCommand('askSofia.endSession');
    assert.equal(simulator.openSessions, 0);
    await vscode.commands.executeCommand('askSofia.ask', 'hello');
    assert.equal(count('init'), 2);
    assert.equal(simulator.openSessions, 1);
  });

  test('"New Session" closes the old one behind it', async () => {
    await vscode.commands.executeCommand('askSofia.newSession');
    assert.equal(simulator.openSessions, 0);
  });

  test('the transport of VS Code’s own fetch is used as soon as the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('askSofia');
    const target = vscode.ConfigurationTarget.Global;
    const fetched: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      fetched.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    };
    try {
      await settings.update('transport', 'host', target);
      const before = count('invoke');
      await vscode.commands.executeCommand('askSofia.ask', 'hello');
      assert.equal(count('invoke'), before + 1);
      assert.deepEqual(
        fetched.map((url) => url.slice(url.lastIndexOf('/') + 1)),
        ['init', 'invoke'],
      );
      await settings.update('transport', undefined, target);
      await vscode.commands.executeCommand('askSofia.newSession');
      await vscode.commands.executeCommand('askSofia.ask', 'hello');
      assert.equal(count('invoke'), before + 2);
      // The old session is closed the way it was opened.
      assert.deepEqual(
        fetched.map((url) => url.slice(url.lastIndexOf('/') + 1)),
        ['init', 'invoke', 'close'],
      );
    } finally {
      globalThis.fetch = fetch;
      await settings.update('transport', undefined, target);
      await vscode.commands.executeCommand('askSofia.newSession');
    }
  });

  test('the key follows neither the agent’s name nor the business to another address', async () => {
    const { businessId, agentId } = simulator;
    const elsewhere = await startTestSimulator({
      businessId,
      agentId,
      apiKey: canaryKey('elsewhere'),
    });
    try {
      const { baseUrl } = elsewhere;
      const settings = vscode.workspace.getConfiguration('askSofia');
      const target = vscode.ConfigurationTarget.Global;
      await settings.update('agents', { Demo: { baseUrl, businessId, agentId } }, target);
      const asked = vscode.commands.executeCommand('askSofia.ask', 'hello');
      // The password box asks for a key for the new address; nobody answers.
      await closesQuickInput(asked);
      assert.deepEqual(elsewhere.requests, []);
    } finally {
      await elsewhere.close();
    }
  });
});
