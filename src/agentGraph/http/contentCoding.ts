import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FailureError, type Failure } from '../../shared/failure/failure.ts';
import { networkFailure } from './networkFailure.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Built once the first bytes are there: only they show the form of a "deflate". */
const decoders: Readonly<Record<string, (first: Uint8Array) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  // Some servers send raw deflate instead of zlib's form, whose first byte names method 8.
  deflate: (first) => (((first[0] ?? 0) & 15) === 8 ? createInflate() : createInflateRaw()),
};

/**
 * Removes the codings in a `content-encoding` header from the body. Delivers everything decoded
 * before a failure first. `address` is for the failure of a cut body.
 */
export function decodeBody(body: Bytes, contentEncoding: string, address: string): Bytes {
  const applied = codingsOf(contentEncoding);
  return applied.reduceRight((bytes, coding) => decode(bytes, coding, address), body);
}

/** True if the body has a coding that we cannot decode. */
export function hasUnknownCoding(contentEncoding: string): boolean {
  return codingsOf(contentEncoding).some((coding) => !Object.hasOwn(decoders, coding));
}

function codingsOf(contentEncoding: string): readonly string[] {
  const codings = contentEncoding.toLowerCase().split(',');
  return codings
    .map((coding) => coding.trim())
    .filter((coding) => !['', 'identity'].includes(coding));
}

async function* decode(body: Bytes, coding: string, address: string): AsyncGenerator<Uint8Array> {
  const create = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  let decoder: Decoder | undefined;
  try {
    for await (const chunk of body) {
      if (!create) throw new FailureError(unreadable(coding));
      decoder ??= new Decoder(create(chunk), address);
      yield* await decoder.write(chunk);
      decoder.throwFault();
    }
    if (!decoder) return;
    yield* await decoder.end();
    decoder.throwFault();
  } finally {
    decoder?.destroy();
  }
}

/** A zlib stream that returns, for each piece of input, everything decoded so far. */
class Decoder {
  readonly #stream: Transform;
  readonly #decoded: Uint8Array[] = [];
  #fault: Failure | undefined;
  #onClose: (() => void) | undefined;

  constructor(stream: Transform, address: string) {
    this.#stream = stream
      .on('data', (bytes: Uint8Array) => this.#decoded.push(bytes))
      .on('error', (error) => (this.#fault = networkFailure(error, address)))
      // After an error, zlib never calls back the write that caused it.
      .on('close', () => this.#onClose?.());
  }

  write(chunk: Uint8Array): Promise<readonly Uint8Array[]> {
    return this.#decode((done) => this.#stream.write(chunk, () => done()));
  }

  end(): Promise<readonly Uint8Array[]> {
    return this.#decode(() => this.#stream.end());
  }

  throwFault(): void {
    if (this.#fault) throw new FailureError(this.#fault);
  }

  destroy(): void {
    this.#stream.destroy();
  }

  async #decode(feed: (done: () => void) => void): Promise<readonly Uint8Array[]> {
    await new Promise<void>((resolve) => {
      this.#onClose = resolve;
      feed(resolve);
    });
    return this.#decoded.splice(0);
  }
}

function unreadable(coding: string): Failure {
  const cause = { type: 'body', head: `content-encoding: ${coding}` } as const;
  return { kind: 'protocol', cause, retryable: false };
}
