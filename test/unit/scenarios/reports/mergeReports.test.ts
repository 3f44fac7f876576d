import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJsonReporter } from '../../../../src/scenarios/reports/createJsonReporter.ts';
import { createJunitReporter } from '../../../../src/scenarios/reports/junitReporter.ts';
import { createHtmlReporter } from '../../../../src/scenarios/reports/htmlReport.ts';
import { mergeReports, reportRun } from '../../../../src/scenarios/reports/mergeReports.ts';
import type { Report, ReportFile } from '../../../../src/scenarios/reports/report.ts';
import type { RunEvidence } from '../../../../src/scenarios/run/evidence.ts';
import type { CaseResult } from '../../../../src/scenarios/run/results.ts';
import { createPrettyReporter } from '../../../../src/scenarios/reports/prettyReporter.ts';
import {
  allCases,
  fileError,
  outset,
  writtenBy,
  type TestRun,
} from '../../../support/samples/runResults.ts';

const fileErrors = [fileError];

async function part(
  name: string,
  shard: TestRun['shard'],
  results: readonly CaseResult[],
): Promise<ReportFile> {
  const run = { results, fileErrors, ...(shard && { shard }) };
  return { name, text: await writtenBy(createJsonReporter, run) };
}

const ofShard = (index: number, total: number): readonly CaseResult[] =>
  allCases.filter((one) => one.index % total === index - 1);
const shard = (index: number, total: number, results = ofShard(index, total)) =>
  part(`${index}.json`, { index, total }, results);

const formats = {
  json: createJsonReporter,
  junit: createJunitReporter,
  html: createHtmlReporter,
  pretty: ({ write }: { readonly write: (text: string) => void }) =>
    createPrettyReporter({ write, isTty: false, width: 80, useColor: false }),
};
for (const [name, create] of Object.entries(formats))
  for (const total of [2, 3]) {
    test(`${total} shards merged give the same ${name} report as the single run`, async () => {
      const files = [];
      for (let index = total; index >= 1; index -= 1) files.push(await shard(index, total));
      const merged = await mergeReports(files);
      assert.ok('run' in merged, JSON.stringify(merged));
      const parts: string[] = [];
      await reportRun(merged.run, create({ write: (text) => parts.push(text) }));
      assert.equal(parts.join(''), await writtenBy(create, { results: allCases, fileErrors }));
    });
  }

test('the report of a run without shards can be told again', async () => {
  const merged = await mergeReports([await part('all.json', undefined, allCases)]);
  assert.ok('run' in merged);
  assert.deepEqual(merged.run.cases, allCases);
});

const second = { shard: { index: 2, total: 2 } };

/** Two parts of a run with this evidence. */
function twoParts(...evidence: readonly [Partial<RunEvidence>, Partial<RunEvidence>]) {
  const parts = evidence.map(async (own, index) => {
    const shard = { index: index + 1, total: 2 };
    const run = { results: ofShard(shard.index, 2), shard, evidence: own };
    return { name: `${shard.index}.json`, text: await writtenBy(createJsonReporter, run) };
  });
  return Promise.all(parts);
}

/** The report of a whole run in which somebody has changed something. */
async function changed(
  change: (report: Report) => Partial<Report>,
): Promise<readonly ReportFile[]> {
  const { name, text } = await part('all.json', undefined, allCases);
  const report = JSON.parse(text) as Report;
  return [{ name, text: JSON.stringify({ ...report, ...change(report) }) }];
}

const unfit: readonly (readonly [string, () => Promise<readonly ReportFile[]>, RegExp])[] = [
  ['nothing', () => Promise.resolve([]), /No report was given/],
  ['one part of two', async () => [await shard(2, 2)], /2\.json: part 1 of 2 is missing/],
  [
    'the same part twice',
    async () => [await shard(1, 2), { ...(await shard(1, 2)), name: 'copy.json' }],
    /1\.json and copy\.json are both part 1 of 2\. Leave one of them out/,
  ],
  [
    'parts of other totals',
    async () => [await shard(1, 2), await shard(2, 3)],
    /2\.json is one of 3 parts, 1\.json one of 2/,
  ],
  [
    'a case twice',
    async () => [await shard(1, 2), await shard(2, 2, allCases.slice(0, 2))],
    /Case 0 is in 1\.json and in 2\.json.*Run all parts again/,
  ],
  [
    'a plan with a hole',
    async () => [await shard(1, 2), await shard(2, 2, allCases.slice(3, 4))],
    /Case 1 is in none of 1\.json, 2\.json/,
  ],
  [
    'two whole runs',
    async () => [
      await part('a.json', undefined, allCases),
      await part('b.json', undefined, allCases),
    ],
    /a\.json and b\.json are both a whole run/,
  ],
  ...(
    [
      ['of another version', { tool: 'ask-sofia 9.9.9' }, /other versions of Ask Sofia/],
      ['of another plan', { plan: 'another' }, /their scenarios or the agents of these are others/],
      ['with other options', { filters: { ...second, grep: 'x' } }, /their options are others/],
      ['with other repeats', { plan: 'b', repeats: { repeat: 2 } }, /their options are others/],
      ['of another job', { job: '2' }, /other runs of the CI/],
      [
        'of an agent that recordings answer for',
        { agents: outset.agents.map((agent) => ({ ...agent, source: 'recorded' as const })) },
        /Shoe shop is another agent, at another place, or answered in another way/,
      ],
    ] as const
  ).map(
    ([name, evidence, problem]) =>
      [
        `a part ${name}`,
        () => twoParts({ job: '1' }, { job: '1', ...evidence }),
        new RegExp(`1\\.json and 2\\.json are no parts of the same run: .*${problem.source}`),
      ] as const,
  ),
  [
    'a file that was cut',
    async () => {
      const { name, text } = await shard(2, 2);
      return [await shard(1, 2), { name, text: text.slice(0, 500) }];
    },
    /2\.json is not whole/,
  ],
  [
    'a file without its last case',
    () => changed(({ cases }) => ({ cases: cases.slice(0, -1) })),
    /all\.json is not as it was written: its cases are not those that it counts/,
  ],
  [
    'a file with a status of another',
    () =>
      changed(({ cases }) => ({
        cases: cases.map((one) => (one.status === 'failed' ? { ...one, status: 'passed' } : one)),
      })),
    /all\.json is not as it was written: its cases are not those that it counts/,
  ],
];
for (const [name, files, problem] of unfit) {
  test(`${name} cannot be merged, and the reason names the file`, async () => {
    const merged = await mergeReports(await files());
    assert.ok('problem' in merged);
    assert.match(merged.problem, problem);
  });
}

test('parts of one run may have agents of their own, and nobody knows the job of every one', async () => {
  const [agent] = outset.agents;
  assert.ok(agent);
  const others = [{ ...agent, name: 'Bag shop', agentId: 'bags' }];
  for (const second of [{ job: '1', agents: others }, {}]) {
    const merged = await mergeReports(await twoParts({ job: '1' }, second));
    assert.ok('run' in merged, JSON.stringify(merged));
  }
});
