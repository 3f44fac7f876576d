import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  openWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from '../../test/support/workbench/workbenchPage.ts';
import { root } from '../paths.ts';

/** Large enough for a question and its whole response. */
const size = { width: 1120, height: 1040 };

/** The README's pictures. */
export const pictureFolder = join(root, 'media', 'screenshots');

/** Opens VS Code with a theme, in the size of the pictures. */
export async function openPictureWindow(
  theme: string,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const settings = {
    ...options.settings,
    'workbench.colorTheme': theme,
    // Otherwise the browser's preferred colour scheme overrides the theme.
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

/** Takes a picture without tooltips or other hover effects. */
export async function takePicture(page: Page, name: string): Promise<void> {
  // The middle of the status bar has no tooltip. Waits until open tooltips and the palette are
  // gone.
  await page.mouse.move(300, size.height - 15);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
}

/** Drags the border between side bar and editor. */
export async function setSideBarWidth(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + width, middle, { steps: 5 });
  await page.mouse.up();
}
