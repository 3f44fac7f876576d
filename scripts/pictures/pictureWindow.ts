import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  openWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from '../../test/support/workbench/workbenchPage.ts';
import { root } from '../paths.ts';

/** Room for a question and its whole answer. */
const size = { width: 1120, height: 1040 };

/** Where the pictures of the README are. */
export const pictureFolder = join(root, 'media', 'screenshots');

/** A VS Code of the pictures' size in a theme. */
export async function openPictureWindow(
  theme: string,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const settings = {
    ...options.settings,
    'workbench.colorTheme': theme,
    // Without the automatic ones the browser's own preference would win.
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
  const workbench = await openWorkbench({ ...options, settings, isLean: false });
  const { page } = workbench;
  await page.setViewportSize(size);
  await page.waitForFunction(
    (height) =>
      document.querySelector('.part.statusbar')?.getBoundingClientRect().bottom === height,
    size.height,
  );
  return workbench;
}

/** Takes a picture with nothing that hangs on the mouse. */
export async function takePicture(page: Page, name: string): Promise<void> {
  // The middle of the status bar has no tooltip; until the last one is gone, and the palette too.
  await page.mouse.move(300, size.height - 15);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
}

/** Drags the edge between side bar and editor. */
export async function setSideBarWidth(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + width, middle, { steps: 5 });
  await page.mouse.up();
}
