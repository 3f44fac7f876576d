import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { clipboardLine, clipboardText } from '../../../src/shared/clipboardText.ts';

test('what is copied of an answer has no key for a terminal in it, and else stays', () => {
  assert.equal(
    clipboardText('a\u001b[201~\r\ntouch ran\r\u0003\u009b\u007f\tñ \u200f👟'),
    'a␛[201~\ntouch ran\n␃⟨U+009B⟩␡\tñ \u200f👟',
  );
  assert.equal(clipboardLine('sku-1\r\n\ntouch ran\u2028x\u001b'), 'sku-1 touch ran x␛');
});

test('nothing is written to the clipboard but through copyText', async () => {
  const folder = join(import.meta.dirname, '../../../src/host');
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts'));
  const writers: string[] = [];
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    // Emptying it writes nobody's text.
    if (text.replaceAll("clipboard.writeText('')", '').includes('clipboard.writeText')) {
      writers.push(name);
    }
  }
  assert.deepEqual(writers, ['platform/copyText.ts']);
});
