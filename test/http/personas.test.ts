import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { isRecord } from '../../src/shared/guards.ts';
import type { Persona } from '../../src/simulator/personas.ts';
import { simulatorEnv } from '../support/simulatorEnv.ts';
import { startTestSimulator } from '../support/testSimulator.ts';
import { scenarioFolder } from '../support/verdictAgent.ts';

/** An ordinary test of a shop: two turns, and what nobody wants to be otherwise. */
const scenario = `name: Finds shoes
turns:
  - say: running shoes under $100
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
  - say: cheaper
    expect:
      - products: { count: { min: 1 } }
expect:
  - grounded: true
  - handover: forbidden
  - latency: { firstByteMs: 150 }
    because: customers leave
`;

interface Row {
  readonly persona: Persona;
  readonly code: 0 | 1;
  /** What each report says of why. */
  readonly told?: RegExp;
  /** Left out for the others: a slow machine is not a slow agent. */
  readonly isTimed?: boolean;
}

const rows: readonly Row[] = [
  { persona: 'honest', code: 0 },
  { persona: 'silent', code: 1, told: /It answered nothing/ },
  { persona: 'half-silent', code: 1, told: /It answered nothing/ },
  { persona: 'lying', code: 1, told: /which no shown product costs/ },
  { persona: 'slow', code: 1, told: /first byte/, isTimed: true },
  { persona: 'dying', code: 1, told: /the answer comes to its end/ },
];

for (const { persona, code, told, isTimed } of rows) {
  test(`the ${persona} agent gets its verdict, exit code and place in every report`, async (t) => {
    const simulator = await startTestSimulator({ persona });
    t.after(() => simulator.close());
    const text = isTimed ? scenario : scenario.replace(/ {2}- latency[^]*/, '');
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
    assert.equal(ended.code, code, ended.stdout + ended.stderr);
    const [json, junit, html, github] = await Promise.all(
      [...Object.values(files), at('github.txt')].map((file) => readFile(file, 'utf8')),
    );
    const isGood = code === 0;
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
    assert.match(html ?? '', isGood ? /Cannot tell yet/ : /<p class="answer">Not yet/);
    assert.equal(/^::error /m.test(github ?? ''), !isGood, github);
    if (!told) return;
    for (const said of [ended.stdout, json, junit, html, github]) assert.match(said ?? '', told);
  });
}
