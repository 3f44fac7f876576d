import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJsonReporter } from '../../../../src/scenarios/reports/createJsonReporter.ts';
import { readReport } from '../../../../src/scenarios/reports/report.ts';
import {
  allCases,
  fileError,
  outset,
  runStartedAt,
  writtenBy,
} from '../../../support/samples/runResults.ts';

const run = { results: allCases, fileErrors: [fileError], shard: { index: 1, total: 2 } };

test('the report is one document with a case a line, and holds everything', async () => {
  const text = await writtenBy(createJsonReporter, run);
  const { format, version, startedAt, shard, cases, fileErrors, summary } = JSON.parse(
    text,
  ) as Record<string, unknown>;
  assert.deepEqual(
    { format, version, startedAt, shard },
    {
      format: 'ask-sofia-report',
      version: 3,
      startedAt: runStartedAt,
      shard: run.shard,
    },
  );
  assert.deepEqual(cases, allCases);
  assert.deepEqual(fileErrors, [fileError]);
  assert.deepEqual(summary, {
    counts: {
      passed: 1,
      failed: 1,
      errored: 1,
      skipped: 1,
      flaky: 1,
      notJudged: 1,
      knownFailure: 0,
      disabled: 0,
    },
    fileErrors: 1,
    durationMs: 4200,
  });
  const lines = text.split('\n').slice(1, 1 + allCases.length);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line.replace(/,$/, '')) as unknown),
    allCases,
  );
});

test('a run of no case is a document too', async () => {
  const text = await writtenBy(createJsonReporter, { results: [] });
  assert.deepEqual((JSON.parse(text) as { cases: unknown }).cases, []);
});

test('each case is written when it ends', () => {
  const parts: string[] = [];
  const reporter = createJsonReporter({ write: (text) => parts.push(text) });
  reporter.start?.({ cases: 2, evidence: outset });
  for (const result of allCases) {
    const before = parts.length;
    reporter.caseEnded?.(result);
    assert.equal(parts.length, before + 1);
  }
});

test('what is written has the shape of the schema', async () => {
  const read = readReport({ name: 'a.json', text: await writtenBy(createJsonReporter, run) });
  assert.ok('report' in read, JSON.stringify(read));
  assert.deepEqual(read.report.cases, allCases);
});

const whole = JSON.parse(await writtenBy(createJsonReporter, run)) as Readonly<
  Record<string, unknown>
>;
const [first] = allCases;

const broken: readonly (readonly [name: string, text: string, problem: RegExp])[] = [
  ['cut short', JSON.stringify(whole).slice(0, -30), /a\.json is not whole.*run it again/],
  ['of something else', '{"format":"other"}', /a\.json is no report of Ask Sofia.*json=FILE/],
  ['no object', '[]', /a\.json is no report of Ask Sofia/],
  [
    'from the future',
    JSON.stringify({ ...whole, version: 2 }),
    /a\.json is of version 2.*same version/,
  ],
  ['without cases', JSON.stringify({ ...whole, cases: undefined }), /a\.json .*'cases'/],
  ...(
    [
      ['a status nobody knows', { status: 'good' }, /\/cases\/0\/status/],
      ['a case without attempts', { attempts: undefined }, /\/cases\/0 .*'attempts'/],
      ['a line 0', { at: { line: 0, column: 1 } }, /\/cases\/0\/at\/line/],
      ['an index that is none', { index: -1 }, /\/cases\/0\/index/],
      [
        'an item that is neither event nor failure',
        {
          attempts: first?.attempts.map((attempt) => ({
            ...attempt,
            turns: attempt.turns.map((turn) => ({ ...turn, items: [{ type: 'event', atMs: 1 }] })),
          })),
        },
        /\/cases\/0\/attempts\/0\/turns\/0\/items\/0/,
      ],
    ] as const
  ).map(
    ([name, fields, problem]) =>
      [name, JSON.stringify({ ...whole, cases: [{ ...first, ...fields }] }), problem] as const,
  ),
];
for (const [name, text, problem] of broken) {
  test(`a report ${name} is refused by name, with what to do`, () => {
    const read = readReport({ name: 'a.json', text });
    assert.ok('problem' in read);
    assert.match(read.problem, problem);
  });
}
