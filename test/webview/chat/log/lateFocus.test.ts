import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../../../support/eventually.ts';
import { startWebviewBench, type WebviewBench } from '../../../support/pages/webviewPage.ts';

// VS Code shows the page in a frame; a tester may turn to something else before it is there.

let bench: WebviewBench;

before(async () => (bench = await startWebviewBench()));
after(() => bench.close());

test('a page that is late leaves the focus where the tester is, and has it once it is given', async () => {
  const { page } = await bench.open({ isFresh: true });
  const html = `<!doctype html><title>VS Code</title><input><iframe src="${page.url()}"></iframe>`;
  await page.route('**/workbench', (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  );
  await page.goto(`${bench.origin}/workbench`);
  const palette = page.locator('input');
  await palette.focus();
  const chat = page.frameLocator('iframe');
  const box = chat.locator('.composer-box textarea');
  await box.waitFor();
  await chat
    .locator('body')
    .evaluate(() => window.postMessage({ type: 'compose', text: 'Do you deliver?' }, '*'));
  await eventually(
    async () => (await box.inputValue()) === 'Do you deliver?',
    () => 'Nothing is composed',
  );
  assert.equal(await palette.evaluate((input) => document.activeElement === input), true);
  await page.locator('iframe').evaluate((frame: HTMLIFrameElement) => frame.contentWindow?.focus());
  await chat.locator('.composer-box textarea:focus').waitFor();
});
