import { type Failure, FailureError, type Outcome } from '../../shared/failure/failure.ts';
import type { Deadlines } from './deadlines.ts';
import type { HttpResponse } from './transport.ts';

/** One POST, and the deadlines it must keep. */
export interface AttemptRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** False for a request that must not go over a connection that may have died unnoticed. */
  readonly isRepeatable: boolean;
  readonly deadlines: Deadlines;
}

/** One sending of a request and its response. */
export interface Attempt {
  readonly head: Promise<Outcome<HttpResponse>>;
  /** Resolves when nothing more arrives: after the body, a failure or an abort. */
  readonly over: Promise<void>;
  /** Ends the attempt at once, with `failure` or quietly, and closes its connection. */
  abort(failure?: Failure): void;
}

/** Sends a request once. Never throws: failures come out of the head or the body. */
export type StartAttempt = (request: AttemptRequest) => Attempt;

/** The controls that a reception has over its connection. */
export interface ReceivedConnection {
  pause(): void;
  resume(): void;
  /** Closes the connection, whatever state it is in. */
  destroy(): void;
}

/** Unread bytes after which the connection is told to pause. */
const maxQueuedBytes = 64 * 1024;

type Chunk = IteratorResult<Uint8Array, undefined>;
const over: Chunk = { done: true, value: undefined };

interface Waiter {
  readonly resolve: (chunk: Chunk) => void;
  readonly reject: (error: FailureError) => void;
}

/**
 * The receiving side of an attempt, and its body with codings, for one reader. Delivers everything
 * from the network in a fixed order and once: what was received before a failure comes first, which
 * a Node stream does not guarantee.
 */
export class Reception implements Attempt, AsyncIterableIterator<Uint8Array> {
  readonly head: Promise<Outcome<HttpResponse>>;
  readonly over: Promise<void>;
  readonly #deadlines: Deadlines;
  readonly #connection: ReceivedConnection;
  readonly #chunks: Uint8Array[] = [];
  #queuedBytes = 0;
  #isPaused = false;
  #isRead = false;
  #waiter: Waiter | undefined;
  /** The failure that cut the body, or `clean`; undefined while more may arrive. */
  #end: Failure | 'clean' | undefined;
  #settleHead: (head: Outcome<HttpResponse>) => void = () => undefined;
  #settleOver: () => void = () => undefined;

  constructor(deadlines: Deadlines, connection: ReceivedConnection) {
    this.#deadlines = deadlines;
    this.#connection = connection;
    this.head = new Promise((resolve) => (this.#settleHead = resolve));
    this.over = new Promise((resolve) => (this.#settleOver = resolve));
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** Settles the head; the caller decides how the body goes on. */
  receiveHead(response: HttpResponse): void {
    if (this.isOver) return;
    this.#deadlines.enterBody(() => this.#isRead && this.#queuedBytes > 0);
    this.#settleHead({ type: 'done', value: response });
  }

  receive(chunk: Uint8Array): void {
    if (this.isOver) return;
    this.#deadlines.keepAlive();
    const waiter = this.#takeWaiter();
    if (waiter) {
      waiter.resolve({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes >= maxQueuedBytes && !this.#isPaused) {
      this.#isPaused = true;
      this.#connection.pause();
    }
  }

  /**
   * Completes the body, with the failure of its trailers if there is one. False if already over.
   */
  end(failure?: Failure): boolean {
    if (this.isOver) return false;
    this.#finish(failure ?? 'clean');
    return true;
  }

  abort(failure?: Failure): void {
    if (this.isOver) return;
    this.#finish(failure ?? 'clean');
    if (!failure) this.#discard();
    this.#connection.destroy();
    this.#settleHead(failure ? { type: 'failed', failure } : { type: 'aborted' });
  }

  next(): Promise<Chunk> {
    this.#isRead = true;
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#queuedBytes -= chunk.length;
      if (this.#queuedBytes === 0 && this.#isPaused) this.#resume();
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

  /** The reader has stopped before the end. */
  return(): Promise<Chunk> {
    this.abort();
    this.#end = 'clean';
    this.#discard();
    return Promise.resolve(over);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #resume(): void {
    this.#isPaused = false;
    this.#deadlines.keepAlive();
    this.#connection.resume();
  }

  #discard(): void {
    this.#chunks.length = 0;
    this.#queuedBytes = 0;
  }

  #finish(end: Failure | 'clean'): void {
    this.#end = end;
    this.#settleOver();
    const waiter = this.#takeWaiter();
    if (end === 'clean') waiter?.resolve(over);
    else waiter?.reject(new FailureError(end));
  }

  #takeWaiter(): Waiter | undefined {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    return waiter;
  }
}
