import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { keepTexts } from '../support/artifacts.ts';
import { cloneRepository } from '../support/programs/cloneRepository.ts';
import { hangLimitMs } from '../support/hangLimit.ts';
import { canaryKey } from '../support/testKeys.ts';
import { startTestSimulator } from '../support/servers/testSimulator.ts';
import { installVscode } from '../../scripts/vscode/installVscode.ts';
import { root } from '../../scripts/paths.ts';
import { type DocumentCommand, documentCommands, firstYaml } from './documentCommands.ts';

// One clone, and on it every command of the README and of the documents in the README's order, once on
// the development build that `npm start` leaves and once on that of `npm run build`. A command that is
// added to a document is run here too.

const read = (name: string) => readFile(join(root, name), 'utf8');
const names = ['README.md', ...(await readdir(join(root, 'docs'))).map((name) => `docs/${name}`)];
const commands: readonly DocumentCommand[] = (
  await Promise.all(names.map(async (name) => documentCommands(name, await read(name))))
).flat();

/** Commands that run until Ctrl+C, with what they print once they answer at an address. */
const servers: Readonly<Record<string, RegExp>> = {
  'npm start': /Open (http:\S+)[^]*Ctrl\+C/,
  'ask-sofia simulate --port 8787': /(http:\/\/127\.0\.0\.1:\d+)/,
};
/** What runs this test; and what brings the published program, in whose place stands the build. */
const leftOut: readonly string[] = ['npm test', 'npm install --global ask-sofia'];

/** What the documents' reader puts in the place of "…": here an agent on this machine. */
let agentOf: Readonly<Record<string, string>> = {};
/** Its address: without it the reader's agent is at Connectly. */
let agentUrl = '';
let closeAgent = () => Promise.resolve();
let folder = '';
let clone = '';
/** Has a program `ask-sofia`, as an installation puts it into the path. */
let bin = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-documents-'));
  clone = join(folder, 'clone');
  await cloneInto(clone);
  bin = join(folder, 'bin');
  await mkdir(bin);
  const program = join(clone, 'dist', 'cli.js');
  await writeFile(
    join(bin, 'ask-sofia'),
    `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
    {
      mode: 0o700,
    },
  );
  const simulator = await startTestSimulator({ apiKey: canaryKey('documents') });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  closeAgent = () => simulator.close();
  agentUrl = baseUrl;
  agentOf = { SOFIA_API_KEY: apiKey, SOFIA_BUSINESS_ID: businessId, SOFIA_AGENT_ID: agentId };
});

after(async () => {
  await closeAgent();
  await rm(folder, { recursive: true, force: true });
});

/** A clone with the packages and VS Code, which the commands would bring from npm's registry. */
async function cloneInto(target: string): Promise<void> {
  await cloneRepository(target);
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'), 'junction');
  const home = dirname(dirname(await installVscode()));
  await mkdir(join(target, '.vscode-test'));
  await symlink(home, join(target, '.vscode-test', basename(home)), 'junction');
}

interface Shell {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What it printed so far. */
  readonly output: () => string;
}

/** Starts a line in a shell that has its own process group, as one in a terminal has. */
function shell(line: string): Shell {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(ASK_)?SOFIA_/.test(name));
  const child = spawn('sh', ['-c', line], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // No browser is opened where continuous integration runs.
    env: {
      ...Object.fromEntries(inherited),
      CI: '1',
      PATH: [bin, process.env['PATH']].join(delimiter),
    },
  });
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const hang = setTimeout(() => signal(child, 'SIGKILL'), hangLimitMs);
  const ended = (once(child, 'close') as Promise<[number | null]>).then(([code]) => {
    clearTimeout(hang);
    keepTexts('documents', { 'output.txt': output });
    return code;
  });
  return { child, ended, output: () => output };
}

/** To the whole group: a terminal's Ctrl+C reaches npm, its shell and our program alike. */
function signal({ pid = 0 }: ChildProcess, name: 'SIGINT' | 'SIGKILL'): void {
  process.kill(-pid, name);
}

/** Runs a line to its end; it must succeed and make everything that it names as its output. */
async function runs(line: string, exports: readonly string[] = []): Promise<string> {
  const made = [...line.matchAll(/(?:--out |--record |> | (?:junit|html|json)=)(\S+)/g)].map(
    ([, name = '']) => join(clone, name),
  );
  // Left by the build before.
  for (const path of made) await rm(path, { recursive: true, force: true });
  const { ended, output } = shell([...exports, line].join('\n'));
  assert.equal(await ended, 0, `${line}\n${output()}`);
  for (const path of made) assert.notEqual((await stat(path)).size, 0, path);
  return output();
}

/** Starts a line that serves, waits until it does, presses Ctrl+C, and sees it gone. */
async function serves(line: string, isReady: RegExp): Promise<void> {
  // Somebody else may have the port that the README names.
  const { child, ended, output } = shell(line.replace('--port 8787', '--port 0'));
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isReady.test(output()) && !isOver)
    await Promise.race([once(child.stdout ?? child, 'data'), ended]);
  const [, url = ''] = isReady.exec(output()) ?? assert.fail(`${line}\n${output()}`);
  await (await fetch(url)).text();
  signal(child, 'SIGINT');
  await ended;
  await assert.rejects(fetch(url), `${line} still answers after Ctrl+C`);
}

/** The commands in their order. What is exported stays for the rest of its section. */
async function runAll(isLeftOut: (line: string) => boolean = () => false): Promise<void> {
  await writeFile(join(clone, 'shop.sofia.yaml'), firstYaml(await read('docs/scenarios.md')));
  let exports: string[] = [];
  let last = '';
  for (const { section, line } of commands) {
    if (section !== last) exports = [];
    last = section;
    const isReady = servers[line];
    if (leftOut.includes(line) || isLeftOut(line)) continue;
    if (line.startsWith('export '))
      exports.push(filledIn(line), `export SOFIA_BASE_URL=${agentUrl}`);
    else if (isReady) await serves(line, isReady);
    else await runs(line, exports);
  }
}

function filledIn(line: string): string {
  return line.replace(/(\w+)=…/g, (_, name: string) => {
    return `${name}=${agentOf[name] ?? assert.fail(`Nothing stands in for ${name} here.`)}`;
  });
}

const changedAt = async () => (await stat(join(clone, 'dist', 'cli.js'))).mtimeMs;
/** Only the build for production comes without a source map. */
const isForProduction = async () =>
  !(await readFile(join(clone, 'dist', 'cli.js'), 'utf8')).includes('//# sourceMappingURL=cli.js');

test('the README begins with "npm start", and what is left out or serves is still told', () => {
  const lines = commands.map(({ line }) => line);
  assert.equal(lines[0], 'npm start');
  for (const line of [...leftOut, ...Object.keys(servers)]) assert.ok(lines.includes(line), line);
});

test('every command of the documents works on a fresh clone, in their order', async () => {
  await runAll();
  assert.equal(await isForProduction(), false);
});

test('every command works on the build for production too, and "ask" leaves it as it is', async () => {
  await runs('npm run build');
  const builtAt = await changedAt();
  await runAll((line) => line === 'npm start');
  await runs('npm run ask -- hi');
  assert.equal(await isForProduction(), true);
  assert.equal(await changedAt(), builtAt);
});

for (const [what, change] of [
  ['is missing', () => rm(join(clone, 'dist'), { recursive: true })],
  ['is older than a source', () => writeFile(join(clone, 'src', 'cli', 'new.ts'), '')],
  ['is older than a source that is gone', () => rm(join(clone, 'src', 'cli', 'new.ts'))],
  ['is older than a schema', () => touch('media/scenario.schema.json')],
  ['was made by another build script', () => touch('esbuild.mjs')],
] as const) {
  test(`"ask" builds anew where the build ${what}, and only then`, async () => {
    await change();
    assert.match(await runs('npm run ask -- hi'), /✓ Building/);
    const builtAt = await changedAt();
    assert.doesNotMatch(await runs('npm run ask -- hi'), /Building/);
    assert.equal(await changedAt(), builtAt);
  });
}

async function touch(name: string): Promise<void> {
  await writeFile(join(clone, name), await readFile(join(clone, name)));
}
