import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../../scripts/paths.ts';

function releaseNotes(...args: readonly string[]) {
  const script = join(root, 'scripts/releaseNotes.ts');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

test('the notes of this version are its section of the changelog, an item on one line', () => {
  const { status, stdout, stderr } = releaseNotes(manifest.version);
  assert.equal(status, 0, stderr);
  assert.match(
    stdout,
    /^The first release\.\n\n### Added\n\n#### Chat\n\n- The command \*\*Ask Sofia\*\* and a chat in .*\n- /,
  );
  assert.doesNotMatch(stdout, /^## |^\[[\d.]+\]: |\n +[^-\s]/m);
});

test('a version that the changelog does not have fails, and so does none', () => {
  for (const args of [['0.0.1'], [], ['0.1']]) {
    const { status, stdout, stderr } = releaseNotes(...args);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^CHANGELOG\.md has no section for ".*", or nothing in it\.\n$/);
  }
});
