import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGithubReporter } from '../../../../src/scenarios/reports/githubReporter.ts';
import {
  allCases,
  attempt,
  caseResult,
  check,
  erroredCase,
  failedCase,
  fileError,
  flakyCase,
  writtenBy,
  type TestRun,
} from '../../../support/samples/runResults.ts';

const commands = async (run: TestRun) =>
  (await writtenBy(createGithubReporter, run)).split('\n').slice(0, -1);

async function summaryOf(run: TestRun): Promise<string> {
  const parts: string[] = [];
  const writeSummary = (text: string) => void parts.push(text);
  await writtenBy(({ write }) => createGithubReporter({ write, writeSummary }), run);
  return parts.join('');
}

test('a failed check is an error at its place, a warning is a warning', async () => {
  assert.deepEqual(await commands({ results: [failedCase] }), [
    '::error file=scenarios/shop.sofia.yaml,line=12,col=9,title=finds boots in winter (colour%3A black) [Shoe shop]::Expected: text contains "boots"; got: The text has no "boots"%0Aexpected: boots%0Aactual: Here are two sandals.%0Abecause customers ask for them all winter',
    '::warning file=scenarios/shop.sofia.yaml,line=20,col=5,title=finds boots in winter (colour%3A black) [Shoe shop]::Expected: at most 2 messages; got: There were 3',
  ]);
});

test('an error says so, files too', async () => {
  const lines = await commands({ results: [erroredCase], fileErrors: [fileError] });
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(line, /^::error .*title=Error::/);
  assert.match(lines[0] ?? '', /file=scenarios\/broken\.sofia\.yaml,line=4,col=7,/);
});

test('what a flaky case did wrong once is no error', async () => {
  const lines = await commands({ results: [flakyCase] });
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^::warning .*in 1 of 5 runs$/);
});

test('no annotation is longer than GitHub shows, and the last one tells of those behind it', async () => {
  const checks = [
    check({ status: 'failed', title: 'boots '.repeat(50_000), message: '😀'.repeat(9_000) }),
  ];
  const bad = (name: string) =>
    caseResult({ name, status: 'failed', attempts: [attempt({ status: 'failed', checks })] });
  const many = (count: number) => ({
    results: Array.from({ length: count }, (_, index) =>
      bad(`scenario ${index + 1} ${'x'.repeat(999)}`),
    ),
  });
  const ten = await commands(many(10));
  assert.equal(ten.filter((line) => line.startsWith('::error ')).length, 10);
  for (const line of ten) assert.ok(line.length < 16_000, `${line.length}`);
  const more = await commands(many(25));
  const errors = more.filter((line) => line.startsWith('::'));
  assert.equal(errors.length, 10);
  assert.equal(
    errors.at(-1),
    '::error title=Ask Sofia::16 more errors: see the log and the summary.',
  );
  // They are in the log all the same.
  assert.equal(more.filter((line) => line.startsWith('error: ')).length, 16);
  assert.match(more.find((line) => line.startsWith('error: ')) ?? '', /scenario 10 /);
});

test('no text ends its command or begins another', async () => {
  const evil = '100%,:\r\n::error::x\n::add-mask::y\u2028::z';
  const checks = [
    check({ status: 'failed', title: evil, message: evil, expected: evil, actual: '' }),
  ];
  const result = caseResult({
    file: evil,
    name: evil,
    status: 'failed',
    attempts: [attempt({ status: 'failed', checks })],
  });
  const lines = await commands({
    results: [result],
    fileErrors: [{ ...fileError, message: evil }],
  });
  assert.equal(lines.length, 2);
  const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/s.exec(lines[1] ?? '') ?? [];
  assert.deepEqual(
    properties.split(',').map((part) => part.split('=')[0]),
    ['file', 'line', 'col', 'title'],
  );
  assert.doesNotMatch(properties, /[:\r\n]|%(?!25|0A|0D|3A|2C)/);
  assert.doesNotMatch(data, /[\r\n]|%(?!25|0A|0D)/);
  assert.match(data, /100%25/);
});

test('the summary of the job counts, lists and explains', async () => {
  const summary = await summaryOf({ results: allCases, fileErrors: [fileError] });
  assert.match(summary, /\| 1 \| 1 \| 1 \| 1 \| 1 \| 0 \| 1 \|/);
  assert.match(summary, /\| Failed \| finds boots in winter .*shop\.sofia\.yaml:3:1/);
  assert.match(summary, /aren't failures of the agent/);
});

test('the summary holds no markup of the agent and keeps to its rows', async () => {
  const evil = '<img src=x> | [a](https://x.example) `b`\n# c';
  const result = caseResult({
    name: evil,
    status: 'failed',
    attempts: [attempt({ status: 'failed', checks: [check({ status: 'failed', title: evil })] })],
  });
  const summary = await summaryOf({ results: Array.from({ length: 150 }, () => result) });
  const rows = summary.split('\n').filter((line) => line.startsWith('| Failed'));
  assert.equal(rows.length, 100);
  for (const row of rows) assert.doesNotMatch(row, /(?<!\\)[<[`]|(?<!\\)\|(?! |$)/);
  assert.match(summary, /… and 50 more\./);
});
