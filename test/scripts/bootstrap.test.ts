import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/paths.ts';

function bootstrap(args: readonly string[], nodeVersion = process.version) {
  const pretend = `Object.defineProperty(process, 'version', { value: '${nodeVersion}' })`;
  return spawnSync(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(pretend)}`],
      join(root, 'scripts', 'bootstrap.mjs'),
      ...args,
    ],
    { cwd: root, encoding: 'utf8' },
  );
}

test('a Node that is too old gets one sentence that says which one is needed', () => {
  for (const version of ['v18.20.8', 'v20.18.0']) {
    const { status, stdout, stderr } = bootstrap(['start'], version);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      `Ask Sofia needs Node 20.18.1 or newer, and this is ${version}: install a current Node from nodejs.org and run this again.\n`,
    );
  }
});

test('an unknown command gets the list of those there are', () => {
  const { status, stderr } = bootstrap(['strat']);
  assert.equal(status, 1);
  assert.equal(stderr, 'Use one of: start, test, ask, simulator.\n');
});

test('what is installed already is not installed again, and the answer is alone on stdout', () => {
  const { status, stdout, stderr } = bootstrap(['simulator', '--help']);
  assert.equal(status, 0);
  assert.match(stdout, /--port/);
  assert.equal(stderr, '');
});
