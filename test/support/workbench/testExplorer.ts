import type { Locator } from 'playwright-core';
import { chooseInMenu } from './contextMenu.ts';
import { comes, eventually, patiently } from '../eventually.ts';
import type { WorkbenchWindow } from './workbenchPage.ts';

/** As VS Code calls it beside a test's name. */
export type TestState = 'Passed' | 'Failed' | 'Errored' | 'Skipped' | 'Not yet run';

/** What a tester sees and does in VS Code's Test Explorer. */
export interface TestExplorer {
  /** The line of a file, a scenario, a row or a repeat. */
  line(label: string): Locator;
  /** Shows what is below a line. */
  expand(label: string): Promise<void>;
  /** Hides it again: a line that has no room is not in the page. */
  collapse(label: string): Promise<void>;
  runAll(): Promise<void>;
  /** Runs a line; with a profile's name, by that one. */
  run(label: string, profile?: string): Promise<void>;
  /** Waits until a line is in that state. */
  waitForState(label: string, state: TestState): Promise<void>;
  /** Waits until that stands beside the name of a test; '': nothing. */
  waitForNote(label: string, note: string): Promise<void>;
  /** Takes a line of the menu of a test. */
  menu(label: string, item: string): Promise<void>;
  /** Opens the first failure of a test at its place in the file. */
  openFailure(label: string): Promise<TestFailure>;
  /** The line of a failure in the results of the last run, by what was expected. */
  failure(title: string): Locator;
  /** What stands on the line of a failure. */
  failureButton(title: string, name: string): Locator;
}

/** A failure as it is shown in the editor. */
export interface TestFailure {
  /** Of the file, from 1. */
  readonly line: number;
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
}

/** Opens the Test Explorer and waits until it has a line. */
export async function openTestExplorer(window: WorkbenchWindow): Promise<TestExplorer> {
  const { page } = window;
  const tree = page.locator('.test-explorer-tree');
  // To whom cannot see it, VS Code tells what stands beside the name in the place of the name.
  const line = (label: string) =>
    tree
      .getByRole('treeitem')
      .filter({ has: page.locator(`xpath=//div[text()=${JSON.stringify(label)}]`) })
      .first();
  const results = page.locator('.panel .test-output-peek-tree');
  const failure = (title: string) =>
    results.getByRole('treeitem').filter({ hasText: title }).first();
  await window.runCommand('View: Show Testing');
  await tree.getByRole('treeitem').first().waitFor();

  const isExpanded = async (label: string) =>
    (await line(label).getAttribute('aria-expanded')) === 'true';

  const menu = async (label: string, item: string) => {
    await line(label).click({ button: 'right' });
    await chooseInMenu(page, item);
  };
  /** Its label, its state and how long it took. */
  const name = (label: string) => line(label).getAttribute('aria-label');
  const start = async (label: string, profile: string | undefined) => {
    if (profile === undefined) return menu(label, 'Run Test');
    await menu(label, 'Execute Using Profile...');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: profile }).first().click();
  };
  return {
    line,
    menu,
    async collapse(label) {
      await line(label).click();
      await eventually(
        async () => {
          if (!(await isExpanded(label))) return true;
          await page.keyboard.press('ArrowLeft');
          return false;
        },
        () => `${label} stays open`,
      );
    },
    async expand(label) {
      await line(label).waitFor();
      await eventually(
        async () => {
          if (await isExpanded(label)) return true;
          // The file may not have been read yet: then there is nothing to show.
          await line(label).click();
          await page.keyboard.press('ArrowRight');
          return isExpanded(label);
        },
        () => `${label} has nothing below it`,
      );
    },
    runAll: () => window.runCommand('Test: Run All Tests'),
    async run(label, profile) {
      const before = await name(label);
      // After a reload, VS Code overlooks the command while the extension is still reading its files.
      await patiently(
        async ({ timeout }) => {
          await start(label, profile);
          const begins = eventually(async () => (await name(label)) !== before, '', timeout);
          return comes(begins);
        },
        () => `${label} was not run`,
      );
    },
    async waitForState(label, state) {
      await line(label).waitFor();
      await eventually(
        async () => (await name(label))?.includes(`(${state})`) === true,
        async () => `${await name(label)} is not ${state}`,
      );
    },
    async waitForNote(label, note) {
      const told = line(label).locator('.test-label-description');
      // How long it took comes after the note.
      const text = async () =>
        (await told.count()) === 0 ? '' : (await told.innerText()).replace(/(: )?[\d.]+m?s$/, '');
      await eventually(
        async () => (await text()) === note,
        async () => `Beside ${label} stands: ${await text()}`,
      );
    },
    failure,
    failureButton: (title, name) => failure(title).getByRole('button', { name }),
    async openFailure(label) {
      await line(label).dblclick();
      const peek = page.locator('.zone-widget.test-output-peek');
      await peek.waitFor();
      const side = (name: 'original' | 'modified') =>
        peek.locator(`.diffOverview, .editor.${name} .view-lines`).last();
      await side('modified').waitFor();
      const title = await peek.locator('.head .peekview-title').innerText();
      const position = await page.locator('.statusbar-item', { hasText: /^Ln \d/ }).innerText();
      return {
        line: Number(/Ln (\d+)/.exec(position)?.[1]),
        title: plain(title),
        expected: plain(await side('original').innerText()),
        actual: plain(await side('modified').innerText()),
      };
    },
  };
}

/** Editors write spaces that do not break. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
