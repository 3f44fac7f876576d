import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createPrettyReporter } from '../../../../src/scenarios/reports/prettyReporter.ts';
import {
  allCases,
  attempt,
  caseResult,
  check,
  failedCase,
  fileError,
  tellRun,
  turnResult,
  writtenBy,
  type TestRun,
} from '../../../support/samples/runResults.ts';

const plain = { isTty: false, width: 80, useColor: false };

const printed = (run: TestRun, options = plain): Promise<string> =>
  writtenBy(({ write }) => createPrettyReporter({ ...options, write }), run);

test('every status has a line of its own under its file, in the order of the plan', async () => {
  const lines = (await printed({ results: allCases })).split('\n');
  const heads = lines.filter((line) => /^(?:\S| {2}\S)/.test(line));
  assert.deepEqual(heads.slice(0, -1), [
    'Tool: ask-sofia 1.2.3',
    'Started: 2026-09-21T09:30:00Z',
    'Agent: Shoe shop: business ID b-77, agent ID a-88, host sofia.example:8443, environment test, live',
    'Filters: none',
    'scenarios/shop.sofia.yaml',
    '  ✓ finds boots Shoe shop 1.2 s',
    '  ✗ finds boots in winter (colour: black) Shoe shop 1.2 s',
    '  ! asks for a person Shoe shop 1.2 s',
    'scenarios/more.sofia.yaml',
    '  ~ keeps to the budget 4 of 5 Shoe shop 6 s',
    '  - says goodbye Shoe shop',
    '  ? only says hello Shoe shop 1.2 s',
    '1 passed, 1 flaky, 1 failed, 1 error, 1 not evaluated, 1 skipped in 4.2 s',
  ]);
});

test('a failure tells its place, what was expected, why it failed, and then the warnings', async () => {
  const text = await printed({ results: [failedCase] });
  assert.ok(
    text.includes(
      [
        '    scenarios/shop.sofia.yaml:12:9 text contains "boots"',
        '      The text has no "boots".',
        '      - expected, + actual',
        '      - boots',
        '      + Here are two sandals.',
        '      because customers ask for them all winter',
        '    scenarios/shop.sofia.yaml:20:5 warning: at most 2 messages',
        '      There were 3.',
      ].join('\n'),
    ),
    text,
  );
});

test('what failed in several attempts is told once, with how often', async () => {
  const failed = check({ status: 'failed', message: 'No.' });
  const attempts = [1, 2, 3].map((number) =>
    attempt({
      number,
      status: number === 1 ? 'passed' : 'failed',
      turns: [turnResult('hi', 'Hello', { checks: [number === 1 ? check() : failed] })],
    }),
  );
  const text = await printed({ results: [caseResult({ status: 'failed', attempts })] });
  assert.equal(text.split('shop.sofia.yaml:12:9').length, 2);
  assert.match(text, /in 2 of 3 runs/);
});

test('an error is said not to be a failure of the agent', async () => {
  const text = await printed({ results: allCases, fileErrors: [fileError, fileError] });
  assert.match(text, /^! scenarios\/broken\.sofia\.yaml:4:7 A turn has to say/m);
  assert.match(
    text,
    /Not evaluated: 1 scenario and 2 file problems\..*aren't failures of the agent/,
  );
  assert.doesNotMatch(await printed({ results: [failedCase] }), /failures of the agent/);
});

test('nothing that an agent or a file says reaches the terminal as an escape', async () => {
  const evil = '\u001b[2J\u009b31mred\u202e';
  const result = caseResult({
    file: evil,
    name: evil,
    agent: evil,
    rowTitle: evil,
    status: 'failed',
    attempts: [
      attempt({
        status: 'failed',
        recording: evil,
        checks: [
          check({
            status: 'failed',
            title: evil,
            message: evil,
            expected: evil,
            actual: `${evil}!`,
            because: evil,
          }),
        ],
      }),
    ],
  });
  const errors = [{ ...fileError, file: evil, message: evil }];
  const text = await printed({ results: [result], fileErrors: errors });
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('colours come only where they are asked for, and change nothing else', async () => {
  const colored = await printed({ results: allCases }, { ...plain, useColor: true });
  const text = await printed({ results: allCases });
  assert.notEqual(colored, text);
  assert.equal(stripVTControlCharacters(colored), text);
});

test('a terminal sees how far the run is in one line, which is gone at the end', async () => {
  const parts: string[] = [];
  const terminal = { write: (text: string) => parts.push(text), isTty: true, width: 30 };
  await tellRun(createPrettyReporter({ ...terminal, useColor: false }), { results: allCases });
  const screen = screenOf(parts.join(''));
  assert.doesNotMatch(screen, /\d\/6/);
  assert.equal(screen, await printed({ results: allCases }));
  const progress = parts.filter((part) => /\d\/6/.test(part));
  assert.ok(progress.length > 0);
  for (const part of parts) assert.ok((part.split('\n').at(-1) ?? '').length < 30 + 5);
});

/** What is left on a screen that knows how to erase a line. */
function screenOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\r\u001b[2K').at(-1) ?? '')
    .join('\n');
}

test('a long difference is cut to the lines around it', async () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  const changed = lines.with(50, 'another');
  const checks = [
    check({ status: 'failed', expected: lines.join('\n'), actual: changed.join('\n') }),
  ];
  const failed = attempt({ status: 'failed', turns: [turnResult('a', 'b', { checks })] });
  const text = await printed({ results: [caseResult({ status: 'failed', attempts: [failed] })] });
  const diff = text.split('\n').filter((line) => /^ {6}[-+ …]/.test(line));
  assert.deepEqual(diff.map((line) => line.trim()).slice(1), [
    '…',
    'line 48',
    'line 49',
    '- line 50',
    '+ another',
    'line 51',
    'line 52',
    '…',
  ]);
});
