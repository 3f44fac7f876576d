import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { type NdjsonLine, parseNdjson } from '../../../../src/agentGraph/wire/ndjson.ts';
import { FailureError } from '../../../../src/shared/failure/failure.ts';
import { collectLines, type LineSummary, summarise } from '../../../support/collectLines.ts';

const mebibyte = 1024 * 1024;

/** Counts what the reader asks for, and notices that it was closed. */
class WatchedSource implements AsyncIterable<Uint8Array> {
  readonly #chunks: readonly string[];
  readonly #error: Error | undefined;
  readCount = 0;
  isClosed = false;

  constructor(chunks: readonly string[], error?: Error) {
    this.#chunks = chunks;
    this.#error = error;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (const chunk of this.#chunks) {
        this.readCount += 1;
        await Promise.resolve();
        yield Buffer.from(chunk);
      }
      if (this.#error !== undefined) throw this.#error;
    } finally {
      this.isClosed = true;
    }
  }
}

/** Lines until the source fails, and how it failed. */
async function collectUntilError(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly lines: readonly LineSummary[]; readonly error: unknown }> {
  const lines: LineSummary[] = [];
  try {
    for await (const batch of parseNdjson(source)) lines.push(...batch.map(summarise));
  } catch (error) {
    return { lines, error };
  }
  return { lines, error: undefined };
}

await describe('parseNdjson and its source', async () => {
  await it('reads a chunk only when the previous one is used up', async () => {
    const source = new WatchedSource(['[1]\n[2]\n', '[3]\n', '[4]\n', '[5]\n']);
    const readCounts: number[] = [];
    for await (const batch of parseNdjson(source)) {
      // A slow consumer: whatever wants to read ahead has time to.
      await new Promise(setImmediate);
      assert.ok(batch.length > 0);
      readCounts.push(source.readCount);
    }
    assert.deepEqual(readCounts, [1, 2, 3, 4]);
    assert.equal(source.isClosed, true);
  });

  await it('closes the source when the consumer leaves the loop', async () => {
    const source = new WatchedSource(['[1]\n', '[2]\n', '[3]\n']);
    for await (const batch of parseNdjson(source)) {
      assert.equal(batch[0]?.line, 1);
      break;
    }
    assert.equal(source.isClosed, true);
    assert.equal(source.readCount, 1);
  });

  await it('yields all that had arrived, an unfinished line too, before the error', async () => {
    const failure = new FailureError({ kind: 'network', retryable: true });
    const source = new WatchedSource(['[1]\n[2', ']\n{"a":'], failure);
    const { lines, error } = await collectUntilError(source);
    assert.deepEqual(lines, [
      { line: 1, bytes: 3, value: [1] },
      { line: 2, bytes: 3, value: [2] },
      { line: 3, bytes: 5, reason: 'cut', head: '{"a":' },
    ]);
    assert.equal(error, failure);
  });

  await it('keeps a last line that is whole when only its line break is missing', async () => {
    const failure = new FailureError({ kind: 'timeout', retryable: true });
    const { lines, error } = await collectUntilError(new WatchedSource(['{"a":1}'], failure));
    assert.deepEqual(lines, [{ line: 1, bytes: 7, value: { a: 1 } }]);
    assert.equal(error, failure);
  });

  await it('adds no line when the source fails between two lines', async () => {
    const failure = new FailureError({ kind: 'network', retryable: true });
    const { lines, error } = await collectUntilError(new WatchedSource(['[1]\n', '  '], failure));
    assert.deepEqual(lines, [{ line: 1, bytes: 3, value: [1] }]);
    assert.equal(error, failure);
  });
});

await describe('parseNdjson and size', async () => {
  await it('reports a line of 33 MiB and goes on, whole or in pieces', async () => {
    const long = Buffer.from(`"${'x'.repeat(33 * mebibyte)}"\n[2]\n`);
    const pieces = Array.from({ length: 34 }, (_, index) =>
      long.subarray(index * mebibyte, (index + 1) * mebibyte),
    );
    const expected = [
      { line: 1, bytes: 33 * mebibyte + 2, reason: 'tooLong', head: `"${'x'.repeat(79)}` },
      { line: 2, bytes: 3, value: [2] },
    ];
    assert.deepEqual(await collectLines(pieces.map((piece) => new Uint8Array(piece))), expected);
    assert.deepEqual(await collectLines([long]), expected);
  });

  await it('parses a line of 2 MiB that arrives in small pieces', async () => {
    const text = 'añb'.repeat(mebibyte / 2);
    const bytes = new Uint8Array(Buffer.from(`${JSON.stringify([text])}\n`));
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 1001) pieces.push(bytes.slice(at, at + 1001));
    assert.deepEqual(await collectLines(pieces), [
      { line: 1, bytes: bytes.length - 1, value: [text] },
    ]);
  });

  await it('hands out the lines of one big chunk in bounded batches', async () => {
    const lineCount = 50_000;
    const chunk = Buffer.from(`{"text":"${'x'.repeat(80)}"}\n`.repeat(lineCount));
    const lines: NdjsonLine[] = [];
    let largest = 0;
    for await (const batch of parseNdjson(new WatchedSource([chunk.toString()]))) {
      largest = Math.max(largest, batch.length);
      lines.push(...batch);
    }
    assert.equal(lines.length, lineCount);
    assert.ok(lines.every((line, index) => line.ok && line.line === index + 1));
    assert.ok(largest < 1000, `a batch held ${String(largest)} lines`);
  });
});
