import type { Failure, Outcome } from '../../shared/failure/failure.ts';
import type { WireConnection } from '../../shared/protocol/inspectorProtocol.ts';
import { ByteQueue } from './byteQueue.ts';
import type { Deadlines } from './deadlines.ts';

/** A response's head, and its body without content codings. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Missing where that cannot be told. */
  readonly connection?: WireConnection;
}

/** What is sent to `url`, within the limits of `deadlines`. */
export interface AttemptRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** False where a connection that may have died unnoticed must not be used. */
  readonly isRepeatable: boolean;
  readonly deadlines: Deadlines;
}

/** One sending of a request, and what comes back. */
export interface Attempt {
  readonly head: Promise<Outcome<WireResponse>>;
  /** Resolves when nothing more comes: after the body, a fault or an abort. */
  readonly over: Promise<void>;
  /** Ends it at once: with a failure, or quietly. Its connection is closed. */
  abort(failure?: Failure): void;
}

/** Sends a request once. Never throws; faults are in the head or the body. */
export type StartAttempt = (request: AttemptRequest) => Attempt;

/** What a reception asks of the connection that it listens to. */
export interface ReceivedConnection {
  pause(): void;
  resume(): void;
  /** Nothing more is wanted: closes the connection, whatever state it is in. */
  destroy(): void;
}

/** The receiving side of an attempt: whatever the network tells, in a fixed order and once. */
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

  /** The response's head is here; what the body becomes is up to the caller. */
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

  /** The body is complete, whatever its trailers say. False where the attempt was over before. */
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
