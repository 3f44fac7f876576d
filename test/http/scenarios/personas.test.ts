import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { isRecord } from '../../../src/shared/guards.ts';
import {
  personaCases,
  personaScenario,
  timedPersonaScenario,
} from '../../support/samples/personaCases.ts';
import { simulatorEnv } from '../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';
import { scenarioFolder } from '../../support/servers/verdictAgent.ts';

for (const { persona, isGood, told, isTimed } of personaCases) {
  test(`the ${persona} agent gets its verdict, exit code and place in every report`, async (t) => {
    const simulator = await startTestSimulator({ persona });
    t.after(() => simulator.close());
    const text = isTimed ? timedPersonaScenario : personaScenario;
    const { run, at } = await scenarioFolder(t, text);
    const files = { json: at('report.json'), junit: at('junit.xml'), html: at('page.html') };
    const reporters = Object.entries(files).map(([name, file]) => `${name}=${file}`);
    const names = ['pretty', ...reporters, `github=${at('github.txt')}`];
    const ended = await run(
      names.flatMap((name) => ['--reporter', name]),
      {
        env: simulatorEnv(simulator),
      },
    );
    assert.equal(ended.code, isGood ? 0 : 1, ended.stdout + ended.stderr);
    const [json, junit, html, github] = await Promise.all(
      [...Object.values(files), at('github.txt')].map((file) => readFile(file, 'utf8')),
    );
    assert.match(ended.stdout, isGood ? /^1 passed in /m : /^1 failed in /m);
    const report: unknown = JSON.parse(json ?? '');
    const cases: readonly unknown[] =
      isRecord(report) && Array.isArray(report['cases']) ? report['cases'] : [];
    assert.deepEqual(
      cases.map((one) => isRecord(one) && one['status']),
      [isGood ? 'passed' : 'failed'],
    );
    const failures = isGood ? 0 : 1;
    assert.match(
      junit ?? '',
      new RegExp(`<testsuites name="Ask Sofia" tests="1" failures="${failures}" errors="0"`),
    );
    // The simulator is no proof of an agent, however well it answers.
    assert.match(html ?? '', isGood ? /Can&#39;t tell yet/ : /<p class="answer">Not yet/);
    assert.equal(/^::error /m.test(github ?? ''), !isGood, github);
    if (!told) return;
    for (const said of [ended.stdout, json, junit, html, github]) assert.match(said ?? '', told);
  });
}
