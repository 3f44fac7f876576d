import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeCollector } from '../../../src/recordings/exchanges.ts';
import type { RecordingEntry } from '../../../src/recordings/recording.ts';
import { WireReader } from '../../../src/recordings/inspect/wireReader.ts';
import { entriesOf, exchanges } from '../../support/samples/recordedExchanges.ts';

const createdAt = 1_790_000_000_000;

/** A reader that has read all entries of a log. */
function readAll(entries: readonly RecordingEntry[], isUnderWay = false) {
  const collector = new ExchangeCollector();
  for (const entry of entries) collector.add(entry);
  const reader = new WireReader({
    createdAt,
    isUnderWay: () => isUnderWay,
    find: (number) => collector.find(number),
  });
  const rows = entries.flatMap((entry) => reader.read(entry) ?? []);
  return { reader, rows, described: collector.exchanges.map((one) => reader.describe(one)) };
}

const [answered, refused] = exchanges;
assert.ok(answered && refused);
const { request } = answered;
const response = answered.response ?? assert.fail();
const end = answered.end ?? assert.fail();

/** An answered turn: a line every ten milliseconds, each with one event. */
function turn(exchange: number, events: readonly object[]): readonly RecordingEntry[] {
  const sentMs = 1000 * exchange;
  const lines = events.map((event, index) => ({
    type: 'line' as const,
    exchange,
    atMs: sentMs + 10 * (index + 1),
    startedMs: sentMs + 10 * (index + 1),
    text: `${JSON.stringify({ result: { response: { responseEvents: [event] } } })}\n`,
  }));
  return [
    { ...request, exchange, atMs: sentMs, turn: exchange },
    { ...response, exchange, atMs: sentMs + 5 },
    ...lines,
    { ...end, exchange, atMs: sentMs + 500 },
  ];
}

const says = (text: string) => ({
  messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } },
});

test('an exchange is described with times since it was sent', () => {
  const [first, second] = readAll(exchanges.flatMap(entriesOf)).described;
  assert.deepEqual(first, {
    number: 1,
    endpoint: 'invoke',
    method: 'POST',
    url: request.url,
    sentAt: createdAt + 100,
    requestHeaders: request.headers,
    requestBody: request.body,
    status: 200,
    responseHeaders: response.headers,
    retries: [],
    outcome: 'complete',
    headMs: 200,
    firstByteMs: 250,
    lastMs: 500,
    bytes: 10,
  });
  assert.deepEqual(second?.retries, [{ atMs: 10, attempt: 1, waitMs: 20, reason: 'refused' }]);
  assert.equal(second?.failure?.kind, 'network');
  assert.ok(!('status' in second) && !('firstByteMs' in second));
});

test('the first line with words of the agent is told from the first line', () => {
  const { described } = readAll(
    turn(1, [
      { chatSuggestionEvent: { suggestedQuestions: ['Why?'] } },
      { messageEvent: { role: 'USER', content: { textContent: { text: 'echo' } } } },
      says('Hi'),
      says('again'),
    ]),
  );
  const [exchange] = described;
  assert.equal(exchange?.turnId, 1);
  assert.equal(exchange.firstByteMs, 10);
  assert.equal(exchange.firstTextMs, 30);
});

test('what has no end is under way, or was left so', () => {
  for (const [isUnderWay, outcome] of [
    [true, 'underWay'],
    [false, 'unfinished'],
  ] as const) {
    const [exchange] = readAll([request], isUnderWay).described;
    assert.equal(exchange?.outcome, outcome);
    assert.equal(exchange.lastMs, 0);
  }
});

test('rows come in the order of their lines, also where requests overlap, and strays are left out', () => {
  const [one, two] = [turn(1, [says('a'), says('b')]), turn(2, [says('c')])];
  const mixed = [...one.slice(0, 3), ...two.slice(0, 3), ...one.slice(3), ...two.slice(3)];
  const stray = { ...answered.lines[0], exchange: 9 } as RecordingEntry;
  const { rows } = readAll([stray, ...mixed]);
  assert.deepEqual(
    rows.map(({ exchange, line, gapMs, summary }) => [exchange, line, gapMs, summary]),
    [
      [1, 1, 10, 'a'],
      [2, 1, 10, 'c'],
      [1, 2, 10, 'b'],
    ],
  );
});

test('an event that nobody knows is new once in a conversation', () => {
  const { rows } = readAll([
    ...turn(1, [{ futureEvent: {} }, { futureEvent: {} }]),
    ...turn(2, [{ futureEvent: {} }]),
  ]);
  assert.deepEqual(
    rows.map(({ tags }) => tags),
    [true, false, false].map((isNew) => [{ type: 'unknownEvent', subject: 'futureEvent', isNew }]),
  );
});

test('kinds and tags are plain and few, whatever the agent sends', () => {
  const hostile = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`\u202e${index}${'x'.repeat(500)}`, {}]),
  );
  const [row] = readAll(turn(1, [hostile])).rows;
  assert.ok(row);
  assert.equal(row.tags.length, 50);
  for (const text of [...row.kinds, ...row.tags.map(({ subject }) => subject), row.summary]) {
    assert.ok(text.length <= 120);
    assert.doesNotMatch(text, /\u202e/);
  }
});

test('a line is compared with the like of it in the turn before', () => {
  const products = (title: string) => ({ recommendationEvent: { products: [{ title }] } });
  const { reader } = readAll([
    ...turn(1, [says('one'), says('two'), products('p')]),
    ...turn(2, [says('other')]),
    ...turn(3, [says('three'), says('four'), products('q'), { futureEvent: {} }]),
  ]);
  const previous = (line: number) => reader.compare({ exchange: 3, line })?.previous;
  assert.deepEqual(previous(1)?.place, { exchange: 2, line: 1 });
  // The turn before has only one of them.
  assert.deepEqual(previous(2)?.place, { exchange: 2, line: 1 });
  assert.deepEqual(previous(3)?.place, { exchange: 1, line: 3 });
  assert.match(previous(3)?.text ?? '', /"title":"p".*\}$/);
  assert.equal(previous(4), undefined);
  assert.deepEqual(Object.keys(reader.compare({ exchange: 1, line: 1 }) ?? {}), ['text']);
  assert.equal(reader.compare({ exchange: 1, line: 9 }), undefined);
});

test('lines are searched as they came, without regard to case, and saved the same', () => {
  const { reader } = readAll([
    ...turn(1, [says('Zapatillas ROJAS'), says('x')]),
    ...turn(2, [says('rojas')]),
  ]);
  assert.deepEqual(reader.search('rojas'), [0, 2]);
  assert.deepEqual(reader.search('"ROLE"'), [0, 1, 2]);
  assert.deepEqual(reader.search('nowhere'), []);
  const saved = reader.linesOf([2, 0, 99]).split('\n');
  assert.equal(saved.length, 3);
  assert.equal(saved[0], reader.compare({ exchange: 2, line: 1 })?.text);
  assert.equal(saved[2], '');
});
