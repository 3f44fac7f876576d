import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Redaction } from '../../../../src/recordings/redaction.ts';
import { textLines } from '../../../../src/recordings/redaction/textLines.ts';
import { jsonText, space } from '../../../support/samples/jsonTexts.ts';

/** What a test can tell apart: the text of the recording, or a value in it that is replaced. */
interface Piece {
  readonly text: string;
  readonly safe?: string;
}

const kept = (text: string): Piece => ({ text });

/** As it stands in a string that stands in a string so often. */
function escaped(text: string, depth: number): string {
  return depth === 0 ? text : escaped(JSON.stringify(text).slice(1, -1), depth - 1);
}

const originals = {
  'ana@correo.example': '[email 1]',
  'luis@tienda.example': '[email 2]',
  'Maria Lopez': '[name 1]',
} as const;
/** Numbered in the order in which they come. */
const inOrder: Piece[] = Object.entries(originals).map(([text, safe]) => ({ text, safe }));

/** JSON with none of the letters that a finder could take for something. */
const harmless = jsonText.map(({ text }) =>
  /^[\s\d.,:[\]{}"a-z_+-]*$/i.test(text) && !/\d{5}|[@:]\d|[a-z0-9]{20}/i.test(text)
    ? text
    : '{"a":[1.50, -0 ,1E2],"a":null}',
);

/** An event in a body or line: JSON within the recording's own string. */
const event = fc
  .tuple(harmless, space, fc.constantFrom(...inOrder), harmless)
  .map(([before, gap, detail, after]): readonly Piece[] => [
    kept(
      `{"x":${before}${gap},"price":19.90,"price" :1e400,"id":7301000000000000123,"said":"\\u00e9 `,
    ),
    detail,
    kept(` \\/"${gap},"y":${after}}`),
  ]);

const lineEnd = fc.constantFrom('\n', '\r\n', ' \n');

/** An entry with its members in any order, and some that no recording has. */
const entry = fc
  .tuple(event, space, lineEnd, fc.constantFrom('text', 'body', 'other'), fc.boolean())
  .map(([inner, gap, end, name, isFirst]): readonly Piece[] => {
    const own = `"exchange"${gap}: 1,"atMs":1.50,"startedMs":1e0,"atMs": 1.5`;
    const value = [
      kept(`"${name}":${gap}"`),
      ...inner.map(({ text, safe }) => ({
        text: escaped(text, 1),
        ...(safe !== undefined && { safe }),
      })),
      kept('\\n"'),
    ];
    const type = `"type":"${name === 'body' ? 'request' : 'line'}"`;
    return isFirst
      ? [kept(`{${gap}`), ...value, kept(`${gap},${own},${type}}${end}`)]
      : [kept(`${gap}{${type},${own}${gap},`), ...value, kept(`}${end}`)];
  });

/** A recording: in its header are the texts, so that their numbers are known. */
const recording = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 4 }), space, fc.boolean())
  .map(([entries, gap, hasBom]): readonly (readonly Piece[])[] => [
    [
      kept(
        `${hasBom ? '\ufeff' : ''}{"format":"ask-sofia-recording",${gap}"version":1,"agent":{"clientKey":"c","name":"`,
      ),
      ...inOrder.flatMap((one) => [one, kept(', ')]),
      kept(`"}}\n`),
    ],
    ...entries,
    [kept('{ no entry, '), { text: 'ana@correo.example', safe: '[email 1]' }, kept(' at all \n')],
  ]);

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
const safeOf = (pieces: readonly Piece[]) => pieces.map(({ text, safe = text }) => safe).join('');

function redacted(lines: readonly string[]): string {
  const redaction = new Redaction({ names: ['Maria Lopez'] }, '');
  return lines.map((line) => redaction.line(line)).join('');
}

test('of any recording each byte outside of a replaced value stays', () => {
  fc.assert(
    fc.property(recording, (lines) => {
      assert.equal(redacted(lines.map(textOf)), lines.map(safeOf).join(''));
    }),
    { numRuns: 400 },
  );
});

test('any other byte outside of a replaced value is another byte of the copy', () => {
  fc.assert(
    fc.property(recording, fc.nat(), fc.constantFrom('7', ' ', 'q', '{'), (lines, at, other) => {
      const texts = lines.map(textOf);
      // Beside a detail another letter could make it none.
      const places = lines.flatMap((pieces, line) => {
        let start = 0;
        return pieces.flatMap(({ text, safe }) => {
          const offset = start;
          start += text.length;
          if (safe !== undefined) return [];
          return [...text].slice(2, -2).map((_, index) => ({ line, at: offset + 2 + index }));
        });
      });
      const place = places[at % places.length];
      const text = texts[place?.line ?? 0] ?? '';
      if (!place || text.charAt(place.at) === other) return;
      const mutated = text.slice(0, place.at) + other + text.slice(place.at + 1);
      assert.notEqual(redacted(texts.with(place.line, mutated)), redacted(texts));
    }),
    { numRuns: 400 },
  );
});

const encoders = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
} as const;
const encoding = fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[]));

/** The chunks of a file as they may come. */
const cut = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

test('a recording stays in its encoding, with its byte order mark and with what is no character in it', () => {
  // Half a pair is a character of UTF-16 that UTF-8 has no bytes for.
  const halves = kept('{"odd":"\ud83d, \udc80"}\r\n');
  fc.assert(
    fc.property(recording, encoding, fc.boolean(), fc.integer({ min: 1, max: 50 }), (...given) => {
      const [pieces, name, isOdd, size] = given;
      const encode = encoders[name];
      const lines = name === 'utf-8' ? pieces : [...pieces, [halves]];
      const odd = Buffer.from(isOdd && name !== 'utf-8' ? [0x7b] : []);
      const bytesWith = (textsOf: (pieces: readonly Piece[]) => string) =>
        Buffer.concat([...lines.map((one) => encode(textsOf(one))), odd]);
      const file = textLines(cut(bytesWith(textOf), size));
      const redaction = new Redaction({ names: ['Maria Lopez'] }, '');
      const copy = Array.from(file.lines, (line) => file.bytesOf(redaction.line(line)));
      assert.deepEqual(Buffer.concat([...copy, file.rest]), bytesWith(safeOf));
    }),
    { numRuns: 400 },
  );
});

test('the lines of any bytes are these bytes again', () => {
  const signatures = [[0xff, 0xfe], [0xfe, 0xff], [0x7b, 0], [0, 0x7b], [0xef, 0xbb, 0xbf], []];
  const bytes = fc.tuple(
    fc.constantFrom(...signatures),
    fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0x0a, 0, 0xd8, 0xdc)), { maxLength: 60 }),
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 50 }), ([signature, rest], size) => {
      const whole = Buffer.from([...signature, ...rest]);
      const file = textLines(cut(whole, size));
      const again = Array.from(file.lines, file.bytesOf);
      assert.deepEqual(Buffer.concat([...again, file.rest]), whole);
      for (const line of Array.from(file.lines)) assert.ok(!line.slice(0, -1).includes('\n'));
    }),
    { numRuns: 1_000 },
  );
});
