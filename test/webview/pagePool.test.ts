import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chat } from '../support/pages/chatStates.ts';
import { sharedBench } from '../support/pages/sharedBench.ts';
import type { ChatPage } from '../support/pages/webviewPage.ts';

const bench = sharedBench();

/** Whatever one case could leave to the next. */
const traces = (opened: ChatPage) =>
  opened.page.evaluate(() => ({
    size: [innerWidth, innerHeight],
    media: ['print', '(prefers-reduced-motion)', '(forced-colors: active)'].map(
      (query) => matchMedia(query).matches,
    ),
    theme: [document.body.className, document.documentElement.style.cssText],
    underPointer: document.querySelectorAll('main :hover').length,
    focus: document.activeElement?.tagName,
    storage: [Object.keys(sessionStorage), Object.keys(localStorage), window.name],
    globals: Object.keys(window).sort(),
    posted: window.fakeHost.posted,
    text: document.body.innerText,
  }));

test('a page that another case had is as one that nobody had', async () => {
  const fresh = await bench.open({ isFresh: true });
  const wanted = await traces(fresh);

  const first = await bench.open({ theme: 'hcLight', width: 900, reducedMotion: true });
  const { page } = first;
  await first.show(chat());
  await page.emulateMedia({ forcedColors: 'active', media: 'print' });
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('A draft');
  await page.evaluate(() => {
    window.name = 'left';
    localStorage.setItem('left', '1');
    Object.assign(window, { left: 1 });
  });
  await page.mouse.move(190, 360);
  assert.notEqual((await traces(first)).underPointer, 0);
  await first.close();

  const second = await bench.open();
  assert.equal(second.page, page);
  await second.drawn();
  assert.deepEqual(await traces(second), wanted);
});
