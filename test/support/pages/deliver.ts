import type { Page } from 'playwright-core';

/** Posts a message to the page as the host does; afterwards the page has heard it. */
export async function deliver(page: Page, message: unknown): Promise<void> {
  // As JSON: the driver's own serialiser would lose a key like __proto__.
  await page.evaluate(async (json) => {
    const heard = new Promise((done) => window.addEventListener('message', done, { once: true }));
    window.postMessage(JSON.parse(json), '*');
    await heard;
  }, JSON.stringify(message));
}

/** Waits for the frame that draws what happened in the page until now. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
