import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLineWords } from '../../../src/cli/output/commandLineWords.ts';

test('the command line has other words for sentences that there are, without buttons and settings', async () => {
  const path = join(import.meta.dirname, '../../../l10n/bundle.l10n.es.json');
  const known = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, string>>;
  for (const [sentence, other] of Object.entries(commandLineWords)) {
    assert.ok(Object.hasOwn(known, sentence), `nobody says: ${sentence}`);
    assert.doesNotMatch(other, /button|settings|the log|`/i);
  }
});
