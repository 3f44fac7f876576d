import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inspectLine } from '../../../src/recordings/inspect/inspection.ts';
import { maxSummaryLength, summaryOf } from '../../../src/recordings/inspect/lineSummary.ts';
import { shortLine } from '../../../src/shared/visibleText.ts';
import { exchanges } from '../../support/samples/recordedExchanges.ts';

const [answered] = exchanges;
assert.ok(answered);
const { request } = answered;

function summary(text: string): string {
  const entry = { type: 'line', exchange: 1, atMs: 1, startedMs: 1, text } as const;
  const exchange = { number: 1, request, retries: [], lines: [entry] };
  return summaryOf(entry, inspectLine(exchange, 0).parts);
}

const said = (...events: readonly object[]) =>
  summary(`${JSON.stringify({ result: { response: { responseEvents: events } } })}\n`);

test('a line is told in the words that are in it', () => {
  const message = (content: object) => ({ messageEvent: { role: 'ASSISTANT', content } });
  const text = message({ textContent: { text: 'Two  pairs\nfit that.' } });
  const buttons = [{ text: 'Yes' }, { text: 'No' }];
  const cases: readonly [told: string, words: string][] = [
    [said(text), 'Two pairs fit that.'],
    [
      said(message({ imageContent: { url: 'https://a.example/1.png' } })),
      'https://a.example/1.png',
    ],
    [
      said(text, { chatSuggestionEvent: { suggestedQuestions: ['Why?', 'How?'] } }),
      'Two pairs fit that. · Why? · How?',
    ],
    [
      said({ recommendationEvent: { products: [{ title: 'Ridge' }, { productId: 'sku-2' }] } }),
      'Ridge · sku-2',
    ],
    [said({ agentHandoverEvent: { triggerHandover: true, reason: 'Asked' } }), 'Asked'],
    [
      said({ orderStatusHandoverEvent: { triggerHandover: true } }),
      '{"orderStatusHandoverEvent":{"triggerHandover":true}}',
    ],
    [
      said({
        connectlyInteractiveEvent: {
          interactive: { replyButtonMessage: { body: 'Sure?', buttons } },
        },
      }),
      'Sure? · Yes · No',
    ],
    [said({ futureEvent: { a: 1 } }), '{"futureEvent":{"a":1}}'],
    [summary('{"error":{"code":13,"message":"boom"}}\n'), 'boom'],
    [summary('{"response":{}}\r\n'), '{"response":{}}'],
    [summary('<html>  oops\n'), '<html> oops'],
    [summary('\r\n'), ''],
  ];
  for (const [told, words] of cases) assert.equal(told, words);
});

/** False where a half of a character stands alone. */
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

test('nothing in a summary acts unseen, and none is longer than it may be', () => {
  assert.equal(shortLine('a\u202eb\u0000c\u2028d', maxSummaryLength), 'a⟨U+202E⟩b␀c⟨U+2028⟩d');
  assert.equal(shortLine(`${'x'.repeat(118)}👟👟`, maxSummaryLength), `${'x'.repeat(118)}…`);
  assert.equal(shortLine(`${' '.repeat(5000)}x`, maxSummaryLength), '…');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const line = shortLine(text, maxSummaryLength);
      assert.ok(line.length <= maxSummaryLength, line);
      assert.ok(isWellFormed(line) || !isWellFormed(text));
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
