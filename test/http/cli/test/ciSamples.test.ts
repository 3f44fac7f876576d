import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { cliScript } from '../../../support/programs/cliScript.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import { startVerdictAgent } from '../../../support/servers/verdictAgent.ts';

// The samples for CI of the README, as they stand: what GitHub and GitLab would run is run here.

interface Job {
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

interface Samples {
  readonly jobs: Readonly<Record<string, Job>>;
  readonly scenarios: { readonly parallel: number; readonly script: readonly string[] };
}

const root = join(import.meta.dirname, '../../../..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, yaml = '']) => parse(yaml) as Partial<Samples>,
);
const github = blocks.find(({ jobs }) => jobs)?.jobs ?? {};
const gitlab = blocks.find(({ scenarios }) => scenarios)?.scenarios;

const scenarios = ['One', 'Two', 'Three']
  .map((name) => `name: ${name}\nturns:\n  - say: hello\n    expect: [text: hello]\n`)
  .join('---\n');

type Values = Readonly<Record<string, string>>;

/** A repository with scenarios and the command line, as the README says. */
async function repository(t: TestContext) {
  const folder = await tempFolder(t);
  await mkdir(join(folder, 'tools'));
  const main = pathToFileURL(cliScript).href;
  await writeFile(join(folder, 'tools/ask-sofia.mjs'), `await import('${main}');\n`);
  await writeFile(join(folder, 'shop.sofia.yaml'), scenarios);
  const run = async (line: string, env: Values) => {
    const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    const child = spawn('sh', ['-c', line], { cwd: folder, env: { PATH, CI: 'true', ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  };
  return { folder, run };
}

/** Runs the workflow; gives the exit codes of its steps. `values` are secrets and variables alike. */
async function runGithub(t: TestContext, values: Values, outer: Values = {}) {
  const { folder, run } = await repository(t);
  const codes: (number | null)[] = [];
  let output = '';
  for (const { strategy, env = {}, steps } of Object.values(github)) {
    for (const shard of strategy?.matrix.shard ?? [0]) {
      const filled = (text: string) =>
        text.replace(/\$\{\{ (\w+)\.(\w+) \}\}/g, (_, scope: string, name: string) =>
          scope === 'matrix' ? String(shard) : (values[name] ?? ''),
        );
      const variables = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, filled(value)]),
      );
      for (const step of steps) {
        if (step.run === undefined) continue;
        const ran = await run(filled(step.run), { ...outer, ...variables });
        codes.push(ran.code);
        output += ran.output;
      }
    }
  }
  return { folder, codes, output };
}

test('the workflow for GitHub runs as it stands, and its report is made', async (t) => {
  const { env, requests } = await startVerdictAgent(t);
  const { SOFIA_BASE_URL, ...values } = env;
  const { folder, codes, output } = await runGithub(t, values, { SOFIA_BASE_URL });
  assert.deepEqual(codes, [0, 0, 0], output);
  assert.match(output, /3 passed/);
  await access(join(folder, 'report.html'));
  assert.ok(requests.length > 0);
});

test('the workflow for GitHub passes nowhere without its secret, nor without its variables', async (t) => {
  const { env } = await startVerdictAgent(t);
  const { SOFIA_BASE_URL, SOFIA_API_KEY: _, ...ids } = env;
  for (const values of [ids, {}]) {
    const { codes, output } = await runGithub(t, values, { SOFIA_BASE_URL });
    assert.deepEqual(codes, [2, 2, 2], output);
  }
});

test('the pipeline for GitLab runs as it stands', async (t) => {
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
  assert.deepEqual(await access(join(folder, 'junit.xml')), undefined);
});
