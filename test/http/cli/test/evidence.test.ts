import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import type { Report } from '../../../../src/scenarios/reports/report.ts';
import { runCli } from '../../../support/programs/runCli.ts';
import { simulatorEnv } from '../../../support/servers/simulatorEnv.ts';
import { startTestSimulator } from '../../../support/servers/testSimulator.ts';
import { scenarioFolder, startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const scenario = 'name: T\nturns:\n  - say: hello\n    expect: [text: hello]\n';
const page = 'page.html';
const json = 'report.json';

type Folder = Awaited<ReturnType<typeof scenarioFolder>>;

async function reported(
  { run, at }: Folder,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const targets = [`html=${at(page)}`, `json=${at(json)}`, 'pretty'];
  const reporters = targets.flatMap((target) => ['--reporter', target]);
  const ran = await run([...reporters, ...args], { env });
  const html = await readFile(at(page), 'utf8');
  const { evidence } = JSON.parse(await readFile(at(json), 'utf8')) as Report;
  const answer = /<p class="answer">([^<]*)</.exec(html)?.[1];
  return { ...ran, evidence, html, answer };
}

async function live(t: TestContext) {
  const agent = await startVerdictAgent(t);
  return { agent, folder: await scenarioFolder(t, scenario) };
}

test('ready is said of a live run, with what was asked of whom', async (t) => {
  const { agent, folder } = await live(t);
  const { code, stdout, evidence, answer } = await reported(folder, [], agent.env);
  assert.equal(code, 0, stdout);
  assert.equal(answer, 'Yes');
  const host = `127.0.0.1:${agent.port}`;
  const asked = { businessId: 'b', agentId: 'a', host, source: 'live' };
  assert.deepEqual(evidence.agents, [asked]);
  assert.deepEqual(evidence.scenarios, { planned: 1, judged: 1 });
  assert.deepEqual(evidence.expectations, { judged: 1, unmet: 0, warnings: 0 });
  assert.equal(evidence.isInterrupted, false);
  assert.match(stdout, /^Tool: ask-sofia \d/);
  assert.ok(
    stdout.includes(`business ID b, agent ID a, host ${host}, environment not specified, live`),
  );
});

test('what recordings answered is not ready, and is told as recorded', async (t) => {
  const { agent, folder } = await live(t);
  const recordings = folder.at('recordings');
  await reported(folder, ['--record', recordings], agent.env);
  const offline = await reported(folder, ['--offline', recordings], agent.env);
  assert.equal(offline.code, 0, offline.stderr);
  assert.equal(offline.answer, 'Can&#39;t tell yet');
  assert.match(offline.html, /passed, but responses came from recordings\./);
  const host = `127.0.0.1:${agent.port}`;
  const recorded = { businessId: 'b', agentId: 'a', host, source: 'recorded' };
  assert.deepEqual(offline.evidence.agents, [recorded]);
  assert.match(offline.stdout, /responses from recordings$/m);
});

test('a part of the scenarios is not ready', async (t) => {
  const { agent, folder } = await live(t);
  const { answer, html, evidence } = await reported(folder, ['--grep', '^T$'], agent.env);
  assert.equal(answer, 'Can&#39;t tell yet');
  assert.match(html, /passed, but scenarios were filtered by name\./);
  assert.deepEqual(evidence.filters, { grep: '^T$' });
});

test('parts that simulators answered belong together, and a part of an agent does not', async (t) => {
  const greeting = scenario.replace('[text: hello]', '[messages: { min: 1 }]');
  const two = `${greeting}---\n${greeting.replace('name: T', 'name: U')}`;
  const { run, at } = await scenarioFolder(t, two);
  const part = async (index: number, name: string, env: Readonly<Record<string, string>>) => {
    const own = ['--shard', `${index}/2`, '--reporter', `json=${at(name)}`];
    assert.equal((await run([...own, '--demo'], { env })).code, 0);
  };
  const { env } = await startVerdictAgent(t);
  await part(1, '1.json', {});
  await part(2, '2.json', {});
  await part(2, 'live.json', env);
  const merged = await runCli(['merge-reports', at('1.json'), at('2.json')]);
  assert.equal(merged.code, 0, merged.stderr);
  assert.match(merged.stdout, /2 passed/);
  const mixed = await runCli(['merge-reports', at('1.json'), at('live.json')]);
  assert.equal(mixed.code, 2);
  assert.match(mixed.stderr, /no parts of the same run: the agent is another agent/);
});

test('a simulator that was started by hand is one, too', async (t) => {
  const simulator = await startTestSimulator({ businessId: 'demo-business' });
  t.after(() => simulator.close());
  const env = simulatorEnv(simulator);
  const greeting = scenario.replace('[text: hello]', '[messages: { min: 1 }]');
  const { answer, evidence } = await reported(await scenarioFolder(t, greeting), [], env);
  assert.equal(answer, 'Can&#39;t tell yet');
  assert.deepEqual(
    evidence.agents.map(({ source }) => source),
    ['simulator'],
  );
});
