import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleJson, visibleLine, visibleText } from '../../../src/shared/visibleText.ts';
import { fileWords } from '../../../src/transcript/transcriptName.ts';

const spread = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

const unseen = [
  ...spread(0x00, 0x08),
  ...spread(0x0b, 0x0c),
  ...spread(0x0e, 0x1f),
  ...spread(0x7f, 0x9f),
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u200b', '\u200e', '\u200f', '\u3164'],
  ...spread(0x2028, 0x202e),
  ...spread(0x2060, 0x206f),
  ...['\ufe00', '\ufeff', '\ufff9', '\u{e0100}'],
  ...spread(0xe0000, 0xe007f),
];

test('whatever acts unseen is shown, and JSON keeps it as an escape', () => {
  for (const character of unseen) {
    const code = character.codePointAt(0)?.toString(16);
    const shown = visibleText(`a${character}b`);
    assert.match(shown, /^a(?:⟨U\+[0-9A-F]{4,5}⟩|[␀-␡])b$/u, code);
    const json = visibleJson(JSON.stringify([`a${character}b`]));
    assert.match(json, /^\["a\\[\x21-\x7e]+b"\]$/, code);
    assert.deepEqual(JSON.parse(json), [`a${character}b`]);
  }
});

test('what people write stays as it is', () => {
  const flags = ['gbeng', 'gbsct', 'gbwls'].map((region) =>
    ['🏴', ...Array.from(region, (one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0)))].join(
      '',
    ),
  );
  const texts = [
    '👩‍👩‍👧 ❤️ ☺︎ שלום مرحبا ñ नमस्ते می‌خواهم 日本\tx\ny',
    ...flags.map((flag) => `${flag}\u{e007f}`),
  ];
  for (const text of texts) {
    assert.equal(visibleText(text), text);
    assert.equal(visibleJson(text), text);
  }
  assert.notEqual(visibleText(`${flags[0]}\u{e0041}\u{e007f}`), `${flags[0]}\u{e0041}\u{e007f}`);
});

test('a name stays on one line', () => {
  assert.equal(visibleLine(' a\r\n::error::b\u2028c\r d '), 'a ::error::b⟨U+2028⟩c d');
});

test('no file is named as a device of Windows', () => {
  const devices = [
    'con',
    'PRN',
    'aux',
    'nul',
    'com1',
    'COM¹',
    'com²',
    'lpt³',
    'LPT9',
    'conin$',
    'CONOUT$',
  ];
  for (const device of devices)
    for (const name of [
      device,
      `${device}.`,
      `${device} `,
      ` ${device}`,
      `.${device}`,
      `${device}...`,
    ])
      assert.equal(fileWords(name, 'talk'), 'talk', name);
  assert.equal(fileWords('com¹ port', 'talk'), 'com¹-port');
  assert.equal(fileWords('con.txt', 'talk'), 'con-txt');
  assert.equal(fileWords('Comedy', 'talk'), 'comedy');
});
