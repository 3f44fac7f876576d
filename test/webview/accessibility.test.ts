import axe from 'axe-core';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, afterEach, before, test } from 'node:test';
import { chatStates } from '../support/chatStates.ts';
import { themeNames, type ThemeName } from '../support/themes.ts';
import { startWebviewBench, type ChatPage, type WebviewBench } from '../support/webviewPage.ts';

const maxScriptBytes = 110 * 1024;

let bench: WebviewBench;
before(async () => (bench = await startWebviewBench()));
afterEach(async () => assert.deepEqual(await bench.closePages(), []));
after(() => bench.close());

/** What axe-core finds, one line for each element. */
async function findings({ page }: ChatPage): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const injected = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await injected.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

async function openState(name: string, theme: ThemeName, width: number): Promise<ChatPage> {
  const state = chatStates[name];
  assert.ok(state);
  const opened = await bench.open({ theme, width, reducedMotion: true });
  await opened.show(state);
  return opened;
}

for (const name of Object.keys(chatStates)) {
  test(`axe-core finds nothing in the state "${name}", folds open`, async () => {
    const opened = await openState(name, 'dark', 380);
    for (const fold of await opened.page.locator('summary').all()) await fold.click();
    assert.deepEqual(await findings(opened), []);
  });

  test(`the state "${name}" fits into 280 pixels`, async () => {
    const opened = await openState(name, 'dark', 280);
    const tooWide = await opened.page.evaluate(() => {
      const log = document.querySelector('[role=log]');
      return document.documentElement.scrollWidth > 280 || (log?.scrollWidth ?? 999) > 280;
    });
    assert.equal(tooWide, false);
  });
}

for (const theme of themeNames) {
  test(`axe-core finds nothing in an answer, cards and a failure in the theme ${theme}`, async () => {
    for (const name of ['answered', 'cards', 'failed', 'idle']) {
      assert.deepEqual(await findings(await openState(name, theme, 380)), []);
    }
  });
}

test('log, text box and buttons have the names that people and tests rely on', async () => {
  const { page } = await openState('answered', 'dark', 380);
  assert.equal(await page.getByRole('log', { name: 'Conversation' }).count(), 1);
  assert.equal(await page.getByRole('textbox', { name: 'Message', exact: true }).count(), 1);
  assert.equal(await page.getByRole('button', { name: 'Send', exact: true }).count(), 1);
  const streaming = await openState('streaming', 'dark', 380);
  assert.equal(await streaming.page.getByRole('button', { name: 'Stop', exact: true }).count(), 1);
});

test('a running clock is not read out', async () => {
  const { page } = await openState('waiting', 'dark', 380);
  const isSilent = await page
    .locator('.log .clock')
    .evaluate((clock) => clock.closest('[aria-hidden=true]') !== null);
  assert.equal(isSilent, true);
});

test('with reduced motion nothing moves', async () => {
  const { page } = await openState('waiting', 'dark', 380);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

test('the script is at most 110 KB when packed', async () => {
  const response = await fetch(`${bench.origin}/webview.js`);
  const packed = gzipSync(await response.text());
  assert.ok(packed.length <= maxScriptBytes, `${packed.length} bytes`);
});
