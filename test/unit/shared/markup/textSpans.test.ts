import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainSpans, whatsappSpans, type Span } from '../../../../src/shared/markup/textSpans.ts';

/** Spans in short: text as it is, the others by name. */
function brief(spans: readonly Span[]): readonly unknown[] {
  return spans.map((span) => {
    if ('spans' in span) return { [span.type]: brief(span.spans) };
    return span.type === 'text' ? span.text : { [span.type]: span.text };
  });
}

const whatsapp = (text: string): readonly unknown[] => brief(whatsappSpans(text));

test('bold, italic, struck and code are told apart and may hold each other', () => {
  assert.deepEqual(whatsapp('a *b* _c_ ~d~ `e`'), [
    'a ',
    { bold: ['b'] },
    ' ',
    { italic: ['c'] },
    ' ',
    { strike: ['d'] },
    ' ',
    { code: 'e' },
  ]);
  assert.deepEqual(whatsapp('*bold _both_*'), [{ bold: ['bold ', { italic: ['both'] }] }]);
});

test('a marker inside a word, next to a space, alone or across lines is text', () => {
  for (const text of [
    '2*3*4',
    'snake_case_name',
    '* a *',
    'a * b',
    '*a',
    '*a\nb*',
    '**',
    '``',
    '**a**',
  ]) {
    assert.deepEqual(whatsapp(text), [text]);
  }
});

test('markers close before punctuation and work in any script', () => {
  assert.deepEqual(whatsapp('¡*Hola*!'), ['¡', { bold: ['Hola'] }, '!']);
  assert.deepEqual(whatsapp('*مرحبا*'), [{ bold: ['مرحبا'] }]);
  assert.deepEqual(whatsapp('ñ*o*ñ'), ['ñ*o*ñ']);
});

test('code keeps what is in it, on one line or in a block', () => {
  assert.deepEqual(whatsapp('`*a*`'), [{ code: '*a*' }]);
  assert.deepEqual(whatsapp('x\n```\n*a*\nb\n```\n*y*'), [
    'x\n',
    { block: '*a*\nb' },
    '\n',
    { bold: ['y'] },
  ]);
  assert.deepEqual(whatsapp('```never closed'), ['```never closed']);
});

test('a web address is a link without the punctuation around it, and keeps its markers', () => {
  assert.deepEqual(
    brief(plainSpans('See https://shop.example/a_b_c?d=*e*, or (http://x.example).')),
    [
      'See ',
      { link: 'https://shop.example/a_b_c?d=*e' },
      '*, or (',
      { link: 'http://x.example' },
      ').',
    ],
  );
  assert.deepEqual(whatsapp('*https://shop.example/_x_*'), [
    { bold: [{ link: 'https://shop.example/_x' }, '_'] },
  ]);
  assert.deepEqual(brief(plainSpans('javascript:1 xhttp://a.example http:// ')), [
    'javascript:1 xhttp://a.example http:// ',
  ]);
});

test('plain text has no markers at all', () => {
  assert.deepEqual(brief(plainSpans('*a* `b` ```c```')), ['*a* `b` ```c```']);
});
