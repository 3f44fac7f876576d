import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { runProgram, whyMissing } from '../support/programs/runProgram.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { root } from '../../scripts/paths.ts';

// The commands of the release that need no account, run as GitHub's runner does.

const skip = (await whyMissing('bash')) ?? false;

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps: readonly {
          readonly name?: string;
          readonly run?: string;
          readonly uses?: string;
        }[];
      }
    >
  >;
}

const readWorkflow = async (name: string) =>
  parse(await readFile(join(root, '.github/workflows', name), 'utf8')) as Workflow;
const release = await readWorkflow('release.yml');

const { version, repository } = manifest;
const [, slug = ''] = /github\.com\/(.+)\.git$/.exec(repository.url) ?? [];
const runner = {
  GITHUB_REF_NAME: `v${version}`,
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: slug,
};

/** A folder with what the steps before have made, and a function that runs a step of the build in it. */
async function checkout(t: TestContext) {
  const folder = await tempFolder(t);
  for (const name of ['package.json', 'CHANGELOG.md', 'scripts'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await mkdir(join(folder, '.vscode-test'));
  await writeFile(join(folder, '.vscode-test/ask-sofia.vsix'), 'the extension');
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, `dist/ask-sofia-${version}.tgz`), 'the command line');
  const run = async (name: string, env: Readonly<Record<string, string>> = {}) => {
    const script = release.jobs['build']?.steps.find((step) => step.name === name)?.run;
    assert.ok(script !== undefined, name);
    const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    return runProgram('bash', ['-e', '-c', script], {
      cwd: folder,
      env: { PATH, ...runner, ...env },
    });
  };
  return { folder, run };
}

test(
  'a tag that is not the version, or another repository, ends the release',
  { skip },
  async (t) => {
    const { run } = await checkout(t);
    const name = "Check the tag and the repository's address";
    const codeWith = async (env: Readonly<Record<string, string>>) => (await run(name, env)).code;
    assert.equal(await codeWith({}), 0);
    assert.equal(await codeWith({ GITHUB_REF_NAME: 'v99.0.0' }), 1);
    assert.equal(await codeWith({ GITHUB_REPOSITORY: 'someone/else' }), 1);
  },
);

test(
  'the files are collected with their checksums, and the notes are written',
  { skip },
  async (t) => {
    const { folder, run } = await checkout(t);
    const { code, stderr } = await run('Collect the files and write the notes');
    assert.equal(code, 0, stderr);
    const sums = await readFile(join(folder, 'release/SHA256SUMS'), 'utf8');
    assert.deepEqual(sums.match(/(?<= {2}).*/g), [
      `ask-sofia-${version}.tgz`,
      `ask-sofia-${version}.vsix`,
    ]);
    assert.match(await readFile(join(folder, 'notes.md'), 'utf8'), /\*\*Ask Sofia\*\*/);
  },
);

test('workflows may read only, but for the jobs that release, and name actions by their commits', async () => {
  const writers: string[] = [];
  for (const workflow of [release, await readWorkflow('ci.yml')]) {
    assert.deepEqual(workflow.permissions, { contents: 'read' });
    for (const [name, { permissions = {}, steps }] of Object.entries(workflow.jobs)) {
      if (Object.keys(permissions).length > 0) writers.push(name);
      for (const { uses } of steps)
        if (uses !== undefined) assert.match(uses, /^actions\/[\w-]+@[\da-f]{40}$/);
    }
  }
  assert.deepEqual(writers, ['github', 'npm']);
});
