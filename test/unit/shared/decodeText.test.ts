import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAgentsFile, changeAgentsFile } from '../../../src/agents/agentsFile.ts';
import { UndecodableError, utf8Chunks } from '../../../src/recordings/utf8Chunks.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { decodeText, textProblemSentence } from '../../../src/shared/decodeText.ts';

const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const unicode = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0'));
/** A text's first character in ASCII, as that of every file of ours. */
const document = unicode.map((text) => `{${text}`);

test('UTF-8 and UTF-16 are read as the text that was written', () => {
  fc.assert(
    fc.property(document, (text) => {
      const withMark = `\ufeff${text}`;
      const files = [
        Buffer.from(text),
        Buffer.from(withMark),
        utf16le(withMark),
        utf16be(withMark),
      ];
      for (const bytes of [...files, utf16le(text), utf16be(text)])
        assert.deepEqual(decodeText(bytes), { text });
    }),
  );
});

test('bytes that are not UTF-8 are found, and U+FFFD that was written is none of them', () => {
  const part = fc.oneof(
    fc.constantFrom(
      Buffer.from('\ufffd'),
      Buffer.from('ñ\n'),
      Buffer.from([0xf1]),
      Buffer.from('a'),
    ),
    fc.uint8Array({ minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const bytes = Buffer.concat([Buffer.from('name: x\n'), ...parts]);
      const decoded = decodeText(bytes);
      assert.equal('text' in decoded, isUtf8(bytes));
    }),
  );
  const latin1 = Buffer.from('name: x\nturns:\n  - say: ni\xf1o\n', 'latin1');
  assert.deepEqual(decodeText(latin1), { problem: { type: 'notUtf8', line: 3, byte: 0xf1 } });
});

test('a stream of UTF-16 becomes UTF-8 wherever its chunks end', async () => {
  const text = '{"a":"ñ – 😀"}\n';
  for (const bytes of [utf16le(`\ufeff${text}`), utf16be(`\ufeff${text}`), Buffer.from(text)]) {
    for (const size of [1, 2, 3, 5, 100]) {
      const parts: Uint8Array[] = [];
      for await (const part of utf8Chunks(chunksOf(bytes, size))) parts.push(part);
      assert.equal(Buffer.concat(parts).toString(), text);
    }
  }
});

test('a packed file is named, also in a stream', async () => {
  const packed = { gzip: [0x1f, 0x8b, 8, 0], zip: [0x50, 0x4b, 3, 4], utf32: [0xff, 0xfe, 0, 0] };
  for (const [type, signature] of Object.entries(packed)) {
    const bytes = Buffer.from([...signature, 1, 2, 3]);
    const decoded = decodeText(bytes);
    assert.ok('problem' in decoded && decoded.problem.type === type);
    assert.match(textProblemSentence(decoded.problem), /compressed \((gzip|zip)\)|UTF-32/);
    await assert.rejects(async () => {
      await utf8Chunks(chunksOf(bytes, 1)).next();
    }, UndecodableError);
  }
});

test('a scenario in UTF-16 is read, one in Latin-1 is a problem at its line', () => {
  const yaml = 'name: niño\nturns:\n  - say: zapatos para niño\n';
  const read = parseScenarios('a.sofia.yaml', utf16le(`\ufeff${yaml}`));
  assert.deepEqual([read.problems, read.scenarios[0]?.name], [[], 'niño']);
  const latin1 = parseScenarios('a.sofia.yaml', Buffer.from(yaml, 'latin1'));
  assert.equal(latin1.scenarios.length, 0);
  assert.equal(latin1.problems[0]?.at.start.line, 1);
  assert.match(
    latin1.problems[0].message,
    /isn't UTF-8: line 1 contains the byte 0xF1\. Save it as UTF-8/,
  );
});

test('agents in UTF-16 are read; of those in Latin-1 nothing is overwritten', () => {
  const json = '{"agents":{"Tienda de niños":{}}}';
  const read = parseAgentsFile(utf16le(`\ufeff${json}`), 'x');
  assert.deepEqual([read.agents, read.problem], [{ 'Tienda de niños': {} }, undefined]);
  const latin1 = Buffer.from(json, 'latin1');
  assert.match(parseAgentsFile(latin1, 'x').problem ?? '', /isn't UTF-8/);
  assert.equal(
    changeAgentsFile(latin1, (agents) => agents),
    undefined,
  );
});

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (const piece of pieces(bytes, size)) {
    await Promise.resolve();
    yield piece;
  }
}
