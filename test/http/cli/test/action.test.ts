import assert from 'node:assert/strict';
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import manifest from '../../../../package.json' with { type: 'json' };
import { simulatorEnv } from '../../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../../support/servers/testSimulator.ts';
import { cliScript } from '../../../support/programs/cliScript.ts';
import { runAction } from '../../../support/programs/runAction.ts';
import { whyMissing } from '../../../support/programs/runProgram.ts';
import { tempFolder } from '../../../support/tempFolder.ts';

// The commands of action.yml, as they stand.

const skip = (await whyMissing('bash')) ?? false;

const boots = `name: Finds boots
tags: [smoke]
turns:
  - say: black boots under 100
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
`;
const hats = `name: Finds hats, it says
turns:
  - say: hello
    expect:
      - text: hats for everyone
`;

async function repository(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = await tempFolder(t);
  await mkdir(join(folder, 'my tests'));
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, 'my tests', name), text);
  return folder;
}

test(
  'the action passes with the simulator and leaves its reports and a summary',
  { skip },
  async (t) => {
    const folder = await repository(t, { 'boots.sofia.yaml': boots });
    const { code, stdout, stderr, outputs, summary } = await runAction(folder, {
      cli: cliScript,
      options: '--demo\n\n  --repeat=2\n',
    });
    assert.equal(code, 0, stdout + stderr);
    assert.equal(outputs['verdict'], 'passed');
    assert.match(summary, /^## Ask Sofia\n/);
    assert.match(summary, /\| 1 \| 0 \| 0 \|/);
    assert.match(await readFile(join(folder, outputs['junit'] ?? ''), 'utf8'), /<testsuites /);
    assert.match(await readFile(join(folder, outputs['html'] ?? ''), 'utf8'), /Finds boots/);
    assert.equal(outputs['json'], 'ask-sofia-reports/report.json');
    await access(join(folder, outputs['json']));
  },
);

test(
  'the agent of the environment fails: exit code 1, its scenario in the summary, at its line',
  { skip },
  async (t) => {
    const simulator = await startTestSimulator();
    t.after(() => simulator.close());
    const folder = await repository(t, { 'boots.sofia.yaml': boots, 'hats.sofia.yaml': hats });
    const { code, stdout, stderr, outputs, summary } = await runAction(
      folder,
      {
        cli: cliScript,
        reports: 'out/of sofia',
        scenarios: 'my tests/boots.sofia.yaml\nmy tests/h*',
      },
      simulatorEnv(simulator),
    );
    assert.equal(code, 1, stdout + stderr);
    assert.match(stdout, /^::error file=my tests\/hats\.sofia\.yaml,line=5,/m);
    assert.match(
      summary,
      /\| Failed \| Finds hats, it says \(my tests\/hats\.sofia\.yaml:1:1\) \|/,
    );
    assert.doesNotMatch(summary, /\| Failed \| Finds boots/);
    assert.equal(outputs['verdict'], 'failed');
    assert.equal(outputs['html'], 'out/of sofia/report.html');
    await access(join(folder, 'out/of sofia/report.html'));
    assert.ok(simulator.requests.length > 0);
    for (const text of [stdout, stderr, summary]) assert.ok(!text.includes(simulator.apiKey));
  },
);

test(
  'where a secret is missing the action does not pass, and its summary says where to look',
  { skip },
  async (t) => {
    const folder = await repository(t, { 'boots.sofia.yaml': boots });
    const { code, stderr, outputs, summary } = await runAction(
      folder,
      { cli: cliScript },
      { SOFIA_BUSINESS_ID: 'shop', SOFIA_AGENT_ID: 'agent', SOFIA_API_KEY: '' },
    );
    assert.equal(code, 2, stderr);
    assert.equal(outputs['verdict'], 'error');
    assert.match(summary, /The log of this step says why/);
    assert.match(stderr, /SOFIA_API_KEY/);
  },
);

test('by itself the action takes the npm package of its own version', { skip }, async (t) => {
  const folder = await repository(t, { 'boots.sofia.yaml': boots });
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@" >asked\n');
  await chmod(join(bin, 'npx'), 0o755);
  const PATH = [bin, dirname(process.execPath), process.env['PATH']].join(':');
  const asked = async (version: string) => {
    const { code, stderr } = await runAction(folder, { version }, { PATH });
    assert.equal(code, 0, stderr);
    return (await readFile(join(folder, 'asked'), 'utf8')).split('\n').slice(0, 3);
  };
  assert.deepEqual(await asked(''), ['--yes', `ask-sofia@${manifest.version}`, 'test']);
  assert.deepEqual(await asked('0.0.9'), ['--yes', 'ask-sofia@0.0.9', 'test']);
});
