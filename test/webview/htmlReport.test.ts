import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { after, afterEach, before, test } from 'node:test';
import { createHtmlReporter } from '../../src/scenarios/reports/htmlReport.ts';
import { buttons, handover, item, says, suggests } from '../support/pages/chatStates.ts';
import { axeFindings } from '../support/pages/galleryChecks.ts';
import { hangLimitMs } from '../support/hangLimit.ts';
import {
  allCases,
  attempt,
  caseResult,
  check,
  fileError,
  runStartedAt,
  turnResult,
  writtenBy,
} from '../support/samples/runResults.ts';
import { launchChromium } from '../../scripts/chromium.ts';

const address = 'https://report.invalid/';
const square = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>';

/** Everything that the page can show. */
const full = await writtenBy(
  ({ write }) =>
    createHtmlReporter({
      write,
      loadImage: (url) =>
        Promise.resolve(
          url.endsWith('1.jpg')
            ? { type: 'image/svg+xml', bytes: new TextEncoder().encode(square) }
            : undefined,
        ),
      previous: [1, 2, 3].map((days) => ({
        startedAt: runStartedAt - days * 24 * 3600 * 1000,
        counts: {
          passed: 10 - days,
          failed: days,
          errored: 0,
          skipped: 0,
          flaky: 0,
          notJudged: 0,
          knownFailure: 0,
          disabled: 0,
        },
        p95Ms: 1000 * days,
      })),
    }),
  {
    results: [
      ...allCases,
      caseResult({
        agent: `Agent-with-${'a-very-long-name-'.repeat(6)}`,
        status: 'failed',
        attempts: [
          attempt({
            status: 'failed',
            turns: [
              turnResult('<b>hello</b> '.repeat(40), 'a'.repeat(300), {
                items: [says('Hi'), item(buttons), item(handover), suggests(['Cheaper ones'])],
                checks: [check({ status: 'failed', expected: 'a\nb\nc', actual: 'a\nB\nc' })],
              }),
            ],
          }),
        ],
      }),
    ],
    fileErrors: [fileError],
  },
);

let browser: Browser;
const troubles: string[] = [];
before(async () => (browser = await launchChromium()));
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  assert.deepEqual(troubles.splice(0), []);
});
after(() => browser.close());

/** The page as somebody opens it; anything that it asks for or is refused is a trouble. */
async function open(colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  context.setDefaultTimeout(hangLimitMs);
  const page = await context.newPage();
  await page.exposeFunction('reportViolation', (text: string) => troubles.push(text));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      void window.reportViolation(`${violatedDirective}: ${blockedURI}`);
    }),
  );
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === address) return route.fulfill({ contentType: 'text/html', body: full });
    troubles.push(`asked for ${url}`);
    return route.abort();
  });
  await page.goto(address);
  return page;
}

for (const scheme of ['light', 'dark'] as const)
  for (const width of [320, 1100]) {
    test(`everyone can read the report in ${scheme} at ${width} pixels`, async () => {
      const page = await open(scheme, width);
      assert.deepEqual(await axeFindings(page.mainFrame()), []);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
    });
  }

test('the report is styled and shows pictures without asking anybody', async () => {
  const page = await open('light', 1100);
  const picture = page.locator('.product .picture').first();
  const box = await picture.boundingBox();
  assert.ok(box && box.width > 50 && box.width < 200, JSON.stringify(box));
  const heading = page.getByRole('heading', { level: 1 });
  assert.equal(await heading.textContent(), 'Are these agents ready?');
  assert.equal(await page.locator('script, img, iframe, b').count(), 0);
});

test('what is folded is printed too', async () => {
  const page = await open('light', 800);
  const said = page.getByText('Here are two sandals.').first();
  await page.locator('summary').first().click();
  assert.equal(await said.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await said.isVisible(), true);
});
