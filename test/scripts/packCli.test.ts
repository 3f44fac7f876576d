import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../../scripts/paths.ts';
import { npmCommand } from '../../scripts/runProcess.ts';

// The package as its users get it: packed, then installed without a network in an empty folder.

const run = promisify(execFile);
let folder = '';
let installed = '';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** npm in the folder of a user, who has no agent, no cache and no network. */
async function npm(...args: readonly string[]): Promise<Ran> {
  const [command, all] = npmCommand(args);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|SOFIA_)/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    // The package must run on the Node that runs the tests.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    npm_config_cache: join(folder, 'cache'),
    npm_config_offline: 'true',
    XDG_STATE_HOME: join(folder, 'state'),
  };
  try {
    const cwd = join(folder, 'user');
    return { code: 0, ...(await run(command, [...all], { cwd, env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-pack-'));
  await mkdir(join(folder, 'user'));
  const script = join(root, 'scripts/packCli.ts');
  const packed = await run(process.execPath, [script, '--out', folder], { cwd: root });
  const tarball = packed.stdout.trim();
  assert.equal(tarball, join(folder, `ask-sofia-${manifest.version}.tgz`));
  const { code, stderr } = await npm('install', tarball);
  assert.equal(code, 0, stderr);
  installed = join(folder, 'user/node_modules/ask-sofia');
});

after(() => rm(folder, { recursive: true, force: true }));

test('in an empty folder npx runs a first scenario against the simulator', async () => {
  const readme = await readFile(join(installed, 'README.md'), 'utf8');
  const [, scenario = ''] = /^```yaml\n(name: .*?)^```$/ms.exec(readme) ?? [];
  await writeFile(join(folder, 'user/first.sofia.yaml'), scenario);
  const { code, stdout, stderr } = await npm(
    ...['exec', '--', 'ask-sofia', 'test', '--demo', 'first.sofia.yaml'],
    ...['--reporter', 'html=report.html'],
  );
  assert.equal(code, 0, stdout + stderr);
  assert.match(
    stderr,
    /^Can't tell: The only conversation that was evaluated passed, [^\n]* Report: report\.html$/m,
  );
  assert.match(await readFile(join(folder, 'user/report.html'), 'utf8'), /Finds shoes/);
});

test('npx ask-sofia --version is the version', async () => {
  const { code, stdout } = await npm('exec', '--', 'ask-sofia', '--version');
  assert.deepEqual([code, stdout.trim()], [0, manifest.version]);
});

test('scripts and patterns run: their engine is in the package', async () => {
  const scenario =
    "name: Script\nturns:\n  - say: hello\n    expect: [script: 'text.length > 0', text: /./]\n";
  await writeFile(join(folder, 'user/script.sofia.yaml'), scenario);
  const { code, stdout, stderr } = await npm(
    ...['exec', '--', 'ask-sofia', 'test', '--demo', 'script.sofia.yaml'],
  );
  assert.equal(code, 0, stdout + stderr);
});

test('the package holds the program, schemas and licences, and depends on nothing', async () => {
  const names = await readdir(installed, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
    .map((name) => name.replaceAll('\\', '/'));
  assert.deepEqual(files.filter((name) => !/^cli\/[\w.-]+\.js$/.test(name)).toSorted(), [
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'cli.js',
    'cli/quickjs.wasm',
    'package.json',
    'schemas/agents.schema.json',
    'schemas/recording.schema.json',
    'schemas/scenario.schema.json',
    'schemas/testReport.schema.json',
  ]);
  const own = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as object;
  for (const field of ['dependencies', 'scripts', 'private', 'contributes', 'devDependencies'])
    assert.equal(field in own, false, field);
  for (const name of files) {
    const text = await readFile(join(installed, name), 'utf8');
    assert.equal(text.includes(root), false, `${name} tells a path of this machine`);
  }
});

test('the notices have the licence of every bundled package', async () => {
  const notices = await readFile(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['undici', 'commander', 'yaml', 'ajv', 'diff', 'csv-parse', 'tinyld'])
    assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
  for (const text of ['Fabrice Bellard', 'Matteo Collina', 'Redistribution and use in source'])
    assert.ok(notices.includes(text), text);
  // The packages of the pages are not in it.
  assert.doesNotMatch(notices, /^(?:lit-html|dompurify) \d/m);
});
