import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { parseNdjson } from '../../../../src/agentGraph/wire/ndjson.ts';
import { collectLines, type LineSummary } from '../../../support/collectLines.ts';
import { chunkSource, everySplit } from '../../../support/samples/everySplit.ts';

interface Case {
  readonly title: string;
  readonly input: string | Uint8Array;
  readonly maxLineBytes?: number;
  readonly lines: readonly LineSummary[];
}

const good = (line: number, bytes: number, value: unknown): LineSummary => ({ line, bytes, value });
const bad = (line: number, bytes: number, reason: string, head: string): LineSummary => ({
  line,
  bytes,
  reason,
  head,
});
const join = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );

const cases: readonly Case[] = [
  { title: 'nothing gives no lines', input: '', lines: [] },
  { title: 'a line is its value', input: '{"a":1}\n', lines: [good(1, 7, { a: 1 })] },
  {
    title: 'CRLF ends a line and is not part of it',
    input: '{"a":1}\r\n[2]\r\n',
    lines: [good(1, 7, { a: 1 }), good(2, 3, [2])],
  },
  {
    title: 'blank and whitespace-only lines are skipped and counted',
    input: '\n \t\r\n\r\n{"a":1}\n\n\v\f\n[2]\n\n',
    lines: [good(4, 7, { a: 1 }), good(7, 3, [2])],
  },
  {
    title: 'a last line without line break is a line',
    input: '[1]\n[2]',
    lines: [good(1, 3, [1]), good(2, 3, [2])],
  },
  { title: 'a last line that ends in CR is whole', input: '[1]\r', lines: [good(1, 3, [1])] },
  { title: 'a last line of blanks is no line', input: '[1]\n  ', lines: [good(1, 3, [1])] },
  {
    title: 'white space around a value is accepted',
    input: ' [1] \n\t[2]\t\n',
    lines: [good(1, 5, [1]), good(2, 5, [2])],
  },
  {
    title: 'a BOM at the start is skipped',
    input: '\ufeff[1]\n[2]\n',
    lines: [good(1, 3, [1]), good(2, 3, [2])],
  },
  { title: 'a BOM alone is no line', input: '\ufeff\n[2]\n', lines: [good(2, 3, [2])] },
  {
    title: 'a BOM elsewhere is not JSON',
    input: '[1]\n\ufeff[2]\n',
    lines: [good(1, 3, [1]), bad(2, 6, 'notJson', '\\u{feff}[2]')],
  },
  {
    title: 'multi-byte text may be cut anywhere',
    input: '"é靴🏃‍♀️"\n"👟"\n',
    lines: [good(1, 20, 'é靴🏃‍♀️'), good(2, 6, '👟')],
  },
  {
    title: 'U+2028, U+2029 and U+0085 in a string are not line breaks',
    input: '"a\u2028b\u2029c\u0085d"\n',
    lines: [good(1, 14, 'a\u2028b\u2029c\u0085d')],
  },
  {
    title: 'a bare CR is not a line break',
    input: '[1,\r2]\n"a\rb"\n',
    lines: [good(1, 6, [1, 2]), bad(2, 5, 'notJson', '"a\\u{d}b"')],
  },
  {
    title: 'scalars are values',
    input: 'null\n0\n"x"\nfalse\n',
    lines: [good(1, 4, null), good(2, 1, 0), good(3, 3, 'x'), good(4, 5, false)],
  },
  {
    title: 'a line that is not JSON is reported and the next ones arrive',
    input: '[1]\n<html>\u001b[31m\n[3]\n',
    lines: [good(1, 3, [1]), bad(2, 11, 'notJson', '<html>\\u{1b}[31m'), good(3, 3, [3])],
  },
  {
    title: 'lines that would be valid together are not valid alone',
    input: '[1\n2]\n1],[2\n{"a":[{}\n{}]}\n',
    lines: [
      bad(1, 2, 'notJson', '[1'),
      bad(2, 2, 'notJson', '2]'),
      bad(3, 5, 'notJson', '1],[2'),
      bad(4, 8, 'notJson', '{"a":[{}'),
      bad(5, 4, 'notJson', '{}]}'),
    ],
  },
  {
    title: 'two values in a line are not a line',
    input: '{}{}\n1,2\n',
    lines: [bad(1, 4, 'notJson', '{}{}'), bad(2, 3, 'notJson', '1,2')],
  },
  {
    title: 'an unfinished last line is cut',
    input: '[1]\n{"a":',
    lines: [good(1, 3, [1]), bad(2, 5, 'cut', '{"a":')],
  },
  {
    title: 'a last line that ends within a character is cut',
    input: join('[1]\n"', [0xf0, 0x9f, 0x91]),
    lines: [good(1, 3, [1]), bad(2, 4, 'cut', '"\ufffd')],
  },
  {
    title: 'invalid UTF-8 is reported and the next lines arrive',
    input: join(
      '"',
      [0xff],
      '"\n"',
      [0xc3],
      '"\n"',
      [0xed, 0xa0, 0x80],
      '"\n"',
      [0xc0, 0x80],
      '"\n[5]\n',
    ),
    lines: [
      bad(1, 3, 'invalidUtf8', '"\ufffd"'),
      bad(2, 3, 'invalidUtf8', '"\ufffd"'),
      bad(3, 5, 'invalidUtf8', '"\ufffd\ufffd\ufffd"'),
      bad(4, 4, 'invalidUtf8', '"\ufffd\ufffd"'),
      good(5, 3, [5]),
    ],
  },
  {
    title: 'U+FFFD that was sent is a character like others',
    input: '"\ufffd"\n["\ufffd"',
    lines: [good(1, 5, '\ufffd'), bad(2, 6, 'cut', '["\ufffd"')],
  },
  {
    title: 'invalid UTF-8 in a last line is not taken for a cut',
    input: join('"', [0xff], '"'),
    lines: [bad(1, 3, 'invalidUtf8', '"\ufffd"')],
  },
  {
    title: 'a line of exactly the limit is a line, one byte more is too long',
    input: '"1234567"\r\n"12345678"\r\n[3]\n',
    maxLineBytes: 9,
    lines: [good(1, 9, '1234567'), bad(2, 10, 'tooLong', '"12345678"'), good(3, 3, [3])],
  },
  {
    title: 'a BOM does not count to the length of a line that is too long',
    input: '\ufeff"1234567890"\r\n[2]\n',
    maxLineBytes: 4,
    lines: [bad(1, 12, 'tooLong', '"1234567890"'), good(2, 3, [2])],
  },
  {
    title: 'a long line of blanks is too long, with and without line break',
    input: `${' '.repeat(20)}\n${' '.repeat(20)}`,
    maxLineBytes: 4,
    lines: [bad(1, 20, 'tooLong', ' '.repeat(20)), bad(2, 20, 'tooLong', ' '.repeat(20))],
  },
  {
    title: 'the head of a long line is its first 80 characters',
    input: `${'👟'.repeat(120)}\r\n[2]\n`,
    maxLineBytes: 8,
    lines: [bad(1, 480, 'tooLong', '👟'.repeat(80)), good(2, 3, [2])],
  },
];

await describe('parseNdjson, however the bytes are cut', async () => {
  for (const { title, input, maxLineBytes, lines } of cases) {
    await it(title, async () => {
      for (const split of everySplit(Buffer.from(input))) {
        const options = maxLineBytes === undefined ? {} : { maxLineBytes };
        assert.deepEqual(await collectLines(split.chunks, options), lines, split.name);
      }
    });
  }
});

await describe('parseNdjson', async () => {
  await it('keeps __proto__ and constructor as plain data', async () => {
    const input = '{"__proto__":{"polluted":true},"constructor":1}\n';
    const [line] = await collectLines([Buffer.from(input)]);
    assert.ok(line !== undefined && 'value' in line);
    assert.deepEqual(Object.keys(line.value as object), ['__proto__', 'constructor']);
    assert.equal('polluted' in {}, false);
  });

  await it('makes failures that cannot be retried', async () => {
    for await (const batch of parseNdjson(chunkSource([Buffer.from('oops\n')]))) {
      assert.deepEqual(batch, [
        {
          ok: false,
          line: 1,
          bytes: 4,
          failure: {
            kind: 'protocol',
            retryable: false,
            cause: { type: 'line', line: 1, bytes: 4, reason: 'notJson', head: 'oops' },
          },
        },
      ]);
    }
  });
});
