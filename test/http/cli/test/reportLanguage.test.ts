import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
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
