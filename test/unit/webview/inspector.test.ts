import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SentNumber } from '../../../src/shared/json/exactJson.ts';
import { jsonDiff } from '../../../webview/inspector/jsonDiff.ts';
import {
  eventPath,
  expandedAtFirst,
  parseLine,
  pathText,
  visibleNodes,
} from '../../../webview/inspector/jsonTree.ts';
import { kindCounts, listEntries, nextWire } from '../../../webview/inspector/rowsModel.ts';
import { percentiles, totalsOf } from '../../../webview/inspector/totals.ts';
import { momentsOf, phasesOf } from '../../../webview/inspector/waterfallView.ts';
import { exchange, row, smallWire } from '../../support/pages/wireStates.ts';

const everything = { kinds: new Set<string>(), folded: new Set<number>() };
const short = (wire: typeof smallWire, filter = everything) =>
  listEntries(wire, filter).map(({ type, index }) => `${type} ${index}`);

test('each exchange is followed by its rows, and a long gap by a break before the row', () => {
  assert.deepEqual(short(smallWire), [
    'exchange 0',
    'row 0',
    'exchange 1',
    'row 1',
    'pause 3',
    'row 3',
    'row 4',
    'row 5',
    'exchange 2',
    'row 6',
  ]);
});

test('rows of exchanges that overlap come together', () => {
  const rows = [row(1), row(1, { exchange: 2 }), row(2)];
  const overlapping = { exchanges: [exchange(1), exchange(2)], rows };
  assert.deepEqual(short(overlapping), ['exchange 0', 'row 0', 'row 2', 'exchange 1', 'row 1']);
});

test('a kind leaves out other rows and the exchanges without any; a fold leaves the exchange', () => {
  const kinds = new Set(['malformed']);
  assert.deepEqual(short(smallWire, { ...everything, kinds }), ['exchange 1', 'row 5']);
  const folded = new Set([2]);
  assert.ok(!short(smallWire, { ...everything, folded }).includes('row 1'));
  assert.ok(short(smallWire, { ...everything, folded }).includes('exchange 1'));
});

test('blank lines come only when they are wanted, and then with all others or their kinds', () => {
  const withBlank = (...kinds: string[]) =>
    short(smallWire, { ...everything, kinds: new Set(['blank', ...kinds]) });
  assert.deepEqual(withBlank(), short(smallWire).toSpliced(4, 0, 'row 2'));
  assert.deepEqual(withBlank('malformed'), ['exchange 1', 'row 2', 'row 5']);
});

test('what grows replaces exchanges by their number and adds rows at the end', () => {
  const later = exchange(3, { outcome: 'complete', status: 200 });
  const grown = nextWire(smallWire, {
    type: 'wireGrew',
    exchanges: [later, exchange(4)],
    rows: [row(2, { exchange: 3 })],
  });
  assert.deepEqual(
    grown.exchanges.map(({ number }) => number),
    [1, 2, 3, 4],
  );
  assert.equal(grown.exchanges[2], later);
  assert.equal(grown.rows.length, smallWire.rows.length + 1);
  assert.deepEqual(nextWire(grown, { type: 'wire', exchanges: [], rows: [] }).rows, []);
});

test('a row with two kinds counts for both, the most frequent kind comes first', () => {
  const rows = [row(1, { kinds: ['b', 'a'] }), row(2, { kinds: ['a', 'a'] })];
  assert.deepEqual(kindCounts(rows), [
    ['a', 2],
    ['b', 1],
  ]);
});

test('percentiles are times that were measured', () => {
  const times = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(percentiles(times), { p50: 50, p95: 95 });
  assert.deepEqual(percentiles([7]), { p50: 7, p95: 7 });
  assert.equal(percentiles([]), undefined);
});

test('totals count turns, events and bytes, and times over invokes alone', () => {
  const totals = totalsOf(smallWire, 400);
  assert.equal(totals.turns, 2);
  assert.equal(totals.bytes, 96 + 2 * 2048);
  assert.deepEqual(totals.events.map(([kind]) => kind).toSorted(), [
    'loyaltyEvent',
    'messageEvent',
    'recommendationEvent',
  ]);
  assert.deepEqual(totals.firstByte, { p50: 412, p95: 412 });
  assert.equal(totals.overBudget, 2);
  assert.equal(totalsOf(smallWire, undefined).overBudget, undefined);
  assert.equal(totalsOf(smallWire, 412).overBudget, 0);
});

test('a turn under way has no total yet, and only the last 50 are drawn', () => {
  const exchanges = Array.from({ length: 60 }, (_, index) => exchange(index, { lastMs: index }));
  const wire = { exchanges: [...exchanges, exchange(61, { outcome: 'underWay' })], rows: [] };
  const { recentMs, turns } = totalsOf(wire, undefined);
  assert.equal(turns, 61);
  assert.deepEqual([recentMs.length, recentMs[0], recentMs.at(-1)], [50, 10, 59]);
});

test('a waterfall has the steps of a new connection, then waiting and receiving', () => {
  const connection = { isReused: false, dnsMs: 12, connectMs: 31, tlsMs: 48 };
  const phases = phasesOf(exchange(1, { connection, headMs: 210, lastMs: 214 }));
  assert.deepEqual(
    phases.map(({ name, fromMs, toMs }) => [name, fromMs, toMs]),
    [
      ['dns', 0, 12],
      ['connect', 12, 43],
      ['tls', 43, 91],
      ['waiting', 91, 210],
      ['receiving', 210, 214],
    ],
  );
});

test('a waterfall without a response only waits, and has no moments', () => {
  const { headMs: _, firstByteMs: __, firstTextMs: ___, ...silent } = exchange(1);
  assert.deepEqual(
    phasesOf(silent).map(({ name }) => name),
    ['waiting'],
  );
  assert.deepEqual(momentsOf(silent), []);
  assert.deepEqual(
    momentsOf(exchange(1)).map(({ name }) => name),
    ['head', 'firstByte', 'firstText', 'lastByte'],
  );
});

test('paths are JSONPath, odd keys quoted', () => {
  assert.equal(pathText([]), '$');
  assert.equal(pathText(['a', 0, 'odd "key"', '__proto__']), '$.a[0]["odd \\"key\\""].__proto__');
});

test('a tree lists what is expanded, each value with its place among its siblings', () => {
  const value = parseLine('{"a":[1,{"b":null}],"c":{}}');
  const nodes = visibleNodes(value, expandedAtFirst(value));
  assert.deepEqual(
    nodes.map(({ key, level, position, siblings, isExpanded }) => [
      key,
      level,
      position,
      siblings,
      isExpanded,
    ]),
    [
      ['$', 1, 1, 1, true],
      ['$.a', 2, 1, 2, true],
      ['$.a[0]', 3, 1, 2, undefined],
      ['$.a[1]', 3, 2, 2, true],
      ['$.a[1].b', 4, 1, 1, undefined],
      ['$.c', 2, 2, 2, undefined],
    ],
  );
  assert.equal(visibleNodes(value, new Set()).length, 1);
});

test('a tree begins at the only event of its line', () => {
  const place = ['result', 'response', 'responseEvents'];
  const line = (...events: object[]) => ({ result: { response: { responseEvents: events } } });
  assert.deepEqual(eventPath(line({ a: 1 })), [...place, 0]);
  assert.deepEqual(eventPath(line({ a: 1 }, { b: 2 })), []);
  assert.deepEqual(eventPath({ error: {} }), []);
  const top = eventPath(line({ a: 1 }));
  const nodes = visibleNodes(line({ a: 1 }), expandedAtFirst(line({ a: 1 }), top), top);
  const at = '$.result.response.responseEvents[0]';
  assert.deepEqual(
    nodes.map(({ key, level }) => [key, level]),
    [
      [at, 1],
      [`${at}.a`, 2],
    ],
  );
});

test('of a large value only the top is expanded at first', () => {
  const value = { list: Array.from({ length: 5000 }, (_, index) => ({ index })) };
  assert.deepEqual([...expandedAtFirst(value)], ['$']);
});

test('numbers in a line have the digits that were sent', () => {
  const sent = parseLine('{"a":[1.50,2,9007199254740993]}') as { a: readonly unknown[] };
  assert.deepEqual(
    sent.a.map((one) => (one instanceof SentNumber ? one.text : one)),
    ['1.50', 2, '9007199254740993'],
  );
});

test('what is no JSON, or too deep to be a tree, has no value', () => {
  assert.equal(parseLine('{"result":'), undefined);
  assert.equal(parseLine(''), undefined);
  assert.equal(parseLine('null'), null);
  assert.equal(parseLine('['.repeat(5000) + ']'.repeat(5000)), undefined);
});

test('a difference names what was added, removed and changed', () => {
  const before = JSON.parse('{"a":1,"b":[1,2],"c":{"d":true},"__proto__":1}') as unknown;
  const after = JSON.parse('{"a":"1","b":[1,3,4],"e":null,"__proto__":2}') as unknown;
  assert.deepEqual(
    jsonDiff(before, after).map(({ type, path }) => `${type} ${path}`),
    [
      'changed $.a',
      'changed $.b[1]',
      'added $.b[2]',
      'removed $.c',
      'changed $.__proto__',
      'added $.e',
    ],
  );
  assert.deepEqual(jsonDiff(before, before), []);
  const digits = ['1.50', '1.5', '1e400', '1e401'].map((one) => parseLine(`[${one}]`));
  for (const [at, one] of digits.entries())
    for (const [other, two] of digits.entries())
      assert.equal(jsonDiff(one, two).length, at === other ? 0 : 1);
  assert.deepEqual(jsonDiff([], {}), [{ type: 'changed', path: '$', before: [], after: {} }]);
});

test('a difference between long lists ends', () => {
  const list = (offset: number) => Array.from({ length: 10_000 }, (_, index) => index + offset);
  assert.equal(jsonDiff(list(0), list(1)).length, 500);
});
