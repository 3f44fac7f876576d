// Takes the README's pictures in the real workbench: the chat in three themes, and other views.
import { mkdir } from 'node:fs/promises';
import type { Workbench } from '../../test/support/workbench/workbenchPage.ts';
import { buildExtension } from '../buildExtension.ts';
import { firstQuestion, startDemo } from '../demo.ts';
import { openPictureWindow, pictureFolder, setSideBarWidth, takePicture } from './pictureWindow.ts';
import { runMain, step } from '../report.ts';
import { takeScenarioPictures } from './scenarioScreenshots.ts';

const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
};
const sideBarWidth = 480;

async function takeScreenshot(name: string, theme: string): Promise<void> {
  const demo = await startDemo('instant');
  const { env, folder } = demo;
  const settings = { ...demo.settings, 'workbench.startupEditor': 'readme' };
  const workbench = await openPictureWindow(theme, { settings, env, folder });
  try {
    const { page, chat } = workbench;
    await workbench.runCommand('Ask Sofia');
    const message = chat.getByRole('textbox', { name: 'Message' });
    await message.waitFor();
    await setSideBarWidth(page, sideBarWidth);
    await message.click();
    await page.keyboard.type(firstQuestion);
    await page.keyboard.press('Enter');
    await chat.getByText(/total \d/).waitFor();
    // Images further right load only when scrolled into view.
    for (const index of [0, 1]) {
      await chat
        .locator('img')
        .nth(index)
        .evaluate((image: HTMLImageElement) => image.decode());
    }
    await takePicture(page, name);
    if (name === 'dark') {
      await takeInspector(workbench);
      await takeReport(workbench);
    }
  } finally {
    await workbench.dispose();
    await demo.stop();
  }
}

/** The inspector in the panel, with one line of that response selected. */
async function takeInspector(workbench: Workbench): Promise<void> {
  const { page, inspector } = workbench;
  // The README's editor would overlap the panel.
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Open Inspector in Panel');
  await workbench.runCommand('View: Toggle Maximized Panel');
  await inspector.getByRole('row').filter({ hasText: 'recommendationEvent' }).last().click();
  await inspector.getByRole('tree').waitFor();
  await takePicture(page, 'inspector');
  await workbench.runCommand('View: Hide Panel');
}

/** The same agent's connection report, next to its chat. */
async function takeReport(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Check Connection');
  const report = page.locator('iframe.webview').last().contentFrame().frameLocator('#active-frame');
  await report.getByRole('button', { name: 'Check Again' }).waitFor();
  await takePicture(page, 'report');
}

await runMain(async () => {
  await mkdir(pictureFolder, { recursive: true });
  await step('Building', buildExtension);
  for (const [name, theme] of Object.entries(themes)) {
    await step(`Screenshot ${name}`, () => takeScreenshot(name, theme));
  }
  await step('Screenshots of scenarios', () => takeScenarioPictures(themes.dark));
  return 0;
});
