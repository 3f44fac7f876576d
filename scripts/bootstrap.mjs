// The first file of `npm start`, `npm test`, `npm run ask` and `npm run simulator`. It needs only
// Node 20 and npm: it installs what is missing, then hands over to Node 24, which runs the
// TypeScript files directly. No dependencies; progress goes to standard error.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const nodeModules = join(root, 'node_modules');
const ownNode = join(
  nodeModules,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const targets = {
  start: ['scripts/start.ts'],
  test: ['scripts/run.ts'],
  ask: ['dist/cli.js', 'ask'],
  simulator: ['src/cli/main.ts', 'simulate'],
};

/** Prints one sentence for the user and exits with code 1. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** True when a version such as "v22.18.0" is at least the wanted one. */
function isAtLeast(version, wanted) {
  const parts = version.replace('v', '').split('.').map(Number);
  const difference = wanted.map((part, index) => parts[index] - part).find((delta) => delta !== 0);
  return (difference ?? 0) >= 0;
}

/** Runs a command and prints a line before and after. Returns true on exit code 0. */
function step(name, command, args, options = {}) {
  const startedAt = performance.now();
  console.error(`  ${name} …`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status === 0) {
    console.error(`✓ ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    return true;
  }
  mkdirSync(join(root, '.vscode-test'), { recursive: true });
  writeFileSync(join(root, '.vscode-test', 'bootstrap.log'), `${stdout ?? ''}${stderr ?? ''}`);
  return false;
}

function npm(name, args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? step(name, process.execPath, [script, ...args])
    : step(name, 'npm', args, { shell: process.platform === 'win32' });
}

/** True when every required package of the lock file is installed in its locked version. */
function isInstalled() {
  const installedPath = join(nodeModules, '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { optional, version }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}

function runsTypeScript(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && isAtLeast(stdout.trim(), [22, 18, 0]);
}

/** Node 24 from the npm package, or the machine's own Node if it can run TypeScript. */
function findNode() {
  if (existsSync(ownNode) && runsTypeScript(ownNode)) return ownNode;
  if (runsTypeScript(process.execPath)) return process.execPath;
  // With install scripts disabled, npm installs the package without its binary.
  npm('Setting up Node 24', ['rebuild', 'node', '--ignore-scripts=false']);
  if (existsSync(ownNode) && runsTypeScript(ownNode)) return ownNode;
  return giveUp(
    `Node ${process.versions.node} cannot run TypeScript and the npm package "node" did not bring a newer one: install Node 24 from nodejs.org and run this again.`,
  );
}

/** Includes the folders' own times: removing a file changes its folder. */
function newestChangeMs(path) {
  const stats = statSync(path);
  const names = stats.isDirectory() ? readdirSync(path) : [];
  return Math.max(stats.mtimeMs, ...names.map((name) => newestChangeMs(join(path, name))));
}

/** True when a build, production or not, exists and is newer than all of its sources. */
function isBuilt() {
  const bundle = join(root, 'dist', 'cli.js');
  if (!existsSync(bundle)) return false;
  const sources = ['src', 'media', 'package.json', 'package-lock.json', 'esbuild.mjs'];
  const changes = sources.map((name) => newestChangeMs(join(root, name)));
  return Math.max(...changes) < statSync(bundle).mtimeMs;
}

const [command, ...args] = process.argv.slice(2);
const target = targets[command];
if (!target) giveUp(`Use one of: ${Object.keys(targets).join(', ')}.`);
if (!isAtLeast(process.version, [20, 18, 1])) {
  giveUp(
    `Ask Sofia needs Node 20.18.1 or newer, and this is ${process.version}: install a current Node from nodejs.org and run this again.`,
  );
}
if (
  !isInstalled() &&
  !npm('Installing packages', ['ci', '--no-audit', '--no-fund', '--fetch-retries=1'])
) {
  giveUp(
    'The packages could not be installed: check that npm reaches its registry ("npm ping"), then run this again; what npm said is in .vscode-test/bootstrap.log.',
  );
}
const node = findNode();
if (command === 'ask' && !isBuilt() && !step('Building', node, ['esbuild.mjs'])) {
  rmSync(join(root, 'dist', 'cli.js'), { force: true });
  giveUp(
    'The build failed: see .vscode-test/bootstrap.log, or run "npm run check" for the details.',
  );
}

process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
const [file, ...first] = target;
const child = spawn(node, [join(root, file), ...first, ...args], { stdio: 'inherit' });
// The child decides how to end; this process only forwards the signal and waits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A terminal sends Ctrl+C to the whole process group, including the child.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
// npm's shell can be killed from outside without a signal to this process.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 1000).unref();
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
