import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runCli } from '../../../support/programs/runCli.ts';
import { scenarioFolder, startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const scenario =
  'name: Boots\nturns:\n  - say: hello\n    expect: [text: boots, products: { count: { min: 1 } }]\n';

test('with a page, what was expected is said in its language in every report', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run, at } = await scenarioFolder(t, scenario);
  const reporters = ['html', 'junit'].map((name) => `${name}=${at(name)}`);
  const args = reporters.flatMap((name) => ['--reporter', name]);
  const { code, stderr } = await run([...args, '--language', 'es'], { env });
  assert.equal(code, 1, stderr);
  const [page, junit] = await Promise.all(
    ['html', 'junit'].map((name) => readFile(at(name), 'utf8')),
  );
  assert.match(page ?? '', /¿Está listo este agente\?/);
  assert.match(page ?? '', /Se esperaba: /);
  assert.match(junit ?? '', /message="[^"]*Se esperaba: [^"]*; se obtuvo: /);
  for (const text of [page, junit]) assert.doesNotMatch(text ?? '', /Expected|got:|contains/);
});

test('without a page, reports are in English, whatever the environment speaks', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run, at } = await scenarioFolder(t, scenario);
  const args = ['--reporter', `junit=${at('junit')}`];
  const { code } = await run(args, { env: { ...env, LANG: 'es_ES.UTF-8' } });
  assert.equal(code, 1);
  assert.match(await readFile(at('junit'), 'utf8'), /message="[^"]*Expected: [^"]*; got: /);
});

test('reports in files end with a line that tells the verdict and where they are', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { run, at, file } = await scenarioFolder(t, scenario);
  const lastLine = async (...args: readonly string[]) => {
    const { stderr } = await run(args, { env });
    return stderr.trimEnd().split('\n').at(-1);
  };
  const page = `html=${at('page.html')}`;
  assert.equal(
    await lastLine('--reporter', page),
    `Not yet: The only conversation that was evaluated didn't go as expected. Report: ${at('page.html')}`,
  );
  assert.match(
    (await lastLine('--reporter', page, '--language', 'es')) ?? '',
    /^Todavía no: .* Informe: \S+page\.html$/,
  );
  await run(['--reporter', `json=${at('run.json')}`], { env });
  const merged = await runCli(
    ['merge-reports', at('run.json'), '--reporter', page, '--reporter', `junit=${at('x.xml')}`],
    {},
  );
  assert.match(merged.stderr, /^Not yet: .* Reports: \S+page\.html, \S+x\.xml\n$/);
  const { stderr } = await runCli(['test', file], { env });
  assert.doesNotMatch(stderr, /Report/);
});
