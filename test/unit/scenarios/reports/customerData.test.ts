import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createReporters,
  type ReporterTarget,
} from '../../../../src/scenarios/reports/reporters.ts';
import { reporterNames } from '../../../../src/scenarios/reports/reporterNames.ts';
import type { CaseResult } from '../../../../src/scenarios/run/results.ts';
import {
  attempt,
  caseResult,
  check,
  fileError,
  tellRun,
  turnResult,
} from '../../../support/samples/runResults.ts';

const details = ['ana@shop.example', '415 555 0134', '4111 1111 1111 1111', '12345678Z'];
const told = `Ana: ana@shop.example, phone +1 415 555 0134, card 4111 1111 1111 1111, DNI 12345678Z`;

const form = {
  filledFormResponseEvent: { formData: { card: 4111111111111111, mail: 'ana@shop.example' } },
} as const;

const unknown = {
  type: 'event',
  atMs: 5,
  event: {
    type: 'unknown',
    kind: 'customEvent',
    line: 1,
    rawText: JSON.stringify({ customEvent: { card: 4111111111111111, note: told } }),
  },
} as const;

const turn = turnResult(told, told, {
  title: `say "${told}"`,
  checks: [
    check({
      status: 'failed',
      title: told,
      message: told,
      expected: told,
      actual: `${told}.`,
      because: told,
    }),
  ],
});

/** Personal data wherever a customer, an agent or a file could bring them in. */
const personal: CaseResult = caseResult({
  name: told,
  row: 1,
  rowTitle: `customer: ${told}`,
  status: 'failed',
  attempts: [
    attempt({
      status: 'failed',
      turns: [{ ...turn, inputs: [...turn.inputs, form], items: [...turn.items, unknown] }],
      problem: { at: { line: 1, column: 1 }, message: told },
    }),
  ],
});

/** Every report of the run, the summary of a GitHub job too. */
async function reports(withCustomerData: boolean): Promise<Readonly<Record<string, string>>> {
  const written: Record<string, string> = { summary: '' };
  const targets: readonly ReporterTarget[] = reporterNames.map((name) => ({
    name,
    write: (text) => (written[name] = (written[name] ?? '') + text),
  }));
  const reporter = createReporters(targets, {
    withCustomerData,
    writeSummary: (text) => void (written['summary'] += text),
  });
  const results = [personal, { ...personal, status: 'errored' } as const];
  await tellRun(reporter, { results, fileErrors: [{ ...fileError, message: told }] });
  return written;
}

/** Markdown without its backslashes. */
const unescaped = (text = '') => text.replaceAll('\\', '');

const names = [...reporterNames, 'summary'];

for (const name of names) {
  test(`what customers told of themselves is in no ${name} report, unless it is asked for`, async () => {
    const safe = unescaped((await reports(false))[name]);
    for (const detail of [...details, '4111111111111111'])
      assert.ok(!safe.includes(detail), `${detail}\n${safe}`);
    assert.ok(!safe.includes('1111'), 'of a card nothing is left');
    assert.match(safe, /\[email 1\]/);
    const whole = unescaped((await reports(true))[name]);
    for (const detail of details) assert.ok(whole.includes(detail), detail);
  });
}

test('a report without personal data is as it was', async () => {
  const json = (text = '') => JSON.parse(text) as { readonly cases: readonly CaseResult[] };
  const plain = caseResult();
  const written: string[] = [];
  const target = { name: 'json', write: (text: string) => written.push(text) } as const;
  await tellRun(createReporters([target], {}), { results: [plain] });
  assert.deepEqual(json(written.join('')).cases, [plain]);
});
