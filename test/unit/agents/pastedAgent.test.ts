import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskedKey, readPaste } from '../../../src/agents/pastedAgent.ts';
import { pasteCorpus, readingOf } from '../../support/samples/pasteCorpus.ts';

test('the corpus has at least 120 shapes, each with a name of its own', () => {
  const names = pasteCorpus.map(({ what }) => what);
  assert.ok(names.length >= 120, `${names.length}`);
  assert.equal(new Set(names).size, names.length);
});

for (const { file, what, paste, expected } of pasteCorpus) {
  test(`reads ${file}: ${what}`, () => {
    assert.deepEqual(readingOf(readPaste(paste)), expected);
  });
}

test('a key is shown by its length only, and keys of one length are told apart', () => {
  for (const { paste } of pasteCorpus) {
    for (const { value } of readPaste(paste).candidates.apiKey ?? []) {
      const shown = maskedKey(value);
      assert.equal(shown, `Hidden (${value.length} characters)`);
      assert.deepEqual(piecesOf(value, shown), []);
    }
  }
  assert.equal(maskedKey('x'), 'Hidden (1 character)');
  assert.deepEqual(['key-a', 'key-b'].map(maskedKey), [
    'Key 1 of 2, hidden (5 characters)',
    'Key 2 of 2, hidden (5 characters)',
  ]);
});

test('what tells the values of a field apart has nothing of a key in it', () => {
  for (const { what, paste } of pasteCorpus) {
    const { candidates } = readPaste(paste);
    const keys = (candidates.apiKey ?? []).map(({ value }) => value);
    for (const { label = '', heading = '' } of Object.values(candidates).flat()) {
      for (const key of keys) assert.deepEqual(piecesOf(key, `${label} ${heading}`), [], what);
    }
  }
});

/** Pieces of a secret, from five characters on, that stand in a text; `sofia_` names the product. */
function piecesOf(secret: string, text: string): readonly string[] {
  const starts = Array.from({ length: Math.max(0, secret.length - 4) }, (_, at) => at);
  const pieces = starts.map((at) => secret.slice(at, at + 5));
  return pieces.filter((piece) => !'sofia_'.includes(piece) && text.includes(piece));
}

test('each value has its line, the words before it, its heading and its environment', () => {
  const paste = [
    '## Pruebas',
    'api_key: sofia_test_Rt5Yh8Jk3Wq6Pz1Cv9Nb',
    '',
    '## Producción',
    'api_key: sofia_live_Zk4Qw9Tn2Xv7Lr8Bm3Hd',
    'Old API key (production): sofia_live_Ab4Qw9Tn2Xv7Lr8Bm3Hd',
  ].join('\n');
  const { candidates } = readPaste(paste);
  const told = candidates.apiKey?.map(({ value: _, ...others }) => others);
  const whole = { isJoined: false, isDecoded: false };
  assert.deepEqual(told, [
    {
      ...{ ...whole, standing: 'plain', label: 'api_key', heading: 'Pruebas' },
      ...{ environment: 'test', line: 2 },
    },
    {
      ...{ ...whole, standing: 'plain', label: 'api_key', heading: 'Producción' },
      ...{ environment: 'production', line: 5 },
    },
    {
      ...{ ...whole, standing: 'disabled', label: 'Old API key production' },
      ...{ heading: 'Producción', environment: 'production', line: 6 },
    },
  ]);
});

test('a value that was joined or decoded is marked as such', () => {
  const joined = readPaste('Business ID: 7d0f4c1e-52b9-4e0a- 9c3d-1f6a8b2e4d70');
  assert.equal(joined.candidates.businessId?.[0]?.isJoined, true);
  assert.equal(joined.candidates.businessId[0].line, 1);
  const decoded = readPaste('api_key: c29maWFfbGl2ZV9aazRRdzlUbjJYdjdMcjhCbTNIZA==');
  assert.equal(decoded.candidates.apiKey?.[0]?.isDecoded, true);
  assert.equal(decoded.candidates.apiKey[0].line, 1);
});
