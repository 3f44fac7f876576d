import { FailureError, type Failure } from '../../shared/failure/failure.ts';

/** Unread bytes after which the socket is told to pause. */
const maxQueuedBytes = 64 * 1024;

type Chunk = IteratorResult<Uint8Array, undefined>;
const over: Chunk = { done: true, value: undefined };

interface Waiter {
  readonly resolve: (chunk: Chunk) => void;
  readonly reject: (error: FailureError) => void;
}

/** The controls of the connection that fills the queue. */
export interface ByteSource {
  pause(): void;
  resume(): void;
  /** The reader stopped before the end. */
  abandon(): void;
}

/**
 * A response's body between the socket and its one reader. Delivers everything received before a
 * failure first, which a Node stream does not guarantee.
 */
export class ByteQueue implements AsyncIterableIterator<Uint8Array> {
  readonly #source: ByteSource;
  readonly #chunks: Uint8Array[] = [];
  #queuedBytes = 0;
  #isPaused = false;
  #isRead = false;
  #waiter: Waiter | undefined;
  #end: Failure | 'clean' | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** True while a reader has started and has not taken the queued bytes. */
  get isReaderBehind(): boolean {
    return this.#isRead && this.#queuedBytes > 0;
  }

  push(chunk: Uint8Array): void {
    if (this.#end) return;
    const waiter = this.#takeWaiter();
    if (waiter) {
      waiter.resolve({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes >= maxQueuedBytes && !this.#isPaused) {
      this.#isPaused = true;
      this.#source.pause();
    }
  }

  /** Ends the body: `end` is the failure that cut it, or `clean`. */
  finish(end: Failure | 'clean'): void {
    if (this.#end) return;
    this.#end = end;
    const waiter = this.#takeWaiter();
    if (end === 'clean') waiter?.resolve(over);
    else waiter?.reject(new FailureError(end));
  }

  /** Ends the body and discards the queued bytes. */
  drop(): void {
    this.#chunks.length = 0;
    this.#queuedBytes = 0;
    this.#end = 'clean';
    this.#takeWaiter()?.resolve(over);
  }

  next(): Promise<Chunk> {
    this.#isRead = true;
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#queuedBytes -= chunk.length;
      if (this.#queuedBytes === 0 && this.#isPaused) {
        this.#isPaused = false;
        this.#source.resume();
      }
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#end === 'clean') return Promise.resolve(over);
    if (this.#end) {
      const error = new FailureError(this.#end);
      this.#end = 'clean';
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  return(): Promise<Chunk> {
    if (!this.#end) this.#source.abandon();
    this.drop();
    return Promise.resolve(over);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #takeWaiter(): Waiter | undefined {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    return waiter;
  }
}
