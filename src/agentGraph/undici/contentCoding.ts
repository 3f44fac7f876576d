import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Failure } from '../../shared/failure.ts';
import { FailureError } from '../../shared/failure.ts';
import { networkFailure } from './networkFailure.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Builds a decoder when the first bytes are there: a "deflate" shows its form only in them. */
const decoders: Readonly<Record<string, (first: Uint8Array) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  // Some servers send the raw form instead of zlib's, whose first byte names method 8.
  deflate: (first) => (((first[0] ?? 0) & 15) === 8 ? createInflate() : createInflateRaw()),
};

/**
 * The body without the codings of its `content-encoding` header. Everything that could be decoded
 * before a fault is delivered before it. `address` is for the failure of a cut body.
 */
export function decodeBody(body: Bytes, contentEncoding: string, address: string): Bytes {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const applied = codings.filter((coding) => coding !== '' && coding !== 'identity');
  return applied.reduceRight((bytes, coding) => decode(bytes, coding, address), body);
}

async function* decode(body: Bytes, coding: string, address: string): AsyncGenerator<Uint8Array> {
  const create = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  let decoder: Transform | undefined;
  const decoded: Uint8Array[] = [];
  let fault: Failure | undefined;
  try {
    for await (const chunk of body) {
      if (!create) throw new FailureError(unreadable(coding));
      decoder ??= create(chunk)
        .on('data', (bytes: Uint8Array) => decoded.push(bytes))
        .on('error', (error) => (fault = networkFailure(error, address)));
      await written(decoder, chunk);
      yield* decoded.splice(0);
      if (fault) throw new FailureError(fault);
    }
    if (!decoder) return;
    await written(decoder);
    yield* decoded.splice(0);
    if (fault) throw new FailureError(fault);
  } finally {
    decoder?.destroy();
  }
}

/** Resolves when the decoder has put out all it can make of the chunk, or without one at its end. */
function written(decoder: Transform, chunk?: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      resolve();
    };
    if (chunk) {
      decoder.write(chunk, settle);
    } else {
      decoder.once('end', settle).once('error', settle);
      decoder.end();
    }
  });
}

function unreadable(coding: string): Failure {
  const cause = { type: 'body', head: `content-encoding: ${coding}` } as const;
  return { kind: 'protocol', cause, retryable: false };
}
