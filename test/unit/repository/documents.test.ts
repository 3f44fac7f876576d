import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');

test('every test that SECURITY.md names as holding a promise is there', async () => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`(test\/[\w/.]+\.ts)`/g)].map(([, path]) => path ?? '');
  assert.ok(named.length > 30, 'SECURITY.md names the tests of its promises');
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('SECURITY.md leads to the page of the repository where weaknesses are reported', async () => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const address = manifest.repository.url.replace(/\.git$/, '');
  assert.ok(text.includes(`](${address}/security/advisories/new)`));
});

test('the dev container has a Node that runs the project, and its commands exist', async () => {
  const text = await readFile(join(root, '.devcontainer/devcontainer.json'), 'utf8');
  const { image, postCreateCommand, customizations } = JSON.parse(text) as DevContainer;
  const [, node = '0'] = /typescript-node:(\d+)-/.exec(image) ?? [];
  assert.ok(Number(node) >= 22, image);
  const scripts = [...postCreateCommand.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  assert.notEqual(scripts.length, 0);
  for (const name of scripts) assert.ok(name in manifest.scripts, name);
  const recommended = await readFile(join(root, '.vscode/extensions.json'), 'utf8');
  assert.deepEqual(
    customizations.vscode.extensions,
    (JSON.parse(recommended) as Recommended).recommendations,
  );
});

interface DevContainer {
  readonly image: string;
  readonly postCreateCommand: string;
  readonly customizations: { readonly vscode: { readonly extensions: readonly string[] } };
}

interface Recommended {
  readonly recommendations: readonly string[];
}
