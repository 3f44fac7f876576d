import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Simulator } from '../../src/simulator/server/server.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { eventually } from '../support/eventually.ts';

/** The runner chose the port and told the extension the key for it. */
const port = Number(process.env['ASK_SOFIA_TEST_PORT']);

const { executeCommand } = vscode.commands;
const run = (command: string, ...args: readonly unknown[]) =>
  executeCommand(`askSofia.${command}`, ...args);

/** The title of what the chat shows, from its copy as Markdown; empty when it shows nothing. */
const title = () => copiedTitle();
/** The same of the line that is selected in the tree; of the chat, where none is. */
const selectedTitle = () => copiedTitle({ selected: true });

async function copiedTitle(...args: readonly unknown[]): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await run('copyConversation', ...args);
  return /^# (.*)$/m.exec(await vscode.env.clipboard.readText())?.[1] ?? '';
}

/**
 * Chooses a line of the tree as the keyboard does; the first is the agent's name. False when it cannot:
 * VS Code's own commands throw where the tree has no lines yet.
 */
async function choosesLine(number: number): Promise<boolean> {
  await run('conversations.focus');
  try {
    await executeCommand('list.focusFirst');
    for (let line = 1; line < number; line += 1) await executeCommand('list.focusDown');
    await executeCommand('list.select');
    return true;
  } catch {
    return false;
  }
}

/** So often the chat is looked at: each look goes to the window and back, and takes as long as that. */
const looks = 50;

/** Whether the chat comes to show it. A line that VS Code draws anew while it is chosen does not open. */
async function comesUp(expected: string): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) if ((await title()) === expected) return true;
  return false;
}

/**
 * Opens the line as soon as the tree has that conversation there, which it may not have drawn yet.
 * Whatever it opens is waited for, so that no conversation comes up later; at the end the line is
 * selected, and the chat shows it.
 */
async function opens(number: number, expected: string): Promise<void> {
  await eventually(async () => {
    if (!(await choosesLine(number))) return false;
    const selected = await selectedTitle();
    if (selected === '' || !(await comesUp(selected)) || selected !== expected) return false;
    // A line that was chosen while VS Code drew it anew is shown, but not selected for us. Only an
    // empty chat tells.
    await run('newSession');
    if ((await selectedTitle()) !== expected) return false;
    await run('openConversation', { selected: true });
    return (await title()) === expected;
  }, `line ${number} opens "${expected}"`);
}

suite('conversations that are kept', () => {
  let simulator: Simulator;

  suiteSetup(async () => {
    simulator = await startTestSimulator({ port });
    const { baseUrl, businessId, agentId } = simulator;
    await vscode.extensions.getExtension('ask-sofia.ask-sofia')?.activate();
    const settings = vscode.workspace.getConfiguration('askSofia');
    const target = vscode.ConfigurationTarget.Global;
    await settings.update('agents', { Kept: { baseUrl, businessId, agentId } }, target);
    await run('newSession');
    await run('ask', 'first question');
    await run('newSession');
    await run('ask', 'second question');
  });

  suiteTeardown(() => simulator.close());

  test('are in the tree, newest first, and open from there', async () => {
    await opens(3, 'first question');
    await opens(2, 'second question');
  });

  test('go on where they were opened, in a new session', async () => {
    await opens(3, 'first question');
    await run('ask', 'and another one');
    assert.equal(await title(), 'first question');
    assert.match(await vscode.env.clipboard.readText(), /> and another one/);
    // Something was said in it last, so it is the first one now.
    await opens(2, 'first question');
  });

  test('are pinned to the top', async () => {
    await opens(3, 'second question');
    await run('conversations.focus');
    await run('pinConversation', { selected: true });
    await opens(2, 'second question');
    await run('unpinConversation', { selected: true });
    await opens(3, 'second question');
  });

  test('are gone after a delete, and back in the chat after "Undo"', async () => {
    await opens(2, 'first question');
    await run('openTranscript');
    const transcript = vscode.window.activeTextEditor?.document;
    const isShown = () => transcript?.getText().startsWith('first question') === true;
    assert.equal(isShown(), true);
    await run('conversations.focus');
    await run('deleteConversation', { selected: true });
    await eventually(() => !isShown(), 'the chat is empty');
    await eventually(async () => {
      // There is nothing to accept before it is there and after it was accepted.
      await executeCommand('notification.acceptPrimaryAction');
      return isShown();
    }, 'the notification’s "Undo" brings it back');
    assert.equal(await title(), 'first question');
  });

  test('are shown as text in a document that follows the chat', async () => {
    await run('openTranscript');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'ask-sofia-transcript');
    assert.match(document.getText(), /first question/);
    await run('ask', 'one more for the text');
    await eventually(
      () => document.getText().includes('one more for the text'),
      'the text follows',
    );
    assert.match(document.getText(), /Sofia, after/);
  });

  test('survive a change of the agent: the other agent begins empty, and opening one brings it back', async () => {
    const settings = vscode.workspace.getConfiguration('askSofia');
    const target = vscode.ConfigurationTarget.Global;
    const { baseUrl, businessId, agentId } = simulator;
    const agent = { baseUrl, businessId, agentId };
    await settings.update('agents', { Kept: agent, Other: agent }, target);
    await settings.update('activeAgent', 'Other', target);
    await eventually(async () => (await title()) === '', 'the chat is empty');
    await run('ask', 'asked of the other');
    assert.equal(await title(), 'asked of the other');
    await opens(4, 'first question');
    // Which agent a window talks to is the window's own matter: the setting stays.
    assert.equal(vscode.workspace.getConfiguration('askSofia').get('activeAgent'), 'Other');
    await run('switchAgent', 'Other');
    assert.equal(await title(), 'asked of the other');
    await settings.update('activeAgent', undefined, target);
  });
});
