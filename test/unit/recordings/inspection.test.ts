import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectExchange } from '../../../src/recordings/inspect/inspection.ts';
import { exchanges } from '../../support/samples/recordedExchanges.ts';

const [answered, refused] = exchanges;
assert.ok(answered && refused);

test('times count from the request, and gaps from the line before', () => {
  const inspected = inspectExchange(answered);
  assert.deepEqual(
    inspected.rows.map(({ line, atMs, gapMs, bytes }) => [line, atMs, gapMs, bytes]),
    [
      [1, 300, 300, 8],
      [2, 450, 150, 2],
    ],
  );
  const { firstByteMs, totalMs, bytes, outcome } = inspected;
  assert.deepEqual([firstByteMs, totalMs, bytes, outcome], [250, 500, 10, 'complete']);
});

test('a request that met nobody has neither status nor first byte', () => {
  const inspected = inspectExchange(refused);
  assert.equal(inspected.outcome, 'failed');
  assert.equal(inspected.retries, 1);
  assert.ok(!('status' in inspected) && !('firstByteMs' in inspected));
});

const line = (text: string) =>
  ({ type: 'line', exchange: 1, atMs: 1, startedMs: 1, text }) as const;
const said = (...events: readonly object[]) =>
  line(`${JSON.stringify({ result: { responseEvents: events } })}\n`);

test('each line is called what it is, and what the API does not document is found', () => {
  const text = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Hi' } } } };
  const { rows, findings } = inspectExchange({
    ...answered,
    lines: [
      said(text),
      line('\r\n'),
      said(text, { futureEvent: { a: 1 } }),
      line('<html>\n'),
      said({ recommendationEvent: { products: [{ price: { a: 1 } }] } }),
      line('{"error":{"code":13,"message":"boom"}}\n'),
    ],
  });
  assert.deepEqual(
    rows.map(({ kinds }) => kinds),
    [
      ['messageEvent'],
      ['blank'],
      ['messageEvent', 'futureEvent'],
      ['malformed'],
      ['recommendationEvent'],
      ['error'],
    ],
  );
  assert.deepEqual(findings.slice(0, 2), [
    { line: 3, finding: 'unknownEvent', subject: 'futureEvent' },
    { line: 4, finding: 'malformedLine', subject: 'notJson' },
  ]);
  assert.deepEqual(
    findings.slice(2).map(({ finding, line }) => [finding, line]),
    [['oddField', 5]],
  );
});

test('a field that is not documented is found with its event', () => {
  const { findings } = inspectExchange({
    ...answered,
    lines: [said({ recommendationEvent: { products: [{ colour: 'red' }, { colour: 'blue' }] } })],
  });
  assert.deepEqual(findings, [
    { line: 1, finding: 'undocumentedField', subject: 'recommendationEvent.products[].colour' },
  ]);
});

test('a line that is nested too deeply is malformed, as it is for the client', () => {
  const deep = line(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}\n`);
  const { rows, findings } = inspectExchange({ ...answered, lines: [deep] });
  assert.deepEqual(rows[0]?.kinds, ['malformed']);
  assert.deepEqual(findings, [{ line: 1, finding: 'malformedLine', subject: 'tooDeep' }]);
});

test('a line that is nested too deeply in one event has the others', () => {
  const deep = `{"x":${'['.repeat(2000)}${']'.repeat(2000)}}`;
  const events = `{"messageEvent":{}},${deep},{"chatSuggestionEvent":{}}`;
  const { rows, findings } = inspectExchange({
    ...answered,
    lines: [line(`{"result":{"response":{"responseEvents":[${events}]}}}\n`)],
  });
  assert.deepEqual(rows[0]?.kinds, ['messageEvent', 'malformed', 'chatSuggestionEvent']);
  assert.deepEqual(findings, [{ line: 1, finding: 'malformedLine', subject: 'tooDeep' }]);
});

test('a name that stands twice and a number that cannot be held are found, each with its path', () => {
  const { findings } = inspectExchange({
    ...answered,
    lines: [
      line('{"response":{"sessionId":"a","sessionId":"b","responseEvents":[]}}\n'),
      line('{"messageEvent":{"role":"USER"},"messageEvent":{"metadata":9007199254740993}}\n'),
      line('{"recommendationEvent":{"products":[{"price":19.90,"metadata":{"n":-0,"n":1}}]}}\n'),
    ],
  });
  const event = 'messageEvent';
  assert.deepEqual(findings, [
    { line: 1, finding: 'repeatedName', subject: '$.response.sessionId' },
    { line: 2, finding: 'repeatedName', subject: event },
    { line: 2, finding: 'repeatedName', subject: event },
    { line: 2, finding: 'inexactNumber', subject: `${event}.metadata` },
    { line: 3, finding: 'repeatedName', subject: 'recommendationEvent.products[0].metadata.n' },
    { line: 3, finding: 'inexactNumber', subject: 'recommendationEvent.products[0].metadata.n' },
  ]);
});

test('what other endpoints answer is a reply, not an event that nobody knows', () => {
  const { rows, findings } = inspectExchange({
    ...answered,
    request: { ...answered.request, endpoint: 'health' },
    lines: [line('{"response":{"healthy":true}}\n'), line('{"code":5,"message":"gone"}\n')],
  });
  assert.deepEqual(
    rows.map(({ kinds }) => kinds),
    [['reply'], ['error']],
  );
  assert.deepEqual(findings, []);
});
