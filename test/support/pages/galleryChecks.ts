import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import type { ChatPage } from './webviewPage.ts';

/** What axe-core finds, one line for each element. */
export async function axeFindings(frame: Frame): Promise<readonly string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const injected = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await injected.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

/** Opens every fold and waits until what it holds is drawn. */
export async function openFolds({ page }: ChatPage): Promise<void> {
  await page.evaluate(async () => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** What is wider than the page, or than the log that holds it; boxes that scroll may be. */
export function tooWide({ page }: ChatPage): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) wide.push('the page');
    const log = document.querySelector('[role=log]');
    if (log && log.scrollWidth > log.clientWidth) wide.push('the log');
    const scrolls = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
    for (const element of document.querySelectorAll('main *')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || (left >= 0 && right <= innerWidth + 0.5)) continue;
      let above = element.parentElement;
      while (above && (above.matches('[role=log]') || !scrolls(above))) above = above.parentElement;
      if (!above || above === document.body) wide.push(element.outerHTML.slice(0, 120));
    }
    return wide;
  });
}

/**
 * Texts of the log that cannot be told from what is behind them: below a contrast of 4.5, in places
 * that axe-core may leave out too (scrolled away, under a pill, half transparent).
 */
export function unreadable({ page }: ChatPage): Promise<readonly string[]> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!context) return ['no canvas'];
    const luminance = (): number => {
      const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data]
        .slice(0, 3)
        .map((byte) => byte / 255)
        .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paint = (color: string): void => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('[role=log] *')) {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = texts.map(({ textContent }) => textContent).join('');
      if (text.trim() === '' || !element.checkVisibility({ opacityProperty: true })) continue;
      if (element.closest('.unseen, [disabled]')) continue;
      const chain: Element[] = [];
      for (let up: Element | null = element; up; up = up.parentElement) chain.unshift(up);
      paint('white');
      for (const above of chain) paint(getComputedStyle(above).backgroundColor);
      const behind = luminance();
      paint(getComputedStyle(element).color);
      const before = luminance();
      const contrast = (Math.max(behind, before) + 0.05) / (Math.min(behind, before) + 0.05);
      if (contrast < 4.5) found.push(`${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 160)}`);
    }
    return found;
  });
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value?: unknown };
  }[];
}

/** What can have the focus and has no name, as the browser tells a screen reader. */
export async function nameless({ page }: ChatPage): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    readonly nodes: readonly AxNode[];
  };
  await session.detach();
  return nodes
    .filter(({ ignored, role, name, properties = [] }) => {
      const isFocusable = properties.some((one) => one.name === 'focusable' && one.value.value);
      return !ignored && isFocusable && role?.value !== 'RootWebArea' && !name?.value;
    })
    .map(({ role }) => String(role?.value));
}

/** Buttons, links, folds and text boxes that the Tab key never comes to. */
export async function notReachable({ page }: ChatPage): Promise<readonly string[]> {
  const count = await page.evaluate(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
    getSelection()?.removeAllRanges();
    const wanted = [...document.querySelectorAll<HTMLElement>('button, a, summary, textarea')];
    const reachable = wanted.filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches('[disabled]') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    const window_ = window as unknown as { unvisited?: Set<Element> };
    if (!window_.unvisited) {
      document.addEventListener('focusin', ({ target }) =>
        window_.unvisited?.delete(target as Element),
      );
    }
    window_.unvisited = new Set(reachable);
    return reachable.length;
  });
  // Regions that scroll have the focus too, so there are more stops than elements.
  for (let press = 0; press < 2 * count + 10; press += 1) {
    await page.keyboard.press('Tab');
    // Fewer presses than elements cannot have come to each of them.
    if (press + 1 < count) continue;
    const left = await page.evaluate(
      () => (window as unknown as { unvisited: Set<Element> }).unvisited.size,
    );
    if (left === 0) return [];
  }
  // What has gone in the meantime need not be reached.
  return page.evaluate(() =>
    [...(window as unknown as { unvisited: Set<Element> }).unvisited]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => element.outerHTML.slice(0, 160)),
  );
}
