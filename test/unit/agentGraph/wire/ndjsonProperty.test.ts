import assert from 'node:assert/strict';
import { Buffer, isUtf8 } from 'node:buffer';
import { it } from 'node:test';
import fc from 'fast-check';
import { collectLines } from '../../../support/collectLines.ts';

const maxLineBytes = 200;

type Expected =
  | { readonly line: number; readonly bytes: number; readonly value: unknown }
  | { readonly line: number; readonly bytes: number; readonly reason: string };

/** The contract in its plainest form: the whole stream in memory, one line after the other. */
function naiveOracle(stream: Buffer): readonly Expected[] {
  const isBom = stream.subarray(0, 3).equals(Buffer.from('\ufeff'));
  const pieces = (isBom ? stream.subarray(3) : stream).toString('latin1').split('\n');
  const expected: Expected[] = [];
  for (const [index, piece] of pieces.entries()) {
    const text = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
    const content = Buffer.from(text, 'latin1');
    const [line, bytes] = [index + 1, content.length];
    if (bytes > maxLineBytes) expected.push({ line, bytes, reason: 'tooLong' });
    else if (!/^[\t-\r ]*$/.test(text))
      expected.push({ line, bytes, ...read(content, index === pieces.length - 1) });
  }
  return expected;
}

function read(content: Buffer, isLast: boolean): { value: unknown } | { reason: string } {
  if (!isUtf8(content)) {
    return { reason: isLast && endsWithinKnownCharacter(content) ? 'cut' : 'invalidUtf8' };
  }
  try {
    return { value: JSON.parse(content.toString()) as unknown };
  } catch {
    return { reason: isLast && isUnfinished(content.toString()) ? 'cut' : 'notJson' };
  }
}

/** A text from which something was opened that is still open, or the beginning of a word or number. */
function isUnfinished(text: string): boolean {
  if (/^\s*(?:-|-?\d[\d.eE+-]*|tr?|tru|fa?|fals?|nu?|nul)$/.test(text)) return true;
  if (!/^\s*["[{]/.test(text)) return false;
  const brackets = text.replace(/"(?:[^"\\]|\\[^])*"/g, '').replace(/[^"[\]{}]/g, '');
  const [outside = '', ...open] = brackets.split('"');
  let depth = 0;
  for (const one of outside) if ((depth += '[{'.includes(one) ? 1 : -1) < 0) return false;
  return depth > 0 || open.length > 0;
}

/** The only characters that `junkBytes` below begins and does not end. */
function endsWithinKnownCharacter(content: Buffer): boolean {
  return ['é', '👟'].some((character) => {
    const whole = Buffer.from(character);
    const counts = Array.from(whole.keys()).slice(1);
    return counts.some(
      (count) =>
        content.subarray(-count).equals(whole.subarray(0, count)) &&
        isUtf8(content.subarray(0, -count)),
    );
  });
}

const lineBreak = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r\n \t\r\n');
const json = fc.json({ depthSize: 'small', stringUnit: 'binary' });
const junk = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<html>', '{"a":', '1],[2', '', ' ', '\ufeff{}', '"\u2028"', '"\r"', '[1', '2]'),
  fc.constant(`"${'long '.repeat(60)}"`),
);
const junkBytes = fc.constantFrom(
  [0xff],
  [0xc3],
  [0xf0, 0x9f],
  [0xed, 0xa0, 0x80],
  [0x22, 0x80, 0x22],
);
const content = fc.oneof(
  { weight: 6, arbitrary: json.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: junk.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: junkBytes.map((bytes) => Buffer.from(bytes)) },
);
const stream = fc
  .record({
    bom: fc.constantFrom('', '', '\ufeff'),
    lines: fc.array(fc.tuple(content, lineBreak), { maxLength: 12 }),
    rest: content,
  })
  .map(({ bom, lines, rest }) => {
    const parts = lines.flatMap(([bytes, end]) => [bytes, Buffer.from(end)]);
    return Buffer.concat([Buffer.from(bom), ...parts, rest]);
  });

function cut(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    chunks.push(bytes.slice(at, at + length));
    at += length;
  }
  return [...chunks, bytes.slice(at)];
}

await it('any stream in any chunks gives what a plain reading of the whole gives', async () => {
  const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(stream, cuts, async (bytes, lengths) => {
      const lines = await collectLines(cut(new Uint8Array(bytes), lengths), { maxLineBytes });
      const found = lines.map((line) =>
        'reason' in line ? { line: line.line, bytes: line.bytes, reason: line.reason } : line,
      );
      assert.deepEqual(found, naiveOracle(bytes));
    }),
    { numRuns: 2000 },
  );
});
