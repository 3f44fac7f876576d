import { encodingOf, signatureBytes, type TextProblem } from '../shared/decodeText.ts';

/** The bytes of a source are not text. */
export class UndecodableError extends Error {
  readonly problem: TextProblem;

  constructor(problem: TextProblem) {
    super(problem.type);
    this.problem = problem;
  }
}

const lineFeed = 0x0a;

/**
 * Converts a text of any Unicode encoding to UTF-8 bytes; UTF-8 passes unchanged. Rejects with
 * `UndecodableError` when the first bytes are those of a compressed file or of UTF-32. Leaving the
 * loop closes the source.
 */
export async function* utf8Chunks(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let start = Buffer.alloc(0);
  let decode: ((chunk?: Uint8Array) => Uint8Array) | undefined;
  for await (const chunk of source) {
    if (decode) {
      yield decode(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    // Someone who types a line waits for a response, however short the line is.
    if (start.length < signatureBytes && !start.includes(lineFeed)) continue;
    decode = decoderOf(start);
    yield decode(start);
  }
  yield decode ? decode() : decoderOf(start)(start);
}

/** Called without a chunk, the decoder flushes the rest of an incomplete character. */
function decoderOf(start: Uint8Array): (chunk?: Uint8Array) => Uint8Array {
  const encoding = encodingOf(start);
  if (encoding === 'gzip' || encoding === 'zip' || encoding === 'utf32')
    throw new UndecodableError({ type: encoding });
  if (encoding === 'utf-8') return (chunk = Buffer.alloc(0)) => chunk;
  const decoder = new TextDecoder(encoding);
  return (chunk) => Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}
