import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { scenarioFolder, startVerdictAgent } from '../../support/servers/verdictAgent.ts';

/** Everything that holds of nothing. */
const easy = `    expect:
      - text: { not: sorry }
      - handover: forbidden
      - unknownEvents: none
      - malformedLines: none
      - buttons: { count: 0 }
      - products: { count: { max: 3 } }
      - jsonPath: { path: '$[*].customEvent', exists: false }
      - script: texts.every((text) => text !== 'no')
expect:
  - handover: forbidden
  - text: { not: sorry }
`;

for (const said of ['silent', 'empty text']) {
  test(`an agent that answers nothing (${said}) meets no expectation`, async (t) => {
    const { env } = await startVerdictAgent(t);
    const { run, at } = await scenarioFolder(t, `name: T\nturns:\n  - say: ${said}\n${easy}`);
    const { code, stdout } = await run(
      ['--reporter', 'pretty', '--reporter', `json=${at('report.json')}`],
      { env },
    );
    assert.equal(code, 1, stdout);
    assert.match(stdout, /shop\.sofia\.yaml:3:5 the agent responds\n\s+The response is empty\./);
    const report = await readFile(at('report.json'), 'utf8');
    assert.match(report, /"status":"failed"/);
    assert.doesNotMatch(report, /"status":"passed"/);
  });
}

test('an agent that is silent in one of two turns fails', async (t) => {
  const { env } = await startVerdictAgent(t);
  const turns = '  - say: hello\n    expect: [text: hello]\n  - say: silent\n';
  const { run } = await scenarioFolder(t, `name: T\nturns:\n${turns}`);
  const { code, stdout } = await run([], { env });
  assert.equal(code, 1, stdout);
  assert.match(stdout, /shop\.sofia\.yaml:5:5 the agent responds/);
});

test('silence that is allowed meets what it meets', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run } = await scenarioFolder(
    t,
    `name: T\nsilence: allowed\nturns:\n  - say: silent\n${easy.replace('      - products: { count: { max: 3 } }\n', '')}`,
  );
  const { code, stdout } = await run([], { env });
  assert.equal(code, 0, stdout);
});

const nothing = 'name: Nothing is checked\nturns:\n  - say: hello\n';

test('a run in which nothing was expected is judged by nobody: exit code 2', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run, at } = await scenarioFolder(t, nothing);
  const files = { junit: at('junit.xml'), html: at('page.html'), json: at('report.json') };
  const targets = Object.entries(files).flatMap(([name, file]) => [
    '--reporter',
    `${name}=${file}`,
  ]);
  const { code, stdout } = await run(['--reporter', 'pretty', ...targets], { env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /\? Nothing is checked/);
  assert.match(stdout, /warning: Nothing was evaluated/);
  assert.match(stdout, /^1 not evaluated in /m);
  assert.match(await readFile(files.junit, 'utf8'), /<skipped>Nothing was evaluated/);
  const page = await readFile(files.html, 'utf8');
  assert.match(page, /Conversations that weren&#39;t evaluated \(1\)/);
  assert.match(page, /Can&#39;t tell yet/);
  assert.match(await readFile(files.json, 'utf8'), /"status":"notJudged"/);
});

test('beside what was judged it is told, and decides nothing', async (t) => {
  const { env } = await startVerdictAgent(t);
  const judged = 'name: Judged\nturns:\n  - say: hello\n    expect: [text: hello]\n';
  const { run } = await scenarioFolder(t, `${nothing}---\n${judged}`);
  const { code, stdout } = await run(['--reporter', 'github'], { env });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /::warning .*title=Nothing is checked::Nothing was evaluated/);
});

test('a warning that is not met is in every report', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run, at } = await scenarioFolder(
    t,
    'name: T\nturns:\n  - say: hello\n    expect:\n      - text: words that nobody says\n        warn: true\n',
  );
  const files = [at('junit.xml'), at('page.html'), at('report.json')];
  const targets = ['junit', 'html', 'json'].flatMap((name, index) => [
    '--reporter',
    `${name}=${files[index] ?? ''}`,
  ]);
  const { code, stdout } = await run(['--reporter', 'pretty', ...targets], { env });
  assert.equal(code, 0, stdout);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  for (const text of [stdout, ...texts]) assert.match(text, /words that nobody says/);
});
