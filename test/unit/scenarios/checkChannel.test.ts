import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMet, interactive, unmet } from '../../support/samples/scenarioRuns.ts';

type Made = Readonly<Record<string, unknown>>;

const many = (count: number, of: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => of(index));
const list = (rows: readonly unknown[], title?: string): Made => ({
  sections: [{ ...(title !== undefined && { title }), rows }],
});
const row = (fields: Made) => list([{ id: 'r', text: 'Row', ...fields }]);
const button = (fields: Made): Made => ({ buttons: [{ id: 'b', text: 'Yes', ...fields }] });

/** Each limit: a message that has so many, and what is said of one above. */
const limits: readonly [limit: number, form: string, (size: number) => Made, said: RegExp][] = [
  [
    3,
    'replyButtonMessage',
    (n) => ({ buttons: many(n, (id) => ({ id: `${id}`, text: `${id}` })) }),
    /4 buttons; the limit is 3\./,
  ],
  [20, 'replyButtonMessage', (n) => button({ text: 'x'.repeat(n) }), /The button "x+" has 21 char/],
  [256, 'replyButtonMessage', (n) => button({ id: 'x'.repeat(n) }), /The button ID .* 257 char/],
  [
    10,
    'listMessage',
    (n) => ({ sections: many(n, (title) => ({ title: `${title}`, rows: [] })) }),
    /11 sections; the limit is 10\./,
  ],
  [
    10,
    'listMessage',
    (n) => ({
      sections: [
        { rows: many(5, (id) => ({ id: `${id}`, text: 'a' })) },
        { rows: many(n - 5, (id) => ({ id: `b${id}`, text: 'b' })) },
      ],
    }),
    /11 rows; the limit is 10\./,
  ],
  [24, 'listMessage', (n) => list([], 'x'.repeat(n)), /The section title .* 25 char/],
  [24, 'listMessage', (n) => row({ text: 'x'.repeat(n) }), /The row .* 25 char/],
  [72, 'listMessage', (n) => row({ description: 'x'.repeat(n) }), /The row description .* 73 c/],
  [256, 'listMessage', (n) => row({ id: 'x'.repeat(n) }), /The row ID .* 257 char/],
  [20, 'listMessage', (n) => ({ buttonText: 'x'.repeat(n) }), /The list label .* 21 char/],
  [60, 'listMessage', (n) => ({ header: { text: 'x'.repeat(n) } }), /The header .* 61 char/],
  [60, 'listMessage', (n) => ({ footer: { text: 'x'.repeat(n) } }), /The footer .* 61 char/],
  [1024, 'listMessage', (n) => ({ body: { text: 'x'.repeat(n) } }), /The body .* 1025 char/],
];

test('each limit of WhatsApp is met at the limit, and not one above', async () => {
  for (const [limit, form, make, said] of limits) {
    const of = (size: number) => ({ turns: [[interactive(form, make(size))]] });
    await assertMet('channel: whatsapp', of(limit));
    const result = await unmet('channel: whatsapp', of(limit + 1));
    assert.match(result.message ?? '', said);
    assert.equal(result.actual, result.message);
    assert.equal(result.title, 'everything fits within WhatsApp limits');
    assert.deepEqual(result.at, { line: 6, column: 9 });
  }
});

test('an emoji is one character', async () => {
  const of = (text: string) => ({ turns: [[interactive('replyButtonMessage', button({ text }))]] });
  await assertMet('channel: whatsapp', of('😀'.repeat(20)));
  assert.match((await unmet('channel: whatsapp', of('😀'.repeat(21)))).message ?? '', /21 char/);
});

test('everything that is too long is told, also of the button of a product', async () => {
  const text = 'x'.repeat(21);
  const value = { actionButton: { id: 'a', text }, buttons: [{ id: 'b', text }] };
  const result = await unmet('channel: whatsapp', {
    turns: [[interactive('singleProductMessage', value)]],
  });
  assert.equal(result.actual?.split('\n').length, 2);
});
