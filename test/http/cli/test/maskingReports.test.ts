import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEchoAgent } from '../../../support/servers/echoAgent.ts';
import { commandsIn } from '../../../support/programs/jobCommands.ts';
import { runCli } from '../../../support/programs/runCli.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import { readingsOf } from '../../../support/undoEscapes.ts';

// Where a tester wrote the key into the scenario as well, each report goes to the log of each kind of job.

// No key of the other suites: this one goes out in a message too, which the scan of them forbids.
const key = "Jt5wQ8bH3nV6xK1z+/=&'<";
const mark = key.slice(0, 16).toLowerCase();
const quoted = JSON.stringify(key);

const scenario = `name: ${JSON.stringify(`Boots ${key}`)}
tags: [${quoted}]
variables: { secret: ${quoted} }
data: [{ colour: ${quoted} }, { colour: black }]
turns:
  - say: ${JSON.stringify(`say all {{colour}} {{secret}}`)}
    expect:
      - text: ${JSON.stringify(`nothing of the kind ${key}`)}
        because: ${JSON.stringify(`It says ${key}.`)}
      - text: '/nothing like {{secret}}/'
        warn: true
      - script: ${JSON.stringify(`text === ${quoted}`)}
        because: ${quoted}
      - jsonPath: { path: '$..title', equals: ${quoted} }
      - latency: { totalMs: 0.001 }
        because: ${quoted}
expect:
  - latency: { totalMs: 0.001, percentile: 50 }
    because: ${quoted}
`;

const jobs = {
  none: {},
  GitHub: { GITHUB_ACTIONS: 'true' },
  GitLab: { GITLAB_CI: 'true' },
  TeamCity: { TEAMCITY_VERSION: '2026.1' },
  Azure: { TF_BUILD: 'True' },
} as const;

/** Each report in one job at least, and what people read in all of them. */
const runs: readonly (readonly [reporter: string, job: keyof typeof jobs])[] = [
  ['pretty', 'none'],
  ['github', 'GitHub'],
  ['junit', 'GitLab'],
  ['json', 'TeamCity'],
  ['html', 'Azure'],
  ['pretty', 'GitHub'],
  ['pretty', 'GitLab'],
  ['pretty', 'TeamCity'],
  ['pretty', 'Azure'],
];

test('no report tells the key in the log of any job, over TLS, and none begins a command', async (t) => {
  const agent = await startEchoAgent(t, { word: key, key, certificate: 'good' });
  assert.match(agent.origin, /^https:/);
  const folder = await tempFolder(t);
  const at = (name: string) => join(folder, name);
  await writeFile(at('a.sofia.yaml'), scenario);
  await writeFile(
    at('b.sofia.yaml'),
    `name: B\n${quoted}: 1\nturns: [{ say: '{{${key.slice(0, 18)}}}' }]\n`,
  );
  const root = join(import.meta.dirname, '../../../fixtures/tls/root.pem');
  const read = new Set<string>();
  for (const [reporter, job] of runs) {
    const told = `${reporter} for ${job}`;
    const args = ['test', at('a.sofia.yaml'), at('b.sofia.yaml'), '--reporter', reporter];
    const env = { ...agent.env, ...jobs[job], NODE_EXTRA_CA_CERTS: root };
    const { code, stdout, stderr } = await runCli(args, { env });
    assert.equal(code, 1, `${told}: ${stderr}`);
    assert.match(stdout, /\[hidden\]/, told);
    // Another job changes no more than where commands begin, and to read everything takes long.
    const readings = read.has(reporter) ? [stdout + stderr] : readingsOf(stdout + stderr);
    read.add(reporter);
    for (const reading of readings) {
      const place = reading.toLowerCase().indexOf(mark);
      const around = reading.slice(Math.max(0, place - 200), place + 200);
      assert.equal(place, -1, `${told}: ${around}`);
    }
    if (job === 'none') continue;
    const foreign = commandsIn(stdout + stderr).filter((line) => !annotation.test(line));
    assert.deepEqual(foreign, [], told);
  }
});

/** A command of ours, whole and escaped. */
const annotation =
  /^::(?:error|warning) (?:file=[^:,]*,line=\d+,col=\d+,title=[^:,]*::(?!.*##)|title=Ask Sofia::\d+ more [a-z]+: see the log and the summary\.$)/;

test('an agent that cannot be reached leaves the key in no name', async (t) => {
  const folder = await tempFolder(t);
  const file = join(folder, 'a.sofia.yaml');
  await writeFile(file, scenario);
  const agent = await startEchoAgent(t, { word: key, key, certificate: 'good' });
  // The certificate is of an issuer that nobody knows here.
  const { code, stdout } = await runCli(['test', file, '--reporter', 'json'], { env: agent.env });
  assert.equal(code, 2);
  assert.match(stdout, /"name":\s*"Boots \[hidden\]"/);
  for (const reading of readingsOf(stdout))
    assert.ok(!reading.toLowerCase().includes(mark), reading);
});
