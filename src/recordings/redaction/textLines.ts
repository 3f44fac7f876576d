import { encodingOf, signatureBytes } from '../../shared/decodeText.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { bytesOfText, textOfBytes } from './bytesText.ts';

/**
 * The lines of a file, including line breaks and the byte order mark. Lossless for any bytes: all
 * lines converted back, followed by `rest`, are the original file.
 */
export interface TextLines {
  readonly lines: Iterable<string>;
  /** A line in the file's encoding. */
  readonly bytesOf: (line: string) => Buffer;
  /** An incomplete character at the end. */
  readonly rest: Buffer;
}

/** Reads a file in UTF-8 or UTF-16. */
export function textLines(chunks: readonly Uint8Array[]): TextLines {
  const filled = chunks.filter(({ length }) => length > 0);
  const encoding = encodingOf(Buffer.concat(filled.slice(0, signatureBytes)));
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be')
    return { lines: utf8Lines(chunks), bytesOf: bytesOfText, rest: Buffer.alloc(0) };
  // Node reads only little-endian. `swap16` works in place, which is fine on this copy.
  const all = Buffer.concat(chunks);
  const whole = all.subarray(0, all.length - (all.length % 2));
  const turned = (bytes: Buffer) => (encoding === 'utf-16be' ? bytes.swap16() : bytes);
  return {
    lines: utf16Lines(turned(whole)),
    bytesOf: (line) => turned(Buffer.from(line, 'utf16le')),
    rest: all.subarray(whole.length),
  };
}

function* utf8Lines(chunks: readonly Uint8Array[]): Generator<string> {
  const splitter = new LineSplitter(Infinity);
  for (const chunk of chunks)
    for (const { bytes } of splitter.push(chunk, 0)) yield textOfBytes(bytes);
  const rest = splitter.finish();
  if (rest) yield textOfBytes(rest.bytes);
}

/** Lone surrogates stay as they are, so that the bytes can be restored. */
function* utf16Lines(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf('\n', start, 'utf16le');
    const end = feed === -1 ? bytes.length : feed + 2;
    yield bytes.toString('utf16le', start, end);
    start = end;
  }
}
