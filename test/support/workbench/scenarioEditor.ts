import { comes, eventually, patiently } from '../eventually.ts';
import type { WorkbenchWindow } from './workbenchPage.ts';

/** Opens a file of the folder in the editor. */
export async function openFile({ page }: WorkbenchWindow, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input.input').fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/**
 * Takes what stands above the first of several scenarios of the open file, and sees that something comes
 * of it: that there are more of what is counted.
 */
export async function clickLens(
  { page }: WorkbenchWindow,
  name: string,
  count: () => number,
): Promise<void> {
  await page.keyboard.press('Control+Home');
  await page.locator('.line-numbers.active-line-number', { hasText: /^1$/ }).waitFor();
  const all = page.locator('.codelens-decoration a', { hasText: new RegExp(`^${name}$`) });
  const problem = () => `Nothing comes of ${name}`;
  const before = count();
  // VS Code shows it for a while after it has forgotten what it stands for, and makes it anew.
  await patiently(async ({ timeout }) => {
    // One above each scenario; in the page they stand in the order in which they were made.
    await all.nth(1).waitFor();
    await all.evaluateAll(pressTopmost);
    return comes(eventually(() => count() > before, problem, 4 * timeout));
  }, problem);
}

/** At one blow: what is drawn anew meanwhile would not be hit. */
function pressTopmost(links: readonly (HTMLElement | SVGElement)[]): void {
  const top = (link: Element) => link.getBoundingClientRect().top;
  const [first] = links.toSorted((one, other) => top(one) - top(other));
  const { x = 0, y = 0 } = first?.getBoundingClientRect() ?? {};
  for (const type of ['mousedown', 'mouseup'])
    first?.dispatchEvent(
      new MouseEvent(type, { bubbles: true, clientX: x + 1, clientY: y + 1, view: window }),
    );
}
