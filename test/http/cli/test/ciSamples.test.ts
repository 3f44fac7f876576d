import assert from 'node:assert/strict';
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { parse } from 'yaml';
import manifest from '../../../../package.json' with { type: 'json' };
import { startVerdictAgent } from '../../../support/servers/verdictAgent.ts';
import { cliScript } from '../../../support/programs/cliScript.ts';
import { runAction } from '../../../support/programs/runAction.ts';
import { runProgram, whyMissing } from '../../../support/programs/runProgram.ts';
import { tempFolder } from '../../../support/tempFolder.ts';

// The samples of docs/ci.md, as they stand: what GitHub, GitLab and Azure would run is run here.

const skip = (await whyMissing('bash')) ?? false;

interface Step {
  readonly run?: string;
  readonly script?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Values;
}

interface Job {
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
  readonly env?: Values;
  readonly steps: readonly Step[];
}

interface Sample {
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly scenarios?: { readonly parallel: number; readonly script: readonly string[] };
  readonly steps?: readonly Step[];
}

type Values = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, '../../../..');
const page = await readFile(join(root, 'docs/ci.md'), 'utf8');
const samples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, yaml = '']) => parse(yaml) as Sample,
);
const [withAction = {}, inShards = {}, { scenarios: gitlab } = {}, { steps: azure = [] } = {}] =
  samples;
const [, slug = ''] = /github\.com\/(.+)\.git$/.exec(manifest.repository.url) ?? [];

const scenarios = ['One', 'Two', 'Three']
  .map((name) => `name: ${name}\nturns:\n  - say: hello\n    expect: [text: hello]\n`)
  .join('---\n');

/** A repository with scenarios, on a machine whose npx has the command line of these sources. */
async function repository(t: TestContext) {
  const folder = await tempFolder(t);
  const bin = await tempFolder(t);
  const npx = `#!/bin/sh
if [ "$1 $2" != "--yes ask-sofia@${manifest.version}" ]; then echo "npx $*"; exit 99; fi
shift 2
exec "${process.execPath}" "${cliScript}" "$@"
`;
  await writeFile(join(bin, 'npx'), npx);
  await chmod(join(bin, 'npx'), 0o755);
  await mkdir(join(folder, 'tests'));
  await writeFile(join(folder, 'tests/shop.sofia.yaml'), scenarios);
  const PATH = [bin, dirname(process.execPath), process.env['PATH']].join(':');
  const own = { PATH, CI: 'true', XDG_STATE_HOME: bin };
  const run = async (line: string, env: Values) => {
    const { code, stdout, stderr } = await runProgram('sh', ['-c', line], {
      cwd: folder,
      env: { ...own, ...env },
    });
    return { code, output: stdout + stderr };
  };
  return { folder, own, run };
}

/** Runs the jobs of a workflow; `values` are secrets and variables alike. */
async function runGithub(t: TestContext, { jobs = {} }: Sample, values: Values, outer: Values) {
  const { folder, own, run } = await repository(t);
  const codes: (number | null)[] = [];
  let output = '';
  for (const { strategy, env = {}, steps } of Object.values(jobs)) {
    for (const shard of strategy?.matrix.shard ?? [0]) {
      const filled = (text: string) =>
        text.replace(/\$\{\{ (\w+)\.(\w+) \}\}/g, (_, scope: string, name: string) =>
          scope === 'matrix' ? String(shard) : (values[name] ?? ''),
        );
      for (const step of steps) {
        const named = Object.entries({ ...env, ...step.env });
        const variables = {
          ...outer,
          ...Object.fromEntries(named.map(([name, value]) => [name, filled(value)])),
        };
        if (step.run !== undefined) {
          const ran = await run(filled(step.run), variables);
          codes.push(ran.code);
          output += ran.output;
        } else if (step.uses === `${slug}@v${manifest.version}`) {
          const ran = await runAction(folder, step.with ?? {}, { ...own, ...variables });
          codes.push(ran.code);
          output += ran.summary + ran.stderr;
        }
      }
    }
  }
  return { folder, codes, output };
}

for (const [name, sample, steps, passed, report] of [
  ['the action', withAction, 1, /\| 3 \| 0 \| 0 \|/, 'ask-sofia-reports/junit.xml'],
  ['shards', inShards, 3, /3 passed/, 'report.html'],
] as const) {
  test(
    `the workflow with ${name} runs as it stands, and its report is made`,
    { skip },
    async (t) => {
      const { env, requests } = await startVerdictAgent(t);
      const { SOFIA_BASE_URL, ...values } = env;
      const { folder, codes, output } = await runGithub(t, sample, values, { SOFIA_BASE_URL });
      assert.deepEqual(codes, Array<number>(steps).fill(0), output);
      assert.match(output, passed);
      await access(join(folder, report));
      assert.ok(requests.length > 0);
    },
  );

  test(
    `the workflow with ${name} passes nowhere without its secret, nor without its variables`,
    { skip },
    async (t) => {
      const { env } = await startVerdictAgent(t);
      const { SOFIA_BASE_URL, SOFIA_API_KEY: _, ...ids } = env;
      for (const values of [ids, {}]) {
        const { codes, output } = await runGithub(t, sample, values, { SOFIA_BASE_URL });
        assert.deepEqual(codes, Array<number>(steps).fill(2), output);
      }
    },
  );
}

test('the pipeline for GitLab runs as it stands', { skip }, async (t) => {
  const { env } = await startVerdictAgent(t);
  const { folder, run } = await repository(t);
  assert.ok(gitlab);
  const total = String(gitlab.parallel);
  for (let index = 1; index <= gitlab.parallel; index += 1)
    for (const line of gitlab.script) {
      const own = { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: total };
      const { code, output } = await run(line, { ...env, ...own });
      assert.equal(code, 0, output);
      const without = await run(line, own);
      assert.equal(without.code, 2, without.output);
    }
  await access(join(folder, 'junit.xml'));
});

test(
  'the pipeline for Azure runs as it stands, and gets the secret it names',
  { skip },
  async (t) => {
    const { env } = await startVerdictAgent(t);
    const { SOFIA_API_KEY, ...ids } = env;
    const { folder, run } = await repository(t);
    const scripts = azure.filter((step) => step.script !== undefined);
    assert.equal(scripts.length, 1);
    for (const { script = '', env: named = {} } of scripts) {
      const variables = Object.fromEntries(
        Object.entries(named).map(([name, value]) => [
          name,
          value.replace('$(SOFIA_API_KEY)', SOFIA_API_KEY),
        ]),
      );
      const { code, output } = await run(script, { ...ids, ...variables });
      assert.equal(code, 0, output);
      assert.equal((await run(script, ids)).code, 2);
    }
    await access(join(folder, 'junit.xml'));
  },
);
