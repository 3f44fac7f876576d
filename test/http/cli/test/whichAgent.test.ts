import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Report } from '../../../../src/scenarios/reports/report.ts';
import { runCli } from '../../../support/programs/runCli.ts';
import { scenarioFolder, startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

const turns = 'turns:\n  - say: hello\n    expect: [messages: { min: 1 }]\n';
const nameless = `name: Nameless\n${turns}`;
const named = (agent: string) => `name: For ${agent}\nagent: ${agent}\n${turns}`;

/** A folder with configured agents that are all at `baseUrl`, each with a business of its own. */
async function configured(t: TestContext, text: string, baseUrl: string) {
  const scenario = await scenarioFolder(t, text);
  const agents = Object.fromEntries(
    ['Staging', 'Preview'].map((name) => [
      name,
      { businessId: `b-${name}`, agentId: `a-${name}`, baseUrl },
    ]),
  );
  await mkdir(join(scenario.folder, '.sofia'));
  const file = join(scenario.folder, '.sofia', 'agents.json');
  await writeFile(file, JSON.stringify({ agents }));
  return { ...scenario, agents: ['--agents', file] };
}

async function askedIn(path: string): Promise<readonly (string | undefined)[]> {
  const { cases, evidence } = JSON.parse(await readFile(path, 'utf8')) as Report;
  const asked = cases.map(({ name, agent }) => {
    const own = evidence.agents.find((one) => one.name === agent);
    return `${name}: ${own?.businessId ?? 'nobody'}`;
  });
  return asked;
}

test('variables are for scenarios that name no agent; a name is honoured', async (t) => {
  const { env, origin, requests } = await startVerdictAgent(t);
  const { run, at, agents } = await configured(t, `${nameless}---\n${named('Staging')}`, origin);
  const { code, stdout } = await run([...agents, '--reporter', `json=${at('r.json')}`], { env });
  assert.equal(code, 0, stdout);
  assert.deepEqual(await askedIn(at('r.json')), ['Nameless: b', 'For Staging: b-Staging']);
  const bodies = requests.map(({ body }) => body).join('\n');
  assert.match(bodies, /"b-Staging"/);
});

test('--agent is for scenarios that name no agent, too', async (t) => {
  const { env, origin } = await startVerdictAgent(t);
  const { run, at, agents } = await configured(t, `${nameless}---\n${named('Staging')}`, origin);
  const args = [...agents, '--agent', 'Preview', '--reporter', `json=${at('r.json')}`];
  const { code, stdout } = await run(args, { env });
  assert.equal(code, 0, stdout);
  const asked = ['Nameless: b-Preview', 'For Staging: b-Staging'];
  assert.deepEqual(await askedIn(at('r.json')), asked);
});

test('a name that nobody has is an error that lists the names there are', async (t) => {
  const { env, origin, requests } = await startVerdictAgent(t);
  const { run, agents } = await configured(t, named('Stagging'), origin);
  const { code, stdout } = await run(agents, { env });
  assert.equal(code, 2, stdout);
  assert.match(stdout, /There is no agent "Stagging" in .* \(known: Staging, Preview\)/);
  assert.equal(requests.length, 0);
});

const withoutAgent: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['nothing', {}],
  ['CI', { CI: 'true' }],
  ['a key only', { SOFIA_API_KEY: 'not-a-real-key' }],
];
for (const [name, env] of withoutAgent) {
  test(`without an agent and a terminal nothing is run, with ${name} in the environment`, async (t) => {
    const { run } = await scenarioFolder(t, nameless);
    const { code, stdout, stderr } = await run([], { env });
    assert.equal(code, 2, stdout);
    assert.match(stderr, /^No agent was given, .*SOFIA_BUSINESS_ID.*--agent NAME, .*with --demo/);
    assert.equal(stdout, '');
  });
}

test('--demo lets the simulator answer, in CI too, and nothing calls it ready', async (t) => {
  const { run, at } = await scenarioFolder(t, nameless);
  const args = ['--demo', '--reporter', 'pretty', '--reporter', `html=${at('page.html')}`];
  const { code, stdout } = await run(args, { env: { CI: 'true' } });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /responses from the simulator$/m);
  assert.match(
    await readFile(at('page.html'), 'utf8'),
    /passed, but responses came from the simulator\./,
  );
});

test('a missing key is an error where a scenario needs it, and only there', async (t) => {
  const { env, origin } = await startVerdictAgent(t);
  const ids = { SOFIA_BASE_URL: origin, SOFIA_BUSINESS_ID: 'b', SOFIA_AGENT_ID: 'a' };
  const { run } = await scenarioFolder(t, nameless);
  const missing = await run([], { env: { ...ids, SOFIA_API_KEY: '' } });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /Missing: SOFIA_API_KEY/);
  const other = await configured(t, named('Staging'), origin);
  const own = { ...ids, SOFIA_API_KEY_STAGING: env.SOFIA_API_KEY };
  const { code, stdout } = await other.run(other.agents, { env: own });
  assert.equal(code, 0, stdout);
});

test('recordings answer without a key, whatever else is set', async (t) => {
  const { env, at } = { ...(await startVerdictAgent(t)), ...(await scenarioFolder(t, nameless)) };
  const file = at('shop.sofia.yaml');
  const recorded = await runCli(['test', file, '--record', at('recordings')], { env });
  assert.equal(recorded.code, 0, recorded.stderr);
  for (const other of [{}, { ...env, SOFIA_API_KEY: '' }]) {
    const offline = ['test', file, '--offline', at('recordings')];
    const { code, stderr } = await runCli(offline, { env: other });
    assert.equal(code, 0, stderr);
  }
});
