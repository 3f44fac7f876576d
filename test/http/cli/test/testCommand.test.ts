import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runCli } from '../../../support/programs/runCli.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import { simulatorEnv } from '../../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../../support/servers/testSimulator.ts';
import type { SimulatorOptions } from '../../../../src/simulator/simulatorOptions.ts';

const shopping = join(import.meta.dirname, '../../../fixtures/scenarios/shopping.sofia.yaml');

const boots = `name: Boots within the budget
turns:
  - say: black boots under 100
    expect:
      - text: boots
      - products:
          count: { min: 1 }
          price: { max: 100 }
`;

async function environment(context: TestContext, options: SimulatorOptions = {}) {
  const simulator = await startTestSimulator(options);
  context.after(() => simulator.close());
  return { simulator, env: simulatorEnv(simulator) };
}

test('the sample scenarios pass, and every session is closed', async (context) => {
  const { simulator, env } = await environment(context);
  const { code, stdout } = await runCli(['test', shopping], { env });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /6 passed/);
  assert.equal(simulator.openSessions, 0);
  assert.ok(!stdout.includes(simulator.apiKey));
});

test('a changed price fails at the line of the price, with exit code 1', async (context) => {
  const { env } = await environment(context, { prices: { 'tarvexa-meadow': 999 } });
  const file = join(await tempFolder(context), 'boots.sofia.yaml');
  await writeFile(file, boots);
  const { code, stdout } = await runCli(['test', file], { env });
  assert.equal(code, 1, stdout);
  assert.match(stdout, /boots\.sofia\.yaml:8:11/);
  assert.match(stdout, /\$999\.00/);
});

test('what was recorded answers without a network', async (context) => {
  const { env, simulator } = await environment(context);
  const folder = await tempFolder(context);
  const file = join(folder, 'boots.sofia.yaml');
  await writeFile(file, boots);
  const recordings = join(folder, 'recordings');
  const recorded = await runCli(['test', file, '--record', recordings], { env });
  assert.equal(recorded.code, 0, recorded.stderr);
  const asked = simulator.requests.length;
  const offline = await runCli(['test', file, '--offline', recordings], { env });
  assert.equal(offline.code, 0, offline.stdout);
  assert.equal(simulator.requests.length, asked);
});

test('what was recorded is too slow without a network too, as it was then', async (context) => {
  const { env } = await environment(context);
  const folder = await tempFolder(context);
  const file = join(folder, 'boots.sofia.yaml');
  await writeFile(file, boots);
  const recordings = join(folder, 'recordings');
  await runCli(['test', file, '--record', recordings], { env });
  await writeFile(file, `timeoutMs: 1\n${boots}`);
  const { code, stdout } = await runCli(['test', file, '--offline', recordings], { env });
  assert.equal(code, 1, stdout);
  assert.match(stdout, /the whole response within 1 ms/);
});

test('a network that is not there is no failure of the agent: exit code 2', async (context) => {
  const { simulator, env } = await environment(context);
  await simulator.close();
  const file = join(await tempFolder(context), 'boots.sofia.yaml');
  await writeFile(file, boots);
  const { code, stdout } = await runCli(['test', file, '--timeout-ms', '2000'], { env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /aren't failures of the agent/);
});

test('a broken file is told with its place, and the others are run: exit code 2', async (context) => {
  const { env } = await environment(context);
  const folder = await tempFolder(context);
  await copyFile(shopping, join(folder, 'a.sofia.yaml'));
  await writeFile(join(folder, 'b.sofia.yaml'), 'name: B\nturns:\n  - sya: hi\n');
  const { code, stdout } = await runCli(['test', folder], { env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /b\.sofia\.yaml:3:5 "sya" isn't allowed here\. Did you mean "say"\?/);
  assert.match(stdout, /6 passed/);
});

test('both shards of a run, merged, equal the run in one piece', async (context) => {
  const { env } = await environment(context);
  const folder = await tempFolder(context);
  const at = (name: string) => join(folder, name);
  const run = (name: string, ...more: readonly string[]) =>
    runCli(['test', shopping, '--reporter', `json=${at(name)}`, ...more], { env });
  assert.equal((await run('whole.json')).code, 0);
  assert.equal((await run('1.json', '--shard', '1/2')).code, 0);
  assert.equal((await run('2.json', '--shard', '2/2')).code, 0);
  const merged = await runCli([
    ...['merge-reports', at('2.json'), at('1.json')],
    ...['--reporter', `json=${at('merged.json')}`],
  ]);
  assert.equal(merged.code, 0, merged.stderr);
  const [whole, joined] = await Promise.all([
    outline(at('whole.json')),
    outline(at('merged.json')),
  ]);
  assert.deepEqual(joined, whole);
  const alone = await runCli(['merge-reports', at('1.json')]);
  assert.equal(alone.code, 2);
  assert.match(alone.stderr, /part 2 of 2 is missing/);
});

/** A report without what differs each time: times, ids, the customer. */
async function outline(path: string): Promise<unknown> {
  const volatile = /(Ms|At|Id)$/;
  const lasting = (key: string, value: unknown): unknown => {
    if (key === 'rawText') return JSON.parse(String(value), lasting);
    return volatile.test(key) && key !== 'productId' ? undefined : value;
  };
  return JSON.parse(await readFile(path, 'utf8'), lasting) as unknown;
}

test('what is watched is run again when it is saved, and what is new, until Ctrl+C', async (context) => {
  const { env, simulator } = await environment(context);
  const folder = await tempFolder(context);
  const file = join(folder, 'boots.sofia.yaml');
  await writeFile(file, boots);
  const saved: Promise<void>[] = [];
  const { code, stdout, stderr } = await runCli(['test', folder, '--watch'], {
    env,
    onOutput: (text, kill) => {
      if (/1 passed/.test(text) && saved.length === 0)
        saved.push(writeFile(file, boots.replace('max: 100', 'max: 1')));
      if (/1 failed/.test(text) && saved.length === 1)
        saved.push(writeFile(join(folder, 'new.sofia.yaml'), boots.replace('Boots', 'New boots')));
      if (/New boots/.test(text)) kill('SIGINT');
    },
  });
  await Promise.all(saved);
  assert.equal(code, 130, stderr);
  assert.match(stdout, /1 passed[^]*boots\.sofia\.yaml:8:11[^]*1 failed[^]*New boots within/);
  assert.match(stderr, /Waiting for changes\. Press Ctrl\+C to end\./);
  assert.equal(simulator.openSessions, 0);
});

test('Ctrl+C ends a watched run that is under way', async (context) => {
  const { env, simulator } = await environment(context);
  const file = join(await tempFolder(context), 'slow.sofia.yaml');
  await writeFile(
    file,
    'name: Quick\nturns: [say: hello]\nexpect: [messages: { min: 1 }]\n---\nname: Slow\nturns: [say: /fault stall]\n',
  );
  const { code, stdout } = await runCli(['test', file, '--watch'], {
    env,
    onOutput: (text, kill) => {
      if (text.includes('Quick')) kill('SIGINT');
    },
  });
  assert.equal(code, 130, stdout);
  assert.match(stdout, /1 passed/);
  assert.equal(simulator.openSessions, 0);
});

test('Ctrl+C ends a script that is under way, and nothing counts as passed', async (context) => {
  const { env, simulator } = await environment(context);
  const file = join(await tempFolder(context), 'slow.sofia.yaml');
  const long = '{ expression: "(() => { for (;;); })()", timeLimitMs: 10000 }';
  await writeFile(
    file,
    // Both at once: the script begins while the other one still talks.
    `name: Quick\nturns: [say: hello, say: hello, say: hello, say: hello]\nexpect: [messages: { min: 1 }]\n---\nname: Slow\nturns: [say: hello]\nexpect: [script: ${long}]\n`,
  );
  const { code, stdout } = await runCli(['test', file, '--watch'], {
    env,
    onOutput: (text, kill) => {
      if (text.includes('Quick')) kill('SIGINT');
    },
  });
  assert.equal(code, 130, stdout);
  assert.match(stdout, /1 passed, 1 skipped/);
  assert.doesNotMatch(stdout, /ran longer than/);
  assert.equal(simulator.openSessions, 0);
});

test('each row of the data has a recording of its own', async (context) => {
  const { env, simulator } = await environment(context);
  const folder = await tempFolder(context);
  const file = join(folder, 'colours.sofia.yaml');
  const colours = `name: Colours
recording: colours.ndjson
data: [{ colour: black }, { colour: brown }]
turns:
  - say: '{{colour}} boots'
    expect:
      - products: { facets: { color: '{{colour}}' } }
`;
  await writeFile(file, colours);
  const recordings = join(folder, 'recordings');
  assert.equal((await runCli(['test', file, '--record', recordings], { env })).code, 0);
  const [below = ''] = await readdir(recordings);
  const written = (await readdir(join(recordings, below))).toSorted();
  for (const [index, name] of written.entries())
    await copyFile(join(recordings, below, name), join(folder, `colours-${index + 1}.ndjson`));
  const asked = simulator.requests.length;
  const { code, stdout } = await runCli(['test', file, '--offline'], { env });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /2 passed/);
  assert.equal(simulator.requests.length, asked);
});
