import type { Page } from 'playwright-core';

/** What is in the clipboard; undefined while the browser tells nobody, for the focus is just moving. */
export async function clipboardText(page: Page): Promise<string | undefined> {
  return page.evaluate(() => navigator.clipboard.readText().catch(() => undefined));
}
