import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanQuoted, cleanValue, idProblem, keyProblem } from '../../../src/shared/cleanValue.ts';

const quoted: readonly (readonly [string, string])[] = [
  ['"sk-1"', 'sk-1'],
  ["'sk-1'", 'sk-1'],
  ['`sk-1`', 'sk-1'],
  ['“sk-1”', 'sk-1'],
  ['„sk-1“', 'sk-1'],
  ['«sk-1»', 'sk-1'],
  ['<https://api.example>', 'https://api.example'],
  [' \u200b"sk-1"\u00a0\n', 'sk-1'],
  ['"sk-1', '"sk-1'],
  ['""', '""'],
  ['sk\u200b-\u00ad1', 'sk-1'],
];

for (const [text, clean] of quoted) {
  test(`a value is taken as it was meant: ${JSON.stringify(text)}`, () => {
    assert.equal(cleanQuoted(text), clean);
  });
}

test('what stands within a value stays, whatever it is', () => {
  assert.equal(cleanValue('\ufeff a "b" \u00a0c '), 'a "b" \u00a0c');
});

test('the exact character is named, by its place and its code', () => {
  assert.match(keyProblem('clé') ?? '', /Character 3 is “é” \(U\+00E9\)/);
  assert.match(keyProblem('😀a b') ?? '', /Character 1 is .*U\+1F600/);
  assert.match(idProblem('a\u2003b') ?? '', /U\+2003 \(character 2\)/);
  assert.equal(idProblem('shop 1 é'), undefined);
  assert.equal(keyProblem('sk-1'), undefined);
});
