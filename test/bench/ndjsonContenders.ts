import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { TextDecoderStream } from 'node:stream/web';
import split2 from 'split2';
import jsonl from 'stream-json/jsonl/parser.js';
import { parseNdjson } from '../../src/agentGraph/wire/ndjson.ts';

/** Parses every line of the source and returns how many values there were. */
export type Contender = (chunks: Iterable<Uint8Array>) => Promise<number>;

/** Enough for the longest line of the bench. */
const maxLineBytes = 128 * 1024 * 1024;

/** The peers read streams of Node; so does ours when its source is an HTTP body. */
function openSource(chunks: Iterable<Uint8Array>): Readable {
  return Readable.from(chunks, { objectMode: false });
}

async function countValues(values: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const value of values) if (value !== undefined) count += 1;
  return count;
}

async function* readWebStream(chunks: Iterable<Uint8Array>): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoderStream();
  const text = Readable.toWeb(openSource(chunks)).pipeThrough(decoder);
  let rest = '';
  for await (const piece of text as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line);
  }
  if (rest !== '') yield JSON.parse(rest);
}

async function parseAll(source: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const batch of parseNdjson(source, { maxLineBytes })) {
    for (const line of batch) if (line.ok) count += 1;
  }
  return count;
}

/** The plainest source there is, so that the parser itself is measured. */
function plainSource(chunks: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(iterator.next()) }) };
}

export const contenders = {
  'ask-sofia': (chunks) => parseAll(plainSource(chunks)),
  'ask-sofia from a stream': (chunks) => parseAll(openSource(chunks)),
  "readline on('line')": async (chunks) => {
    let count = 0;
    const lines = createInterface({ input: openSource(chunks), crlfDelay: Infinity });
    lines.on('line', (line) => {
      if (JSON.parse(line) !== undefined) count += 1;
    });
    await new Promise<void>((resolve) => lines.once('close', resolve));
    return count;
  },
  'readline for-await': async (chunks) => {
    let count = 0;
    const lines = createInterface({ input: openSource(chunks), crlfDelay: Infinity });
    for await (const line of lines) if (JSON.parse(line) !== undefined) count += 1;
    return count;
  },
  'stream-json jsonl': (chunks) => countValues(openSource(chunks).pipe(jsonl.asStream())),
  'split2 + JSON.parse': (chunks) =>
    countValues(openSource(chunks).pipe(split2((line) => JSON.parse(line) as unknown))),
  'TextDecoderStream + split': (chunks) => countValues(readWebStream(chunks)),
} satisfies Record<string, Contender>;

export type ContenderName = keyof typeof contenders;

export const contenderNames = Object.keys(contenders) as readonly ContenderName[];
