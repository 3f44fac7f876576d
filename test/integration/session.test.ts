import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { canaryKey } from '../support/testKeys.ts';
import { eventually } from '../support/eventually.ts';
import { HeldPauses } from '../support/servers/heldPauses.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { closesQuickInput } from '../support/workbench/quickInput.ts';

/** The runner chose the port and told the extension the key for it. */
const port = Number(process.env['ASK_SOFIA_TEST_PORT']);

suite('a session with the simulator', () => {
  let simulator: Simulator;
  const pauses = new HeldPauses();
  /** Of the answer that rested last: aborted once nobody listens to it any more. */
  let listener: AbortSignal | undefined;
  const count = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;

  suiteSetup(async () => {
    simulator = await startTestSimulator({
      port,
      rest: (ms, left) => {
        listener = left;
        return pauses.rest(ms, left);
      },
    });
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

  test('activation alone asks nobody', () => {
    assert.equal(simulator.requests.length, 0);
  });

  test('"Ask Sofia" with a text opens a session, sends it, and leaves the global fetch alone', async () => {
    const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(Symbol.for);
    const before = slots.map((slot) => Reflect.get(globalThis, slot) as unknown);
    const [inits, invokes] = [count('init'), count('invoke')];
    await vscode.commands.executeCommand('askSofia.ask', 'hello');
    assert.equal(count('init'), inits + 1);
    assert.equal(count('invoke'), invokes + 1);
    assert.match(simulator.requests.at(-1)?.body ?? '', /"text":"hello"/);
    assert.equal(simulator.requests.at(-1)?.headers['x-api-key'], simulator.apiKey);
    assert.deepEqual(
      slots.map((slot) => Reflect.get(globalThis, slot) as unknown),
      before,
    );
  });

  test('an answer can be stopped by its command: nobody listens to it, its session stays', async () => {
    const [invokes, closes] = [count('invoke'), count('close')];
    listener = undefined;
    pauses.hold();
    try {
      // It would never end by itself.
      const asked = vscode.commands.executeCommand('askSofia.ask', '/slow 60');
      await eventually(
        () => count('invoke') === invokes + 1 && listener !== undefined,
        'an answer that rests',
      );
      await vscode.commands.executeCommand('askSofia.stop');
      await asked;
      await eventually(() => listener?.aborted === true, 'the end of its connection');
    } finally {
      pauses.letGo();
    }
    assert.equal(count('invoke'), invokes + 1);
    assert.equal(count('close'), closes);
  });

  test('"End Session" closes the session, and the next message opens another', async () => {
    const [open, inits] = [simulator.openSessions, count('init')];
    await vscode.commands.executeCommand('askSofia.endSession');
    assert.equal(simulator.openSessions, open - 1);
    await vscode.commands.executeCommand('askSofia.ask', 'hello');
    assert.equal(count('init'), inits + 1);
    assert.equal(simulator.openSessions, open);
  });

  test('"New Session" closes the old one behind it', async () => {
    const open = simulator.openSessions;
    await vscode.commands.executeCommand('askSofia.newSession');
    assert.equal(simulator.openSessions, open - 1);
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
