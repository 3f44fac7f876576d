/** One way to cut bytes into chunks, with a name for messages. */
export interface Split {
  readonly name: string;
  readonly chunks: readonly Uint8Array[];
}

/**
 * Every way a network may cut a fixture: whole, byte by byte, and once at every offset. An empty
 * chunk at each end belongs to it. Each chunk is a copy, so that a parser that keeps a view is seen.
 */
export function* everySplit(fixture: Uint8Array): Generator<Split> {
  // A Buffer's slice would be a view.
  const bytes = new Uint8Array(fixture);
  yield { name: 'whole', chunks: [bytes.slice()] };
  yield { name: 'byte by byte', chunks: Array.from(bytes, (byte) => Uint8Array.of(byte)) };
  for (let at = 0; at <= bytes.length; at += 1) {
    yield { name: `cut at ${String(at)}`, chunks: [bytes.slice(0, at), bytes.slice(at)] };
  }
}

/**
 * The chunks as a source. With `overwrite` each chunk is filled with 0xff as soon as the reader
 * asks for the next one, as a socket that reuses its buffer would.
 */
export async function* chunkSource(
  chunks: Iterable<Uint8Array>,
  overwrite = false,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const chunk of chunks) {
    await Promise.resolve();
    yield chunk;
    if (overwrite) chunk.fill(0xff);
  }
}
