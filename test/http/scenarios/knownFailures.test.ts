import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { scenarioFolder, startVerdictAgent } from '../../support/servers/verdictAgent.ts';

const ending = 'turns:\n  - say: hello\n    expect: [{ text: robot }]\n';
const passing = 'name: Passes\nturns:\n  - say: hello\n    expect: [{ text: hello }]\n';

/** Runs these scenarios beside one that passes, with every report. */
async function reported(
  t: TestContext,
  scenario: string,
  env: Readonly<Record<string, string>> = {},
) {
  const agent = await startVerdictAgent(t);
  const { run, at } = await scenarioFolder(t, `${scenario}---\n${passing}`);
  const files = {
    junit: at('junit.xml'),
    html: at('page.html'),
    json: at('report.json'),
    github: at('github.txt'),
  };
  const targets = Object.entries(files).flatMap(([name, file]) => [
    '--reporter',
    `${name}=${file}`,
  ]);
  const outcome = await run(['--reporter', 'pretty', ...targets], {
    env: { ...agent.env, ...env },
  });
  const [junit, html, json, github] = await Promise.all(
    Object.values(files).map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return { ...outcome, junit, html, json, github, asked: agent.requests.length };
}

test('a known failure fails nothing, and has a status of its own in every report', async (t) => {
  const until = '2999-12-31';
  const known = `name: Known\nknownFailure: { because: ticket 7, until: ${until} }\n${ending}`;
  const { code, stdout, junit, html, json, github } = await reported(t, known);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /x Known[^]*Known failure: ticket 7[^]*1 passed, 1 known failure/);
  assert.match(junit ?? '', /skipped="1"[^]*<skipped>Known failure: ticket 7/);
  assert.doesNotMatch(junit ?? '', /<failure/);
  assert.match(html ?? '', /Known failures \(1\)/);
  assert.match(json ?? '', /"status":"knownFailure"/);
  assert.match(github ?? '', /::warning .*title=Known::Known failure: /);
  assert.doesNotMatch(github ?? '', /::error/);
});

test('a known failure whose day is over counts, and says so', async (t) => {
  const over = `name: Known\nknownFailure: { because: ticket 7, until: 2020-02-29 }\n${ending}`;
  const { code, stdout } = await reported(t, over);
  assert.equal(code, 1, stdout);
  assert.match(stdout, /accepted only until 2020-02-29: ticket 7/);
});

test('a known failure that is gone is told', async (t) => {
  const gone = `knownFailure: { because: ticket 7 }\n${passing.replace('Passes', 'Gone')}`;
  const { code, stdout, junit } = await reported(t, gone);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /The known failure no longer occurs \(ticket 7\)\. Remove knownFailure/);
  assert.match(junit ?? '', /The known failure no longer occurs/);
});

test('an error is no known failure', async (t) => {
  const broken = `name: Broken\nknownFailure: { because: x }\nturns:\n  - say: hi\n    expect: [{ baseline: none.ndjson }]\n`;
  const { code, stdout } = await reported(t, broken);
  assert.equal(code, 2, stdout);
});

test('a scenario that is skipped is not run, and its reason is in every report', async (t) => {
  const skipped = `name: Later\nskip: waits for the shop\n${ending}`;
  const { code, stdout, junit, html, json, asked } = await reported(t, skipped);
  assert.equal(code, 0, stdout);
  assert.equal(asked, 3);
  assert.match(stdout, /- Later[^]*Skipped: waits for the shop[^]*1 passed, 1 skipped in the file/);
  assert.match(junit ?? '', /<skipped>Skipped: waits for the shop/);
  assert.match(html ?? '', /Later[^]*waits for the shop/);
  assert.match(json ?? '', /"status":"disabled","skip":"waits for the shop"/);
});

test('only leaves the others out, and with CI it is an error at its line', async (t) => {
  const only = 'only: true\nname: Only\nturns:\n  - say: one\n    expect: [{ text: one }]\n';
  const alone = await reported(t, only);
  assert.equal(alone.code, 0, alone.stdout);
  assert.match(alone.stdout, /1 passed/);
  const inCi = await reported(t, only, { CI: 'true' });
  assert.equal(inCi.code, 2, inCi.stdout);
  assert.match(inCi.stdout, /shop\.sofia\.yaml:1:1 In CI, "only"/);
});
