import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { Recorder } from '../../recordings/recordExchanges.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { SessionLedger } from './sessionLedger.ts';

export interface SessionOptions {
  /**
   * A client for the agent with its key; may ask the tester for the key. What it sends and gets is
   * written to the recorder.
   */
  readonly connect: (agent: Agent, recorder: Recorder) => Promise<Outcome<AgentGraphClient>>;
  /** Asked before the tester's doing opens a session; by default every agent may be asked. */
  readonly mayOpen?: (agent: Agent) => boolean | Promise<boolean>;
  readonly ledger: Pick<SessionLedger, 'add' | 'remove'>;
  /** One line for the log, without secrets. */
  readonly log: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Of the conversation for which a session is opened. */
  readonly recorder: () => Recorder;
}

/** Longest wait for a close that nobody watches, in milliseconds. */
export const closeLimitMs = 5_000;

/** Opens and closes sessions, and keeps the ledger of those that are open. */
export class SessionLifecycle {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** False: the tester does not want a session with this agent, and nothing is to be sent. */
  async mayOpen(agent: Agent): Promise<boolean> {
    return (await this.#options.mayOpen?.(agent)) ?? true;
  }

  async open(agent: Agent, signal: AbortSignal): Promise<Outcome<OpenSession>> {
    const { connect, ledger, log, now, recorder } = this.#options;
    const connected = await connect(agent, recorder());
    if (connected.type !== 'done') return connected;
    const client = connected.value;
    const started = await client.init(signal);
    if (started.type !== 'done') return started;
    const session = { id: started.value, client, startedAt: now() };
    await ledger.add({ sessionId: session.id, agent });
    if (signal.aborted) {
      // Given up while the answer was on its way: nobody will use this session.
      await this.close(session);
      return { type: 'aborted' };
    }
    log(`Session ${session.id} of agent ${agent.name} was opened`);
    return { type: 'done', value: session };
  }

  /** Waits at most `limitMs`; what is not closed by then is closed at the next start. */
  async close({ id, client }: OpenSession, limitMs = closeLimitMs): Promise<void> {
    const { ledger, log } = this.#options;
    const closed = await client.close(id, AbortSignal.timeout(limitMs));
    // A session that the server no longer knows is closed.
    const isGone = closed.type === 'failed' && closed.failure.kind === 'sessionLost';
    if (closed.type === 'done' || isGone) {
      log(`Session ${id} was closed`);
      await ledger.remove(id);
    } else {
      log(`Session ${id} could not be closed; it is tried again at the next start`);
    }
  }

  /** A session that the server no longer knows needs no close. */
  async forget(sessionId: string): Promise<void> {
    await this.#options.ledger.remove(sessionId);
  }
}

/** A session at Connectly, from init to close. */
export interface OpenSession {
  readonly id: string;
  readonly client: AgentGraphClient;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}
