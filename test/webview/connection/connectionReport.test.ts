import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ConnectionReport } from '../../../src/shared/connection/connectionReport.ts';
import { axeFindings, nameless, notReachable, tooWide } from '../../support/pages/galleryChecks.ts';
import {
  postedBy,
  reportEntry,
  reportStates,
  reportWith,
  tell,
} from '../../support/pages/reportPages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import { themeNames } from '../../support/pages/themes.ts';
import type { ChatOptions } from '../../support/pages/webviewPage.ts';

const bench = sharedBench(reportEntry);

async function open(report: ConnectionReport | undefined, options: ChatOptions = {}) {
  const opened = await bench.open(options);
  if (report) await tell(opened.page, { type: 'report', report });
  return opened;
}

const stateOf = (name: string): ConnectionReport => reportStates[name] ?? reportWith();
const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('the page asks for its report, and shows something before it comes', async () => {
  const { page } = await open(undefined);
  assert.deepEqual(await postedBy(page), [{ type: 'ready' }]);
  await page.getByText('Waiting for the first result…').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.deepEqual((await postedBy(page)).at(-1), { type: 'cancel' });
});

test('a report that is well says so in one sentence, with a row for each step', async () => {
  const { page } = await open(stateOf('works'));
  await page.getByText('Everything works. First byte after 412 ms.').first().waitFor();
  assert.equal(await page.getByRole('listitem').count(), 11);
  assert.match((await rowOf(page, 'Host name (DNS)').textContent()) ?? '', /works12 ms/);
});

for (const name of Object.keys(reportStates)) {
  test(`everybody can use the report that is ${name}, in every theme at 280 pixels`, async () => {
    const found: string[] = [];
    const opened = await open(stateOf(name), { width: 280, reducedMotion: true });
    // The focus goes round the page only after everything has been looked at.
    const looks = [
      () => axeFindings(opened.page.mainFrame()),
      () => tooWide(opened),
      () => nameless(opened),
    ];
    for (const checks of [looks, [() => notReachable(opened)]]) {
      for (const theme of themeNames) {
        await opened.setTheme(theme);
        for (const check of checks) {
          found.push(...(await check()).map((finding) => `${theme}: ${finding}`));
        }
      }
    }
    assert.deepEqual(found, []);
  });
}

test('at 200 % zoom of the narrow view everything still fits', async () => {
  const opened = await open(stateOf('failed'), { width: 140, height: 360 });
  assert.deepEqual(await tooWide(opened), []);
});

test('each state is told by a sign and in words', async () => {
  const { page } = await open(stateOf('failed'));
  const rows = await page.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => ({
      words: item.querySelector('.step-state')?.textContent,
      sign: item.querySelector('svg path')?.getAttribute('d'),
    })),
  );
  const words = new Set(rows.map((row) => row.words));
  assert.deepEqual([...words], ['works', 'failed', 'skipped']);
  assert.equal(new Set(rows.map((row) => row.sign)).size, 3);
});

test('the running step turns and counts, and stands still with reduced motion', async () => {
  const running = stateOf('running');
  const { page } = await open(running);
  await page.getByText('Checking: Encryption (TLS)').first().waitFor();
  const clock = rowOf(page, 'Encryption').locator('.step-time');
  assert.equal(await clock.getAttribute('aria-hidden'), 'true');
  assert.match((await clock.textContent()) ?? '', /\d/);
  assert.ok((await page.evaluate(() => document.getAnimations().length)) > 0);
  const still = await open(running, { reducedMotion: true });
  assert.equal(await still.page.evaluate(() => document.getAnimations().length), 0);
});

test('each step that is over is announced politely, and the verdict at the end', async () => {
  const { page } = await open(stateOf('running'));
  const status = page.getByRole('status');
  assert.equal(await status.getAttribute('aria-live'), 'polite');
  await status.getByText('Connection (TCP): works').waitFor();
  await tell(page, { type: 'report', report: stateOf('failed') });
  await status.getByText('Encryption (TLS): The certificate is from an unknown issuer').waitFor();
  await status.getByText('Stopped at “Encryption (TLS)”').waitFor();
  assert.equal(await status.getByText('skipped').count(), 0);
});

test('a red step offers what to do next, as intents', async () => {
  const { page } = await open(stateOf('failed'));
  const row = rowOf(page, 'Encryption (TLS)').first();
  for (const label of ['Open Settings', 'Open Proxy Settings', 'Show Log', 'Set API Key']) {
    await row.getByRole('button', { name: label, exact: true }).click();
  }
  await row.getByRole('button', { name: 'Check Again' }).click();
  assert.deepEqual((await postedBy(page)).slice(1), [
    { type: 'action', action: 'openSettings' },
    { type: 'action', action: 'openProxySettings' },
    { type: 'action', action: 'showLog' },
    { type: 'action', action: 'setApiKey' },
    { type: 'action', action: 'checkAgain' },
  ]);
});

test('a check is started and cancelled with the same button, by keyboard', async () => {
  const { page } = await open(stateOf('works'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const again = { ...stateOf('running'), startedAt: 1_790_000_100_000 };
  await tell(page, { type: 'report', report: again });
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.keyboard.press('Enter');
  assert.deepEqual((await postedBy(page)).slice(1), [
    { type: 'action', action: 'checkAgain' },
    { type: 'cancel' },
  ]);
});

test('the report is copied by the host, and that is said', async () => {
  const { page } = await open(stateOf('works'));
  await page.getByRole('button', { name: 'Copy Report' }).click();
  assert.deepEqual((await postedBy(page)).at(-1), { type: 'copyReport' });
  await tell(page, { type: 'copied' });
  await page.locator('main').getByText('Report copied.').waitFor();
  await page.getByRole('status').getByText('Report copied.').waitFor();
});

test('a report that is not over cannot be copied', async () => {
  const { page } = await open(stateOf('running'));
  await page.getByRole('button', { name: 'Copy Report' }).click({ force: true });
  assert.deepEqual(await postedBy(page), [{ type: 'ready' }]);
});

test('the focus stays on a button while other steps go on', async () => {
  const { page } = await open(stateOf('warned'));
  const button = page.getByRole('button', { name: 'Show Log' });
  await button.focus();
  const warned = stateOf('warned');
  const steps = warned.steps.map((step) => (step.id === 'dns' ? { ...step, ms: 99 } : step));
  await tell(page, { type: 'report', report: { ...warned, steps } });
  await rowOf(page, 'Host name (DNS)').getByText('99 ms').waitFor();
  assert.equal(await button.evaluate((element) => element.matches(':focus')), true);
});

test('what a server said is text, whatever it looks like', async () => {
  const text = '<img src=x onerror="document.title=1"> \u202eabc';
  const { page } = await open(
    reportWith({ init: { state: 'failed', title: text, text, facts: [[text, text]] } }),
    { isFresh: true },
  );
  assert.equal(await page.locator('main img').count(), 0);
  assert.ok((await rowOf(page, 'New session').textContent())?.includes('⟨U+202E⟩'));
});

test('the page speaks the language of VS Code', async () => {
  const bundle = { 'Connection check': 'Comprobación de conexión' };
  const { page } = await open(stateOf('works'), { lang: 'es', bundle });
  await page.getByRole('heading', { name: 'Comprobación de conexión' }).waitFor();
});
