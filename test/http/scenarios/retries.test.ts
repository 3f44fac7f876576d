import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Report } from '../../../src/scenarios/reports/report.ts';
import { message } from '../../support/samples/scenarioRuns.ts';
import {
  eventLine,
  scenarioFolder,
  startVerdictAgent,
  type Behaviour,
} from '../../support/servers/verdictAgent.ts';

/** One letter for each invoke: it passes, it fails, or the server has an error. */
const does =
  (letters: string): Behaviour =>
  (response, count) => {
    const letter = letters[count - 1] ?? 'p';
    if (letter === 'e') response.writeHead(500).end('{"code":13,"message":"internal"}');
    else response.end(eventLine(message(letter === 'p' ? 'good' : 'bad')));
  };

const once = 'turns:\n  - say: go\n    expect: [text: good]\n';
const fourOfFive = `name: T\npassRate: 4 of 5\n${once}`;

const repeats: readonly (readonly [string, Report['cases'][number]['status'], number, string])[] = [
  ['ppppp', 'passed', 0, '5 of 5'],
  ['ppppe', 'passed', 0, '4 of 4, 1 error'],
  ['ppppf', 'flaky', 0, '4 of 5'],
  ['pppfe', 'failed', 1, '3 of 4, 1 error'],
  ['pppff', 'failed', 1, '3 of 5'],
  ['pppee', 'errored', 2, '3 of 3, 2 errors'],
  ['ffpee', 'failed', 1, '1 of 3, 2 errors'],
];
for (const [letters, status, code, share] of repeats) {
  test(`of five attempts an error is neither a hit nor a miss: ${letters} is ${status}`, async (t) => {
    const { env } = await startVerdictAgent(t, { go: does(letters) });
    const { run, at } = await scenarioFolder(t, fourOfFive);
    const [junit, json] = [at('junit.xml'), at('report.json')];
    const files = ['--reporter', `junit=${junit}`, '--reporter', `json=${json}`];
    const ran = await run(['--concurrency', '1', '--reporter', 'pretty', ...files], { env });
    const report = JSON.parse(await readFile(json, 'utf8')) as Report;
    assert.equal(report.cases[0]?.status, status, ran.stdout);
    assert.equal(ran.code, code);
    assert.ok(ran.stdout.includes(` T ${share}`), ran.stdout);
    // Where a failure decides it is told, else the error, also to who reads only JUnit.
    const xml = await readFile(junit, 'utf8');
    const isTold = letters.includes('e') && status !== 'failed';
    assert.equal(
      /<error type="notJudged" message="Connectly's server returned an error/.test(xml),
      isTold,
    );
    assert.equal(/<testsuite [^>]*errors="1"/.test(xml), isTold);
  });
}

test('--retries begins what could not be judged again in a new session, and says so', async (t) => {
  const agent = await startVerdictAgent(t, { go: does('ee') });
  const { run } = await scenarioFolder(t, `name: T\n${once}`);
  const { code, stdout, stderr } = await run(['--retries', '2'], { env: agent.env });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /✓ T after 2 retries/);
  assert.match(stdout, /^Runs and retries: 2 retries on error$/m);
  assert.equal(stderr.split("T: error, retrying. Connectly's server").length, 3);
  const inits = agent.requests.filter(({ path }) => path.endsWith('/init'));
  assert.equal(inits.length, 3);
  assert.equal(agent.sessions.size, 0);
});

test('nothing is begun again unasked, and never a failure', async (t) => {
  const error = await startVerdictAgent(t, { go: does('e') });
  const { run } = await scenarioFolder(t, `name: T\n${once}`);
  assert.equal((await run([], { env: error.env })).code, 2);
  const failure = await startVerdictAgent(t, { go: does('f') });
  assert.equal((await run(['--retries', '3'], { env: failure.env })).code, 1);
});

const four = ['A', 'B', 'C', 'D'].map((name) => `name: ${name}\n${once}`).join('---\n');

const limits: readonly (readonly [string, readonly string[], number])[] = [
  ['nothing', [], 2],
  ['a quarter', ['--max-errors', '25%'], 0],
  ['less than there are', ['--max-errors', '0.2'], 2],
];
for (const [name, args, code] of limits) {
  test(`a run with an error among four, of which ${name} may be, ends with ${code}`, async (t) => {
    const { env } = await startVerdictAgent(t, { go: does('pepp') });
    const { run } = await scenarioFolder(t, four);
    const ran = await run(['--concurrency', '1', ...args], { env });
    assert.equal(ran.code, code, ran.stdout);
    assert.match(ran.stdout, /3 passed, 1 error/);
  });
}

test('errors in repeats count for --max-errors, too', async (t) => {
  const { env } = await startVerdictAgent(t, { go: does('ppppe') });
  const { run } = await scenarioFolder(t, fourOfFive);
  const ran = await run(['--concurrency', '1', '--max-errors', '0'], { env });
  assert.equal(ran.code, 2, ran.stdout);
});

test('a share that is none is wrong usage', async (t) => {
  const { run } = await scenarioFolder(t, four);
  for (const args of [
    ['--max-errors', '2'],
    ['--max-errors', ''],
    ['--retries', '-1'],
    ['--retries', 'x'],
  ]) {
    const { code, stderr } = await run(args, {});
    assert.equal(code, 2);
    assert.match(stderr, /It must be|Use a share/);
  }
});
