import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { maskedKey, readPaste } from '../../../src/agents/pastedAgent.ts';

const folder = join(import.meta.dirname, '../../fixtures/pastes');
const expected = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as Record<
  string,
  unknown
>;

test('every paste of the corpus has an expectation, and there are at least 48', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
  assert.deepEqual(names.sort(), Object.keys(expected).sort());
  assert.ok(names.length >= 48);
});

for (const [name, expectation] of Object.entries(expected)) {
  test(`reads ${name}`, async () => {
    assert.deepEqual(readPaste(await readFile(join(folder, name), 'utf8')), expectation);
  });
}

test('a key is shown by its length only', async () => {
  for (const name of Object.keys(expected)) {
    const { found } = readPaste(await readFile(join(folder, name), 'utf8'));
    if (found.apiKey === undefined) continue;
    const shown = maskedKey(found.apiKey);
    assert.equal(shown, `●●●● (${found.apiKey.length} characters)`);
    for (let at = 0; at + 4 <= found.apiKey.length; at += 1) {
      assert.ok(!shown.includes(found.apiKey.slice(at, at + 4)));
    }
  }
  assert.equal(maskedKey('x'), '●●●● (1 character)');
});
