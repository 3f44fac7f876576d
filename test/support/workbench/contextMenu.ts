import type { Page } from 'playwright-core';

/**
 * Takes a line of the menu that is opening. With the keys: a menu of VS Code takes no notice of a
 * button that is let go before it has been open for a while, and a busy machine is late with that.
 */
export async function chooseInMenu(page: Page, name: string | RegExp): Promise<void> {
  const line = page.getByRole('menuitem', { name }).first();
  await line.hover();
  await page.locator('.action-item.focused').filter({ has: line }).waitFor();
  await line.press('Enter');
}
