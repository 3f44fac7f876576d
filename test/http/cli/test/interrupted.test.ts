import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Report } from '../../../../src/scenarios/reports/report.ts';
import { runCli } from '../../../support/programs/runCli.ts';
import { message } from '../../../support/samples/scenarioRuns.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import {
  eventLine,
  scenarioFolder,
  startVerdictAgent,
  type Behaviour,
} from '../../../support/servers/verdictAgent.ts';

/** Says something and never ends. */
const stall: Behaviour = (response) => response.write(eventLine(message('Wait.')));

const quick = 'name: Quick\nturns:\n  - say: hello\n    expect: [text: hello]\n';
const slow = 'name: Slow\nturns:\n  - say: stall\n    expect: [text: Wait]\n';

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} closes every session, and every report is whole and says so`, async (t) => {
    const agent = await startVerdictAgent(t, { stall });
    const { run, at } = await scenarioFolder(t, `${quick}---\n${slow}`);
    await writeFile(at('summary.md'), '');
    const names = ['junit', 'html', 'json'].map((name) => `${name}=${at(name)}`);
    const args = ['pretty', ...names].flatMap((name) => ['--reporter', name]);
    const ran = await run(['--concurrency', '1', ...args], {
      env: agent.env,
      onOutput: (text, kill) => {
        if (text.includes('Quick')) kill(signal);
      },
    });
    assert.equal(ran.code, code, ran.stderr);
    assert.equal(agent.sessions.size, 0);
    assert.match(ran.stdout, /^interrupted\n1 passed, 1 skipped in /m);
    const read = (name: string) => readFile(at(name), 'utf8');
    const { evidence, cases } = JSON.parse(await read('json')) as Report;
    assert.equal(evidence.isInterrupted, true);
    assert.equal(cases.length, 2);
    assert.match(await read('junit'), /name="Interrupted" value="yes"[^]*<\/testsuites>\n$/);
    const page = await read('html');
    assert.match(page, /passed, but the run was interrupted and 1 conversation was skipped\./);
    assert.match(page, /<\/html>\n$/);
  });
}

test('the summary of a GitHub job says that its run was interrupted', async (t) => {
  const agent = await startVerdictAgent(t, { stall });
  const { run, at } = await scenarioFolder(t, slow);
  await writeFile(at('summary.md'), '');
  const ran = await run(['--reporter', 'github', '--timeout-ms', '60000'], {
    env: { ...agent.env, GITHUB_STEP_SUMMARY: at('summary.md') },
    onSpawn: (kill) => agent.asked('stall', () => kill('SIGTERM')),
  });
  assert.equal(ran.code, 143, ran.stderr);
  assert.match(await readFile(at('summary.md'), 'utf8'), /\| Interrupted \| yes \|/);
});

for (const command of ['test', 'ask', 'check'] as const) {
  test(`what a killed "${command}" left open is closed by the next command`, async (t) => {
    // The greeting of a check is "Hello".
    const agent = await startVerdictAgent(t, { stall, Hello: stall });
    const { file } = await scenarioFolder(t, slow);
    const env = { ...agent.env, XDG_STATE_HOME: await tempFolder(t) };
    const args = { test: ['test', file], ask: ['ask', 'stall'], check: ['check'] }[command];
    const killed = await runCli(args, {
      env,
      onSpawn: (kill) => {
        for (const text of ['stall', 'Hello']) agent.asked(text, () => kill('SIGKILL'));
      },
    });
    assert.equal(killed.code, null);
    assert.equal(agent.sessions.size, 1);
    const other = { ...env, SOFIA_BUSINESS_ID: 'another' };
    await runCli(['ask', 'hello'], { env: other });
    assert.equal(agent.sessions.size, 1, 'its key is for another business');
    const next = await runCli(['ask', 'hello'], { env });
    assert.match(next.stderr, /^Closed a session that an earlier command left open\./);
    assert.equal(agent.sessions.size, 0);
    const after = await runCli(['ask', 'hello'], { env });
    assert.equal(after.stderr, '');
  });
}
