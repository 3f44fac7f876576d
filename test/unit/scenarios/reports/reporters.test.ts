import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReporters } from '../../../../src/scenarios/reports/reporters.ts';
import { reporterNames } from '../../../../src/scenarios/reports/reporterNames.ts';
import { allCases, tellRun } from '../../../support/samples/runResults.ts';

test('several reports of one run are made at once, each in its place', async () => {
  const written = new Map<string, string>();
  const targets = reporterNames.map((name) => ({
    name,
    write: (text: string) => void written.set(name, (written.get(name) ?? '') + text),
  }));
  await tellRun(createReporters(targets, {}), { results: allCases });
  const begin = Object.fromEntries([...written].map(([name, text]) => [name, text.slice(0, 14)]));
  assert.deepEqual(begin, {
    pretty: 'Tool: ask-sofi',
    json: '{"format":"ask',
    junit: '<?xml version=',
    html: '<!doctype html',
    github: '::error file=s',
  });
});

test('the end waits for every report', async () => {
  let isWritten = false;
  const writeSummary = async () => {
    await Promise.resolve();
    isWritten = true;
  };
  const targets = [{ name: 'github', write: () => undefined }] as const;
  await tellRun(createReporters(targets, { writeSummary }), { results: allCases });
  assert.ok(isWritten);
});
