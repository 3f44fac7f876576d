import type { Failure, Outcome } from '../../shared/failure/failure.ts';
import type { WireConnection } from '../../shared/protocol/inspectorProtocol.ts';
import { ByteQueue } from './byteQueue.ts';
import type { Deadlines } from './deadlines.ts';

/** A response's head, and its body with content codings removed. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Undefined if the transport cannot tell. */
  readonly connection?: WireConnection;
}

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
  readonly head: Promise<Outcome<WireResponse>>;
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

/**
 * The receiving side of an attempt: delivers everything from the network in a fixed order and once.
 */
export class Reception implements Attempt {
  readonly head: Promise<Outcome<WireResponse>>;
  readonly over: Promise<void>;
  readonly body: ByteQueue;
  readonly #deadlines: Deadlines;
  readonly #wire: ReceivedConnection;
  #settleHead: (head: Outcome<WireResponse>) => void = () => undefined;
  #settleOver: () => void = () => undefined;
  #isOver = false;

  constructor(deadlines: Deadlines, wire: ReceivedConnection) {
    this.#deadlines = deadlines;
    this.#wire = wire;
    this.head = new Promise((resolve) => (this.#settleHead = resolve));
    this.over = new Promise((resolve) => (this.#settleOver = resolve));
    this.body = new ByteQueue({
      pause: () => wire.pause(),
      resume: () => {
        deadlines.keepAlive();
        wire.resume();
      },
      abandon: () => this.abort(),
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Settles the head; the caller decides how the body goes on. */
  receiveHead(response: WireResponse): void {
    if (this.#isOver) return;
    this.#deadlines.enterBody(() => this.body.isReaderBehind);
    this.#settleHead({ type: 'done', value: response });
  }

  receive(chunk: Uint8Array): void {
    if (this.#isOver) return;
    this.#deadlines.keepAlive();
    this.body.push(chunk);
  }

  /**
   * Completes the body, with the failure of its trailers if there is one. False if already over.
   */
  end(failure?: Failure): boolean {
    if (this.#isOver) return false;
    this.#finish();
    this.body.finish(failure ?? 'clean');
    return true;
  }

  abort(failure?: Failure): void {
    if (this.#isOver) return;
    this.#finish();
    this.#wire.destroy();
    this.#settleHead(failure ? { type: 'failed', failure } : { type: 'aborted' });
    if (failure) this.body.finish(failure);
    else this.body.drop();
  }

  #finish(): void {
    this.#isOver = true;
    this.#settleOver();
  }
}
