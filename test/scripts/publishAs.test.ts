import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { cloneRepository } from '../support/programs/cloneRepository.ts';

// On a clone: the accounts of the owner in every file, and back.

// Put together, for this file is rewritten too.
const { name, publisher } = manifest;
const extension = `${publisher}.${name}`;
const other = ['Acme-Shoes', 'sofia.tests'].join('/');
const placeholder = /github\.com\/(.+)\.git$/.exec(manifest.repository.url)?.[1] ?? '';

let folder = '';
let clone = '';
/** What is not committed yet. */
let uncommitted = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ask-sofia-accounts-'));
  clone = join(folder, 'clone');
  await cloneRepository(clone);
  uncommitted = git('diff', 'HEAD');
});
after(() => rm(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const { stdout } = spawnSync('git', args, { cwd: clone, encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout;
}

function publishAs(...args: readonly string[]) {
  const script = join(clone, 'scripts/publishAs.ts');
  return spawnSync(process.execPath, [script, ...args], { cwd: clone, encoding: 'utf8' });
}

/** The lines of tracked files with this text, as `file:line`. */
function found(text: string): readonly string[] {
  return git('grep', '-I', '-n', '-F', text)
    .split('\n')
    .filter((line) => line !== '');
}

const json = async () => JSON.parse(await readFile(join(clone, 'package.json'), 'utf8')) as object;

test('the accounts are replaced in the manifest, the code and the documents, and nowhere is one left', async () => {
  const places = found(placeholder).length;
  const ids = found(extension).length;
  assert.ok(places > 10 && ids > 10, `${places}, ${ids}`);
  const { status, stdout, stderr } = publishAs(other, '--publisher', 'acme');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^SECURITY\.md$/m);
  assert.deepEqual(found(placeholder), []);
  assert.deepEqual(found(extension), []);
  assert.equal(found(other).length, places);
  assert.equal(found(`acme.${name}`).length, ids);
  assert.deepEqual(await json(), {
    ...(JSON.parse(JSON.stringify(manifest).replaceAll(placeholder, other)) as object),
    publisher: 'acme',
  });
});

test('the name of the package stays the repository’s where only an owner is given', () => {
  const { status, stderr } = publishAs('acme', '--publisher', 'acme-tools');
  assert.equal(status, 0, stderr);
  assert.notEqual(found(`github.com/acme/${name}`).length, 0);
  assert.deepEqual(found(other), []);
});

test('with the accounts it began with every file is what it was', () => {
  const { status, stderr } = publishAs(placeholder, '--publisher', publisher);
  assert.equal(status, 0, stderr);
  assert.equal(git('diff', 'HEAD'), uncommitted);
});

test('what is no account is refused in a sentence, and nothing is written', () => {
  for (const args of [
    [],
    ['acme'],
    ['acme', '--publisher'],
    ['-acme', '--publisher', 'acme'],
    ['acme/two/three', '--publisher', 'acme'],
    ['acme', 'more', '--publisher', 'acme'],
    ['acme', '--publisher', 'acme tools'],
  ]) {
    const { status, stdout, stderr } = publishAs(...args);
    assert.equal(status, 1, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^(?:Name the repository|"acme tools" can't).*\n$/);
  }
});
