import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

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
