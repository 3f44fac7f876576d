import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markupOf } from '../../../../src/shared/markup/markupOf.ts';

for (const text of [
  'Two **shoes**',
  'Read the [guide](https://shop.example/guide)',
  '## Sizes\n\nAll of them',
  'It is ~~sold out~~',
  '| Size | Left |\n| --- | --- |\n| 42 | 3 |',
  '```json\n{}\n```',
  'Both *stars* and **double stars**',
]) {
  test(`by itself this is Markdown: ${JSON.stringify(text)}`, () => {
    assert.equal(markupOf(text), 'markdown');
  });
}

for (const text of ['*Two* shoes', 'It is ~sold out~', '*Note:*\n- one\n- two', '(*really*)']) {
  test(`by itself this is WhatsApp's: ${JSON.stringify(text)}`, () => {
    assert.equal(markupOf(text), 'whatsapp');
  });
}

test('what both write alike is drawn as Markdown', () => {
  for (const text of ['- one\n- two', '1. one\n2. two', '> said', '_perhaps_', 'type `compare`']) {
    assert.equal(markupOf(text), 'markdown', text);
  }
});

test('a text without a sign is plain, whatever stands in it', () => {
  for (const text of [
    '',
    'Yes, until 14:00.',
    '2 * 3 * 4 = 24',
    'a_file_name',
    '5 > 3',
    '-5 degrees',
    '~20 km, ~30 km',
    '<b>html</b>',
    '* ',
    'https://shop.example/a_b_c',
  ]) {
    assert.equal(markupOf(text), 'plain', text);
  }
});
