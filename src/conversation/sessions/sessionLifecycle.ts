import type { AgentGraphClient, AgentGraphOptions } from '../../agentGraph/client.ts';
import type { Recorder } from '../../recordings/recordExchanges.ts';
import type { Agent } from '../../shared/agent.ts';
import { describeRetry } from '../../shared/failure/describeNetwork.ts';
import { done, type Outcome } from '../../shared/failure/failure.ts';
import { t } from '../../shared/l10n.ts';
import type { SessionStart } from '../../shared/model.ts';
import type { SessionLedger } from './sessionLedger.ts';

export interface SessionOptions {
  /**
   * Makes a client for the agent, with its key; may ask the tester for the key. The client writes
   * its requests and responses to the recorder. `waits` hears of what takes time before the first
   * answer.
   */
  readonly connect: (
    agent: Agent,
    recorder: Recorder,
    waits: StartWaits,
  ) => Promise<Outcome<AgentGraphClient>>;
  /** Asked before the tester opens a session. By default every agent is allowed. */
  readonly mayOpen?: (agent: Agent) => boolean | Promise<boolean>;
  readonly ledger: Pick<SessionLedger, 'add' | 'remove'>;
  /** One line for the log, without secrets. */
  readonly log: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The recorder of the conversation that the session is opened for. */
  readonly recorder: () => Recorder;
}

/** Before and after the tester is asked for the key; before an init is tried again. */
export interface StartWaits extends Required<Pick<AgentGraphOptions, 'onRetry'>> {
  readonly onAsk: () => void;
  readonly onAsked: () => void;
}

/** How long a close in the background may take, in milliseconds. */
export const closeLimitMs = 5_000;

/** Opens and closes sessions, and keeps the ledger of open ones. */
export class SessionLifecycle {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** False when the tester does not want a session with this agent: then nothing may be sent. */
  async mayOpen(agent: Agent): Promise<boolean> {
    return (await this.#options.mayOpen?.(agent)) ?? true;
  }

  /** `onStart` hears what the start waits for; undefined when it goes on. */
  async open(
    agent: Agent,
    signal: AbortSignal,
    onStart: (start: SessionStart | undefined) => void,
  ): Promise<Outcome<OpenSession>> {
    const { connect, ledger, log, now, recorder } = this.#options;
    const connected = await connect(agent, recorder(), {
      onAsk: () => onStart({ note: t('Waiting for the API key'), isAwaitingKey: true }),
      onAsked: () => onStart(undefined),
      onRetry: ({ reason }) => onStart({ note: describeRetry(reason) }),
    });
    if (connected.type !== 'done') return connected;
    const client = connected.value;
    const started = await client.init(signal);
    if (started.type !== 'done') return started;
    const session = { id: started.value, client, startedAt: now() };
    await ledger.add({ sessionId: session.id, agent });
    if (signal.aborted) {
      // Aborted while init was in flight: this session will never be used.
      await this.close(session);
      return { type: 'aborted' };
    }
    log(`Session ${session.id} of agent ${agent.name} was opened`);
    return done(session);
  }

  /** Waits at most `limitMs`. A session that is not closed by then is closed at the next start. */
  async close({ id, client }: OpenSession, limitMs = closeLimitMs): Promise<void> {
    const { ledger, log } = this.#options;
    const closed = await client.close(id, AbortSignal.timeout(limitMs));
    // A session that the server no longer knows counts as closed.
    const isGone = closed.type === 'failed' && closed.failure.kind === 'sessionLost';
    if (closed.type === 'done' || isGone) {
      log(`Session ${id} was closed`);
      await ledger.remove(id);
    } else {
      log(`Session ${id} could not be closed; it is tried again at the next start`);
    }
  }

  /** Drops a session that the server no longer knows; it needs no close. */
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
