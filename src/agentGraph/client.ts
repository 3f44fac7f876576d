import type { Failure, Outcome } from '../shared/failure.ts';
import type { Agent, InputEvent, TurnItem, TurnStats } from '../shared/model.ts';
import type { HttpTransport, Timeouts } from './transport.ts';

export interface AgentGraphOptions {
  readonly agent: Agent;
  readonly apiKey: string;
  /** Owned by the caller, who disposes of it. */
  readonly transport: HttpTransport;
  readonly timeouts?: Timeouts;
  /** Longer NDJSON lines become a failure item. */
  readonly maxLineBytes?: number;
  /** True where the tester accepted that the key travels in clear to a host that is not loopback. */
  readonly allowHttp?: boolean;
  /** Gets one line for each retry and for a close that was given up; never the key. */
  readonly log?: (line: string) => void;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/** One turn: what the customer sends, and the signal that stops it. */
export interface InvokeOptions {
  readonly sessionId: string;
  readonly inputEvents: readonly InputEvent[];
  readonly signal: AbortSignal;
}

/** How a turn ended. `aborted` is the caller's own doing, not a failure. */
export type TurnEnd =
  | { readonly type: 'answered'; readonly stats: TurnStats }
  | { readonly type: 'failed'; readonly failure: Failure; readonly stats: TurnStats }
  | { readonly type: 'aborted'; readonly stats: TurnStats };

const unwritten: Outcome<never> = {
  type: 'failed',
  failure: { kind: 'internal', retryable: false },
};

/** The five endpoints of Agent Graph for one agent and one key. Nothing here throws. */
export class AgentGraphClient {
  readonly #options: AgentGraphOptions;

  constructor(options: AgentGraphOptions) {
    this.#options = options;
  }

  /** Opens a session and gives its id. Repeated by the transport where that is harmless. */
  init(signal: AbortSignal): Promise<Outcome<string>> {
    return Promise.resolve(signal.aborted ? { type: 'aborted' } : unwritten);
  }

  /** True when the agent says that it is ready for sessions. */
  health(signal: AbortSignal): Promise<Outcome<boolean>> {
    return Promise.resolve(signal.aborted ? { type: 'aborted' } : unwritten);
  }

  /** Ends a session; tried twice where the first fault is the network's or the server's. */
  close(sessionId: string, signal: AbortSignal): Promise<Outcome<undefined>> {
    return Promise.resolve(signal.aborted || !sessionId ? { type: 'aborted' } : unwritten);
  }

  /** Runs a turn and yields what arrives, as it arrives. Sent once, never repeated. */
  invoke(options: InvokeOptions): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    return this.#turn(options);
  }

  /** The same turn through invoke_sync: everything arrives at once. */
  invokeSync(options: InvokeOptions): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    return this.#turn(options);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *#turn({ signal }: InvokeOptions): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    yield [];
    const stats = { totalMs: this.#options.now?.() ?? 0, bytes: 0, lines: 0, events: 0 };
    return signal.aborted
      ? { type: 'aborted', stats }
      : { type: 'failed', failure: unwritten.failure, stats };
  }
}
