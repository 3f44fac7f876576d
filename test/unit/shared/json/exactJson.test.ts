import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isExactNumber, readExactly, SentNumber } from '../../../../src/shared/json/exactJson.ts';
import { indentJson } from '../../../../src/shared/json/indentJson.ts';
import { JsonIndex, textAt, type JsonSpan } from '../../../../src/shared/json/jsonIndex.ts';
import { countNames, scanJson } from '../../../../src/shared/json/scanJson.ts';
import { jsonText, numberText } from '../../../support/samples/jsonTexts.ts';

const numRuns = 500;

/** The value without the digits of its numbers. */
function plain(value: unknown): unknown {
  if (value instanceof SentNumber) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

const numbers: readonly (readonly [text: string, isExact: boolean])[] = [
  ['0', true],
  ['-0', false],
  ['-0.0e5', false],
  ['0.000', true],
  ['19.90', true],
  ['1E3', true],
  ['1000e-3', true],
  ['9007199254740991', true],
  ['9007199254740992', true],
  ['9007199254740993', false],
  ['7301000000000000123', false],
  ['7301000000000000000', true],
  ['0.1', true],
  ['0.10000000000000000001', false],
  ['1e308', true],
  ['1e400', false],
  ['-1e400', false],
  ['1e-400', false],
  ['5e-324', true],
];

for (const [text, isExact] of numbers) {
  test(`the number ${text} is ${isExact ? '' : 'not '}held exactly`, () => {
    assert.equal(isExactNumber(text), isExact);
    const isPlain = String(Number(text)) === text;
    assert.equal(scanJson(`{"a":[1,${text}]}`).hasPlainNumbers, isPlain);
    const { value, inexactNumbers } = readExactly(`{"a":[1,${text}]}`);
    assert.deepEqual(inexactNumbers, isExact ? [] : ['a[1]']);
    const [, found] = (value as { a: readonly unknown[] }).a;
    if (isPlain) assert.equal(found, Number(text));
    else assert.equal(found instanceof SentNumber && found.text, text);
  });
}

test('a name that stands twice is found however it is written, and named by its path', () => {
  const text = '{"a":{"x":1,"y":2,"\\u0078":3},"b":[0,{"z":1,"z":2}],"a":4}';
  assert.deepEqual(readExactly(text).repeatedNames, ['a.x', 'b[1].z', 'a']);
  assert.notEqual(scanJson(text).names, countNames(JSON.parse(text)));
  const many = `{${'"a":1,'.repeat(1000)}"b":2}`;
  assert.equal(readExactly(many).repeatedNames.length, 50, 'nobody reads more of them');
});

test('any JSON is read as JSON.parse reads it, and what that would lose is found', () => {
  fc.assert(
    fc.property(jsonText, ({ text, isPlain, repeats, depth }) => {
      const parsed: unknown = JSON.parse(text);
      const scanned = scanJson(text);
      assert.deepEqual(plain(readExactly(text).value), parsed);
      assert.equal(scanned.depth, depth);
      assert.equal(scanned.hasPlainNumbers, isPlain);
      assert.equal(scanned.names - countNames(parsed) > 0, repeats);
      assert.equal(readExactly(text).repeatedNames.length > 0, repeats);
    }),
    { numRuns },
  );
});

test('each value of any JSON is found with its text, names that stand twice included', () => {
  const rebuilt = (index: JsonIndex, span: JsonSpan): unknown => {
    assert.deepEqual(JSON.parse(index.textOf(span)), index.valueOf(span));
    assert.equal(index.textOf(span), index.textOf(span).trim());
    if (index.isArray(span)) return index.items(span).map((item) => rebuilt(index, item));
    if (!index.isObject(span)) return index.valueOf(span);
    const members = index.members(span);
    return Object.fromEntries(members.map(({ name, value }) => [name, rebuilt(index, value)]));
  };
  fc.assert(
    fc.property(jsonText, ({ text }) => {
      const index = new JsonIndex(text);
      assert.deepEqual(rebuilt(index, index.root), JSON.parse(text));
    }),
    { numRuns },
  );
});

test('a path leads to the text of its value, for a name that stands twice to the last', () => {
  const text = ' {"a" : [ 1.50 , {"b":"x","b": -0 }]} ';
  assert.equal(textAt(text, ['a', 0]), '1.50');
  assert.equal(textAt(text, ['a', 1, 'b']), '-0');
  assert.equal(textAt(text, []), text.trim());
  assert.equal(textAt(text, ['a', 7]), undefined);
  assert.equal(textAt(text, ['a', 'b']), undefined);
});

test('JSON for people has all that came but other space, and canonical JSON looks as ever', () => {
  fc.assert(
    fc.property(jsonText, ({ text }) => {
      const shown = indentJson(text);
      assert.equal(indentJson(shown), shown);
      const tokens = (one: string) => one.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/gs);
      assert.deepEqual(tokens(shown), tokens(text));
    }),
    { numRuns },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(indentJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
    }),
    { numRuns },
  );
});

test('the digits of any number are kept', () => {
  fc.assert(
    fc.property(numberText, (text) => {
      const { value } = readExactly(`[${text}]`);
      const [found] = value as readonly unknown[];
      assert.equal(found instanceof SentNumber ? found.text : String(found), text);
    }),
    { numRuns },
  );
});

test('100,000 levels, a million names and strings of backslashes are read in one pass', () => {
  const deep = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;
  assert.equal(scanJson(deep).depth, 100_000);
  assert.deepEqual(readExactly(deep).repeatedNames, []);
  const wide = `{${Array.from({ length: 200_000 }, (_, at) => `"n${at}":${at}`).join(',')}}`;
  assert.equal(scanJson(wide).names, 200_000);
  const slashes = JSON.stringify(['\\'.repeat(1_000_000), '"'.repeat(1_000_000)]);
  assert.equal(new JsonIndex(slashes).items(new JsonIndex(slashes).root).length, 2);
});
