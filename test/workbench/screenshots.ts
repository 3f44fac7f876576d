// Makes the pictures of the README: the chat in the real workbench, in three themes.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWorkbench, type Workbench } from '../support/workbenchPage.ts';
import { buildExtension } from './buildExtension.ts';
import { firstQuestion, startDemo } from './demo.ts';
import { root } from './paths.ts';
import { runMain, step } from './report.ts';

/** Room for a question and its whole answer. */
const size = { width: 1120, height: 1040 };
const folder = join(root, 'media', 'screenshots');
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
};
const sideBarWidth = 480;

async function takeScreenshot(name: string, theme: string): Promise<void> {
  const demo = await startDemo('instant');
  const settings = {
    ...demo.settings,
    ...themeSettings(theme),
    'workbench.startupEditor': 'readme',
  };
  const workbench = await openWorkbench({ settings, env: demo.env, folder: demo.folder });
  try {
    const { page, chat } = workbench;
    await page.setViewportSize(size);
    await page.waitForFunction(
      (height) =>
        document.querySelector('.part.statusbar')?.getBoundingClientRect().bottom === height,
      size.height,
    );
    await workbench.runCommand('Ask Sofia');
    const message = chat.getByRole('textbox', { name: 'Message' });
    await message.waitFor();
    await widenSideBar(page);
    await message.click();
    await page.keyboard.type(firstQuestion);
    await page.keyboard.press('Enter');
    await chat.getByText(/total \d/).waitFor();
    // Those further right are loaded only when somebody scrolls to them.
    for (const index of [0, 1]) {
      await chat
        .locator('img')
        .nth(index)
        .evaluate((image: HTMLImageElement) => image.decode());
    }
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (name === 'dark') {
      await takeInspector(workbench);
      await takeReport(workbench);
    }
  } finally {
    await workbench.dispose();
    await demo.stop();
  }
}

/** What went over the wire for that answer, in the panel, with one line selected. */
async function takeInspector(workbench: Workbench): Promise<void> {
  const { page, inspector } = workbench;
  // The page of the README would lie over the panel.
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Open Inspector in Panel');
  await workbench.runCommand('View: Toggle Maximized Panel');
  await inspector.getByRole('row').filter({ hasText: 'recommendationEvent' }).last().click();
  await inspector.getByRole('tree').waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'inspector.png') });
  await workbench.runCommand('View: Hide Panel');
}

/** The connection report of the same agent, beside its chat. */
async function takeReport(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Check Connection');
  const report = page.locator('iframe.webview').last().contentFrame().frameLocator('#active-frame');
  await report.getByRole('button', { name: 'Check again' }).waitFor();
  // Away from everything that has a tooltip, and until the last one is gone.
  await page.mouse.move(900, 980);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  await page.screenshot({ path: join(folder, 'report.png') });
}

/** Without the automatic ones the browser's own preference would win. */
function themeSettings(theme: string): Readonly<Record<string, unknown>> {
  return {
    'workbench.colorTheme': theme,
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}

/** Drags the edge between side bar and editor. */
async function widenSideBar(page: Page): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + sideBarWidth, middle, { steps: 5 });
  await page.mouse.up();
}

await runMain(async () => {
  await mkdir(folder, { recursive: true });
  await step('Building', buildExtension);
  for (const [name, theme] of Object.entries(themes)) {
    await step(`Screenshot ${name}`, () => takeScreenshot(name, theme));
  }
  return 0;
});
