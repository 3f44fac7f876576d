import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test/webview');

test('the webview layer runs every file of its folder once, in a group or by itself', async () => {
  const groups = await readdir(join(folder, 'together'));
  const texts = groups.map((name) => readFile(join(folder, 'together', name), 'utf8'));
  const script = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...(await Promise.all(texts)), script.scripts['test:webview'] ?? ''].flatMap(
    (text) =>
      [...text.matchAll(/(?:'\.\.|test\/webview)\/([\w/]+\.test\.ts)/g)].map(([, name]) => name),
  );
  const all = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.test.ts'),
  );
  assert.deepEqual(named.sort(), all.sort());
});
