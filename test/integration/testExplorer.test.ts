import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { canaryKey } from '../support/testKeys.ts';
import { closesQuickInput, countsInputBoxes } from '../support/workbench/quickInput.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { eventually } from '../support/eventually.ts';

/** The runner chose the port and told the extension the key for it. */
const port = Number(process.env['ASK_SOFIA_TEST_PORT']);
const { executeCommand } = vscode.commands;

suite('scenario files in the editor', () => {
  let simulator: Simulator;
  let folder: string;
  const uriOf = (name: string) => vscode.Uri.file(join(folder, name));
  const count = (endpoint: string) =>
    simulator.requests.filter(({ path }) => path.endsWith(`/${endpoint}`)).length;

  /** Opens a new file with that text; where it has a `|`, the text is without it. */
  async function openFile(name: string, marked: string) {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    await writeFile(join(folder, name), text);
    const document = await vscode.workspace.openTextDocument(uriOf(name));
    await vscode.window.showTextDocument(document);
    return { document, uri: document.uri, position: document.positionAt(offset) };
  }

  async function completions(name: string, marked: string): Promise<readonly string[]> {
    const { uri, position } = await openFile(name, marked);
    const list = await executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  suiteSetup(async () => {
    simulator = await startTestSimulator({ port });
    folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.notEqual(folder, '');
    const { baseUrl, businessId, agentId } = simulator;
    await vscode.extensions.getExtension('ask-sofia.ask-sofia')?.activate();
    await vscode.workspace
      .getConfiguration('askSofia')
      .update(
        'agents',
        { Tested: { baseUrl, businessId, agentId } },
        vscode.ConfigurationTarget.Global,
      );
    // Its code comes with the first file.
    const { uri } = await openFile('first.sofia.yaml', 'name: a\nturns:\n  - say: hi\n');
    await eventually(async () => (await lenses(uri)).length === 4, 'the lines above the scenario');
  });

  suiteTeardown(async () => {
    await executeCommand('workbench.action.closeAllEditors');
    await simulator.close();
    for (const name of ['first', 'keys', 'other', 'broken', 'slow', 'saved', 'keyless', 'uses'])
      await rm(join(folder, `${name}.sofia.yaml`), { force: true });
    for (const name of ['plain.yaml', 'steps.yaml']) await rm(join(folder, name), { force: true });
  });

  const lenses = (uri: vscode.Uri) =>
    executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);

  test('have "Run | Debug | Record | Compare" above each scenario', async () => {
    const found = await lenses(uriOf('first.sofia.yaml'));
    assert.deepEqual(
      found.map(({ command, range }) => [command?.title, range.start.line]),
      [
        ['Run', 0],
        ['Debug', 0],
        ['Record', 0],
        ['Compare', 0],
      ],
    );
  });

  test('have proposals of keys, values and agents, and a whole scenario where nothing is', async () => {
    const keys = await completions('keys.sofia.yaml', 'name: a\nturns:\n  - say: hi\n    |\n');
    assert.equal(keys.includes('expect'), true);
    assert.equal(
      (await completions('other.sofia.yaml', 'name: a\nagent: |')).includes('Tested'),
      true,
    );
  });

  test('say what a key means', async () => {
    const [hover] = await executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uriOf('first.sofia.yaml'),
      new vscode.Position(2, 5),
    );
    const [text] = hover?.contents ?? [];
    const said = text instanceof vscode.MarkdownString ? text.value : '';
    // As Markdown that means nothing but itself.
    assert.match(said.replace(/&nbsp;/g, ' '), /What the customer writes/);
  });

  test('have their problems at line and column, while they are typed too', async () => {
    const { document, uri } = await openFile('broken.sofia.yaml', 'name: a\nturns:\n  - sai: hi\n');
    const problems = () =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ message, range: { start }, source }) => [
          source,
          start.line,
          start.character,
          message,
        ]);
    await eventually(() => problems().length > 0, 'the problem');
    assert.deepEqual(problems()[0]?.slice(0, 3), ['Ask Sofia', 2, 4]);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(2, 4, 2, 7), 'say');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => problems().length === 0, 'the end of the problem');
    assert.equal(document.isDirty, true);
    await document.save();
  });

  test('have the problems of their steps in those, and defaults in the hover, as they change', async () => {
    const steps = await openFile('steps.yaml', '- sya: hi\n');
    const { uri } = await openFile('uses.sofia.yaml', 'name: uses\nturns: [{ use: steps.yaml }]\n');
    const told = () =>
      vscode.languages
        .getDiagnostics(steps.uri)
        .filter(({ source }) => source === 'Ask Sofia')
        .map(({ message, range: { start } }) => [start.line, start.character, message]);
    await eventually(() => told().length > 0, 'the problem of the steps');
    assert.deepEqual(told(), [[0, 2, '"sya" isn\'t allowed here. Did you mean "say"?']]);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(steps.uri, new vscode.Range(0, 2, 0, 5), 'say');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => told().length === 0, 'the end of the problem');
    await steps.document.save();
    await openFile('sofia.defaults.yaml', 'timeoutMs: 5000\n');
    await eventually(async () => {
      const [hover] = await executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        new vscode.Position(0, 1),
      );
      const [text] = hover?.contents ?? [];
      return text instanceof vscode.MarkdownString && text.value.includes('5000');
    }, 'the defaults in the hover');
    await executeCommand('workbench.action.closeActiveEditor');
    await rm(join(folder, 'sofia.defaults.yaml'));
  });

  test('are the only YAML that we say something about', async () => {
    const { uri } = await openFile('plain.yaml', 'turns: 3\nnonsense: [\n');
    assert.deepEqual(await lenses(uri), []);
    assert.deepEqual(
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Ask Sofia'),
      [],
    );
  });

  test('run from the line above a scenario, each in a session of its own that is closed', async () => {
    const before = count('init');
    await executeCommand('askSofia.runScenario', uriOf('first.sofia.yaml'), 'a', 'live');
    assert.equal(count('init'), before + 1);
    assert.equal(simulator.openSessions, 0);
    const asked = simulator.requests.findLast(({ path }) => path.endsWith('/invoke'));
    assert.match(asked?.body ?? '', /"clientKey":"ask-sofia-test-/);
  });

  test('are stopped at once, and what was open is closed', async () => {
    const turns = 'turns:\n  - say: /slow 60\n  - say: hi\n';
    const { uri } = await openFile('slow.sofia.yaml', `name: slow\n${turns}`);
    const before = count('invoke');
    const running = executeCommand('askSofia.runScenario', uri, 'slow', 'live');
    await eventually(() => count('invoke') === before + 1, 'the turn was sent');
    await executeCommand('testing.cancelRun');
    await running;
    assert.equal(count('invoke'), before + 1);
    assert.equal(simulator.openSessions, 0);
  });

  test('are asked with the customer that they name, and unsaved text counts', async () => {
    const { uri } = await openFile('saved.sofia.yaml', 'name: saved\nturns:\n  - say: hi\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(1, 0), 'clientKey: customer-4711\n');
    await vscode.workspace.applyEdit(edit);
    await executeCommand('askSofia.runScenario', uri, 'saved', 'live');
    const asked = simulator.requests.findLast(({ path }) => path.endsWith('/invoke'));
    assert.match(asked?.body ?? '', /"clientKey":"customer-4711"/);
    await executeCommand('workbench.action.files.revert');
  });

  test('ask for a missing key once in a run, whatever the answer is', async () => {
    const { businessId, agentId } = simulator;
    const elsewhere = await startTestSimulator({
      businessId,
      agentId,
      apiKey: canaryKey('keyless'),
    });
    const settings = vscode.workspace.getConfiguration('askSofia');
    const target = vscode.ConfigurationTarget.Global;
    const before = settings.inspect('agents')?.globalValue;
    try {
      const keyless = { baseUrl: elsewhere.baseUrl, businessId, agentId };
      await settings.update('agents', { Keyless: keyless }, target);
      const one = 'name: one\nagent: Keyless\nrepeat: 3\nturns:\n  - say: hi\n';
      const { uri } = await openFile('keyless.sofia.yaml', one);
      const boxes = countsInputBoxes();
      try {
        // Nobody answers.
        await closesQuickInput(executeCommand('askSofia.runScenario', uri, 'one', 'live'));
      } finally {
        boxes.stop();
      }
      assert.equal(boxes.count, 1);
      assert.deepEqual(elsewhere.requests, []);
    } finally {
      await settings.update('agents', before, target);
      await elsewhere.close();
    }
  });
});
