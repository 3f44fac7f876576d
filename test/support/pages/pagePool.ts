import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hangLimitMs } from '../hangLimit.ts';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /**
   * A browser context of its own, closed with the page: for hostile contents, and for whatever a
   * document does not take with it, such as routes, listeners of requests and clocks.
   */
  readonly isFresh?: boolean;
}

/**
 * Pages of one browser, for one case after the other: each finds an empty page, and most of them
 * one whose process is there already, which is several times cheaper than a new one. Between two
 * cases the document goes, and with it the realm of its scripts, its content policy and its focus;
 * what else belongs to a page is set anew or emptied here.
 */
export class PagePool {
  readonly #browser: Browser;
  readonly #prepare: (context: BrowserContext) => Promise<void>;
  /** Pages in use, and whether their context is their own. */
  readonly #taken = new Map<Page, boolean>();
  #shared: Promise<BrowserContext> | undefined;
  /** The page that is used next. There is one at most, as its last document lives on until then. */
  #idle: Page | undefined;

  /** `prepare` is called for each context, before its first page. */
  constructor(browser: Browser, prepare: (context: BrowserContext) => Promise<void>) {
    this.#browser = browser;
    this.#prepare = prepare;
  }

  async take(options: PageOptions): Promise<Page> {
    const { width = 380, height = 720, reducedMotion = false, isFresh = false } = options;
    const page = isFresh ? await this.#newPage() : await this.#sharedPage();
    this.#taken.set(page, isFresh);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({
      media: 'screen',
      colorScheme: 'light',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: 'none',
    });
    return page;
  }

  /** Takes a page back. Whatever it has reported until now has arrived afterwards. */
  async giveBack(page: Page): Promise<void> {
    const isFresh = this.#taken.get(page);
    this.#taken.delete(page);
    if (page.isClosed()) return;
    await page.evaluate(() => undefined);
    if (isFresh) return page.context().close();
    if (this.#idle) return page.close();
    this.#idle = page;
  }

  async giveBackAll(): Promise<void> {
    for (const page of this.#taken.keys()) await this.giveBack(page);
  }

  async #sharedPage(): Promise<Page> {
    const idle = this.#idle;
    this.#idle = undefined;
    this.#shared ??= this.#newContext();
    return idle ?? (await this.#shared).newPage();
  }

  async #newPage(): Promise<Page> {
    return (await this.#newContext()).newPage();
  }

  async #newContext(): Promise<BrowserContext> {
    const context = await this.#browser.newContext();
    context.setDefaultTimeout(hangLimitMs);
    await this.#prepare(context);
    return context;
  }
}
