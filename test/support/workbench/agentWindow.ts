import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import type { WorkbenchWindow } from './workbenchPage.ts';

/** What a tester sees and does in one window about agents. */
export interface AgentWindow extends WorkbenchWindow {
  /** The composer. */
  readonly box: Locator;
  readonly send: Locator;
  readonly log: Locator;
  /** The line above the conversation: who is asked. */
  readonly contextLine: Locator;
  readonly passwordBox: Locator;
  /** The lines of whatever VS Code asks with. */
  readonly choices: Locator;
  /** The field of whatever VS Code asks with. */
  readonly input: Locator;
  /** A line of the view "Agents"; its name is the agent's, then what is told of it. */
  row(name: string | RegExp): Locator;
  /** The names of the agents as they stand in the tree, from top to bottom. */
  agentNames(): Promise<readonly string[]>;
  /** Waits until the tree has these agents in this order. */
  waitForAgents(names: readonly string[]): Promise<void>;
  /** Takes the line with this label. */
  pick(label: string): Promise<void>;
  /**
   * Waits until the chat is the page for an agent of this origin: its policy names the origin, so
   * VS Code makes the page anew, and what is typed into the one before is gone.
   */
  waitForPageOf(origin: string): Promise<void>;
  /** Writes a text and sends it. */
  say(text: string): Promise<void>;
  /** `say`, and the whole answer. */
  ask(text: string): Promise<void>;
  enterKey(key: string): Promise<void>;
  /** A notification's line in the center, which is opened for it. */
  notification(text: string | RegExp): Promise<Locator>;
}

/** Opens the chat and the view "Agents" of a window. */
export async function openAgentWindow(window: WorkbenchWindow): Promise<AgentWindow> {
  const { page, chat } = window;
  const runCommand = (title: string) => window.runCommand(title);
  const box = chat.locator('.composer-box textarea');
  const send = chat.getByRole('button', { name: 'Send', exact: true });
  const log = chat.getByRole('log', { name: 'Conversation' });
  const ended = log.getByText(/total [\d.,]/);
  const tree = page.getByRole('tree', { name: 'Agents' });
  const choices = page.locator('.quick-input-list .monaco-list-row');
  const passwordBox = page.locator('.quick-input-widget input[type=password]');
  await runCommand('Ask Sofia');
  await box.waitFor();
  const section = page.getByRole('button', { name: 'Agents Section' });
  if ((await section.getAttribute('aria-expanded')) !== 'true') await section.click();
  await tree.waitFor();

  const agentNames = async () => {
    const labels = await tree.getByRole('treeitem').locator('.label-name').allTextContents();
    return labels.map((label) => label.trim());
  };
  const say = async (text: string) => {
    await box.fill(text);
    await box.press('Enter');
  };
  return {
    ...window,
    box,
    send,
    log,
    contextLine: chat.locator('header.context'),
    passwordBox,
    choices,
    input: page.locator('.quick-input-widget input.input'),
    row: (name) => tree.getByRole('treeitem', { name }),
    agentNames,
    async waitForAgents(names) {
      await eventually(
        async () => (await agentNames()).join() === names.join(),
        async () => `The agents are ${(await agentNames()).join()}, not ${names.join()}`,
      );
    },
    pick: (label) =>
      choices
        .filter({ has: page.getByText(label, { exact: true }) })
        .first()
        .click(),
    waitForPageOf: (origin) =>
      chat
        .locator(`meta[name="media-origins"][content~="${origin}"]`)
        .waitFor({ state: 'attached' }),
    say,
    async ask(text) {
      const before = await ended.count();
      await say(text);
      await ended.nth(before).waitFor({ state: 'attached' });
      await send.waitFor();
    },
    async enterKey(key) {
      await passwordBox.fill(key);
      await passwordBox.press('Enter');
      await passwordBox.waitFor({ state: 'hidden' });
    },
    async notification(text) {
      // A VS Code under test keeps its notifications out of the way.
      await runCommand('Notifications: Show Notifications');
      const center = page.locator('.notifications-center');
      const line = center.locator('.notification-list-item', { hasText: text });
      // The newest stands at the top, which an older one that is selected scrolls away.
      await eventually(
        async () => {
          const isThere = await line.first().isVisible();
          if (!isThere) await center.locator('.monaco-list').first().press('Home');
          return isThere;
        },
        () => `no notification ${String(text)}`,
      );
      return line.first();
    },
  };
}
