import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  createHtmlReporter,
  type HtmlReportOptions,
} from '../../../../src/scenarios/reports/htmlReport.ts';
import { historyPoint } from '../../../../src/scenarios/reports/html/figures.ts';
import type { CaseResult } from '../../../../src/scenarios/run/results.ts';
import { shoes, stats } from '../../../support/pages/chatStates.ts';
import {
  allCases,
  attempt,
  caseResult,
  check,
  countsOf,
  erroredCase,
  failedCase,
  fileError,
  flakyCase,
  runStartedAt,
  skippedCase,
  turnResult,
  writtenBy,
  type TestRun,
} from '../../../support/samples/runResults.ts';

type Options = Omit<HtmlReportOptions, 'write'>;

const pageOf = (run: TestRun, options: Options = {}): Promise<string> =>
  writtenBy(({ write }) => createHtmlReporter({ ...options, write }), run);

/** What is read of the page. */
const textOf = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

const verdicts: readonly (readonly [string, TestRun, RegExp])[] = [
  [
    'all passed',
    { results: [caseResult()] },
    /ready\? Yes The only conversation that was evaluated passed\./,
  ],
  [
    'one failed, whatever else',
    { results: [caseResult(), failedCase, erroredCase], fileErrors: [fileError] },
    /ready\? Not yet 1 of 2 conversations went as expected; 1 didn't\. .*not the agent's fault/,
  ],
  [
    'one could not be evaluated',
    { results: [caseResult(), erroredCase] },
    /ready\? Can't tell yet/,
  ],
  ['one was left out', { results: [caseResult(), skippedCase] }, /ready\? Can't tell yet/],
  ['a file was wrong', { results: [caseResult()], fileErrors: [fileError] }, /Can't tell yet/],
  ['nothing was run', { results: [] }, /Can't tell yet No conversation could be evaluated/],
  [
    'one passed often enough',
    { results: [caseResult(), flakyCase] },
    /ready\? Yes All 2 conversations passed\. 1 of them passed often enough, but not every time/,
  ],
];
for (const [name, run, verdict] of verdicts) {
  test(`the page says whether the agent is ready where ${name}`, async () => {
    assert.match(textOf(await pageOf(run)), verdict);
  });
}

test('agents are told apart', async () => {
  const other = { ...failedCase, agent: 'New prompt' };
  const text = textOf(await pageOf({ results: [caseResult(), other] }));
  assert.match(text, /Are these agents ready\? Not yet/);
  assert.match(text, /Shoe shop Ready 1 0 0 0 0 0/);
  assert.match(text, /New prompt Not yet 0 0 1 0 0/);
});

test('what passed can be opened, with everything that was expected of it', async () => {
  const turns = [
    turnResult('black boots', 'Here you are.', { checks: [check({ title: 'products: 2' })] }),
  ];
  const checks = [check({ title: 'no handover' })];
  const page = await pageOf({ results: [caseResult({ attempts: [attempt({ turns, checks })] })] });
  const [, opened = ''] = /<details>(.*?)<\/details>/s.exec(page) ?? [];
  assert.match(
    textOf(opened),
    /Transcript and expectations Customer black boots Agent Here you are\. .*As expected products: 2 About the whole conversation As expected no handover/,
  );
});

test('a failure stands next to the turn, in words, with the conversation and its products', async () => {
  const text = textOf(await pageOf({ results: [failedCase] }));
  assert.match(
    text,
    /Customer black boots Agent Here are two sandals\. Agent Ridge Runner \$89\.90 City Strider/,
  );
  assert.match(
    text,
    /Responded in 3\.4 s Not as expected Expected: text contains "boots" The text has no "boots"\. Expected boots Actual Here are two sandals\. Why it matters: customers ask/,
  );
  assert.match(text, /About the whole conversation Warning Expected: at most 2 messages/);
});

/** Without what stands behind a click. */
const closed = (page: string): string => page.replace(/<details>.*?<\/details>/gs, '');

test('of what passed only names, times and first products are shown at first', async () => {
  const text = textOf(closed(await pageOf({ results: [caseResult()] })));
  assert.match(text, /finds boots 1\.2 s Ridge Runner, \$89\.90/);
  assert.doesNotMatch(text, /Here are black boots/);
});

test('the times are told in words beside their plots', async () => {
  const turns = [100, 200, 300, 4000].map((totalMs) =>
    turnResult('a', 'b', { stats: { ...stats, firstByteMs: totalMs / 2, totalMs } }),
  );
  const page = await pageOf({ results: [caseResult({ attempts: [attempt({ turns })] })] });
  assert.match(textOf(page), /Time until the response is complete .* 200 ms 4 s 4/);
  assert.match(page, /aria-label="50% within 100 ms, 95% within 2 s"/);
});

const customer = 'I am ana@example.com, call +51 999 888 777';
const personal: CaseResult = caseResult({
  rowTitle: `customer: ${customer}`,
  status: 'failed',
  attempts: [
    attempt({
      status: 'failed',
      sessionId: 'secret-session',
      turns: [
        turnResult(customer, `Thanks, ${customer}`, {
          checks: [check({ status: 'failed', message: customer, expected: customer, actual: '' })],
        }),
      ],
      problem: { at: { line: 1, column: 1 }, message: customer },
    }),
  ],
});

test('what a customer is known by is in no page, and the page says what it may hold', async () => {
  const run = { results: [personal, { ...personal, status: 'passed' } as const] };
  const [safe, whole] = [await pageOf(run), await pageOf(run, { withCustomerData: true })];
  for (const page of [safe, whole]) assert.doesNotMatch(page, /secret-session/);
  assert.match(safe, /phone numbers, and similar data on this page were replaced/);
  assert.match(whole, /This page may contain personal information that customers shared/);
});

const bytes = new Uint8Array([1, 2, 3]);

test('no picture is named by its address, with pictures or without', async () => {
  const loadImage = () => Promise.resolve({ type: 'image/png', bytes });
  for (const options of [{}, { loadImage }]) {
    const page = await pageOf({ results: allCases }, options);
    assert.doesNotMatch(page, /cdn\.shop\.example|<img|url\(/);
  }
});

test('each picture is asked for once and stands in the page once', async () => {
  const asked: string[] = [];
  const loadImage = (url: string) => {
    asked.push(url);
    return Promise.resolve({ type: 'image/png', bytes });
  };
  const page = await pageOf({ results: [...allCases, ...allCases] }, { loadImage });
  assert.deepEqual(
    asked.toSorted(),
    ['1', '2'].map((id) => `https://cdn.shop.example/p/${id}.jpg`),
  );
  assert.equal(page.split('data:image/png;base64,AQID').length, 1 + 2);
  assert.ok(page.split('<use href="#picture-1"').length > 2);
});

test('what is no picture, or none that may be asked for, is drawn', async () => {
  const asked: string[] = [];
  const answers: Readonly<Record<string, { type: string; bytes: Uint8Array } | undefined>> = {
    'https://a.example/html': { type: 'text/html', bytes },
    'https://a.example/odd': { type: 'image/png" onload="x', bytes },
    'https://a.example/large': { type: 'image/png', bytes: new Uint8Array(2_000_000) },
    'https://a.example/none': undefined,
  };
  const urls = [
    ...Object.keys(answers),
    'http://a.example/plain',
    'javascript:alert(1)',
    'data:image/png;base64,AQID',
    'file:///etc/passwd',
  ];
  const products = urls.map((imageUrl) => ({ title: 'Boot', imageUrl, facets: {} }));
  const turns = [turnResult('a', 'b', { products })];
  const results = [
    caseResult({ status: 'failed', attempts: [attempt({ status: 'failed', turns })] }),
  ];
  const page = await pageOf(
    { results },
    { loadImage: (url) => Promise.resolve((asked.push(url), answers[url])) },
  );
  assert.deepEqual(asked.toSorted(), Object.keys(answers).toSorted());
  assert.doesNotMatch(page, /data:image/);
  assert.equal(page.split('picture placeholder').length, 1 + urls.length);
});

test('the page allows its own style, pictures inside of it, and nothing else', async () => {
  const page = await pageOf({ results: allCases });
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  assert.ok(
    page.includes(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    ),
  );
  assert.doesNotMatch(page, /<script|<iframe|<link|\sstyle=|\son\w+=|@import/i);
});

test('no text of an agent or a file becomes markup', async () => {
  const evil = '"><img src=x onerror=alert(1)></p><script>alert(1)</script>\'&amp;\u202e';
  const products = [
    { title: evil, url: evil, imageUrl: evil, currency: evil, price: 1, facets: {} },
  ];
  const results = (['failed', 'errored', 'flaky', 'passed', 'skipped'] as const).map((status) =>
    caseResult({
      status,
      file: evil,
      name: evil,
      agent: evil,
      rowTitle: evil,
      attempts: [
        attempt({
          status: 'failed',
          turns: [
            turnResult(evil, evil, {
              products,
              checks: [
                check({ status: 'failed', title: evil, expected: evil, actual: `${evil}\n` }),
              ],
            }),
          ],
          problem: { at: { line: 1, column: 1 }, message: evil },
        }),
      ],
    }),
  );
  const page = await pageOf({ results, fileErrors: [{ ...fileError, file: evil, message: evil }] });
  assert.doesNotMatch(page, /<img|<script|\u202e/);
});

test('earlier runs are drawn and told in their order', async () => {
  const day = 24 * 3600 * 1000;
  const report = (daysAgo: number, cases: readonly CaseResult[]) =>
    historyPoint({
      startedAt: runStartedAt - daysAgo * day,
      cases,
      summary: { counts: countsOf(cases), fileErrors: 0, durationMs: 1 },
    });
  const previous = [report(1, [caseResult(), failedCase]), report(3, [failedCase])];
  const page = await pageOf({ results: [caseResult()] }, { previous });
  assert.match(page, /aria-label="Pass rate: 2026-09-18 0%, 2026-09-20 50%, 2026-09-21 100%"/);
  assert.match(textOf(page), /2026-09-18 0% 0 1 3\.4 s 2026-09-20 50% 1 1 3\.4 s 2026-09-21 100%/);
  assert.doesNotMatch(await pageOf({ results: [caseResult()] }), /Over time/);
});

test('conversations beyond what anybody reads are left out, their reasons are not', async () => {
  const results = Array.from({ length: 230 }, () => [failedCase, caseResult()]).flat();
  const page = await pageOf({ results });
  assert.equal(page.split('<details open').length, 1 + 200);
  assert.equal(page.split('<details>').length, 1 + 200);
  assert.equal(page.split('The text has no').length, 1 + 230);
});

test('the same products of a case are shown once', async () => {
  const turns = [1, 2].map(() => turnResult('a', 'b', { products: shoes.slice(0, 1) }));
  const page = await pageOf({ results: [caseResult({ attempts: [attempt({ turns })] })] });
  assert.equal(closed(page).split('Ridge Runner').length, 2);
});
