import type { Agent } from '../shared/agent.ts';
import { done, type Failure, type Outcome } from '../shared/failure/failure.ts';
import { maskValue } from '../shared/masking/maskJson.ts';
import type { InputEvent, Session, SessionStart, SessionStatus } from '../shared/model.ts';
import type { OpenSession, SessionLifecycle, SessionOptions } from './sessions/sessionLifecycle.ts';
import type { StateStore } from './stateStore.ts';
import { describeEnd, type TurnOutcome, withGreeting } from './turns.ts';

/** How a turn ends when it is left before its response is complete. */
export type StopPhase = 'stopped' | 'interrupted';

type TurnRunnerOptions = Pick<SessionOptions, 'log' | 'now'> & {
  readonly store: StateStore;
  readonly sessions: SessionLifecycle;
};

/**
 * Runs one turn at a time in one session, which the first turn opens. A turn that was stopped or
 * left can no longer change the state.
 */
export class TurnRunner {
  readonly #store: StateStore;
  readonly #sessions: SessionLifecycle;
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  #session: OpenSession | undefined;
  #turn: AbortController | undefined;
  #lastTurnId = 0;
  #hasKey = true;
  /** The server refused the key, in the session or start that is shown. */
  #isKeyRefused = false;

  constructor({ store, sessions, log, now }: TurnRunnerOptions) {
    this.#store = store;
    this.#sessions = sessions;
    this.#log = log;
    this.#now = now;
  }

  /** True while a turn runs or a session starts. */
  get isBusy(): boolean {
    return this.#turn !== undefined;
  }

  get session(): OpenSession | undefined {
    return this.#session;
  }

  /** Whether a key is stored for the agent. The view shows this before the first message. */
  setHasKey(hasKey: boolean): void {
    this.#hasKey = hasKey;
    this.#isKeyRefused = false;
    const { status } = this.#store.state.session;
    if (status === 'idle' || status === 'noKey') this.rest();
  }

  /** Makes new turn IDs start after this one: each conversation has its own count. */
  countFrom(turnId: number): void {
    this.#lastTurnId = turnId;
  }

  /** Switches to another session, or to none. */
  attach(open: OpenSession | undefined, shown: Session): void {
    this.#session = open;
    this.#isKeyRefused = false;
    this.#setSession(shown);
    this.rest();
  }

  /** Runs one turn to its end. True when its response is complete. */
  async run(inputs: readonly InputEvent[], isReplay = false): Promise<boolean> {
    const { agent, turns } = this.#store.state;
    if (!agent) return false;
    const turn = new AbortController();
    const turnId = ++this.#lastTurnId;
    this.#turn = turn;
    this.#store.set({ problem: undefined });
    const all = turns.length === 0 ? withGreeting(agent, inputs) : inputs;
    this.#store.startTurn({ id: turnId, inputs: all, sentAt: this.#now(), isReplay });
    const end = await this.#invoke(agent, turnId, all, turn.signal);
    // The caller of `abandon` has already marked the turn.
    if (this.#turn !== turn) return false;
    this.#turn = undefined;
    this.#log(describeEnd(turnId, end));
    const phase = { answered: 'answered', failed: 'failed', aborted: 'stopped' } as const;
    this.#store.changeTurn(turnId, {
      phase: phase[end.type],
      ...('stats' in end && { stats: end.stats }),
      ...(end.type === 'failed' && { failure: end.failure }),
    });
    this.rest(end.type === 'failed' ? end.failure : undefined);
    return end.type === 'answered';
  }

  /** Stops the running turn; what has arrived stays. */
  stop(): void {
    this.#turn?.abort();
  }

  /** Closes the session. The chat stays readable, and the next message opens a new session. */
  async endSession(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session) {
      this.#setSession({ status: 'closing', id: session.id });
      await this.#sessions.close(session);
      if (this.#store.state.session.status !== 'closing') return;
    }
    this.rest();
  }

  /** False when there is no agent, or the tester does not want a session with it now. */
  async mayStart(): Promise<boolean> {
    const { agent } = this.#store.state;
    return agent !== undefined && (await this.#sessions.mayOpen(agent));
  }

  /** Opens a session before there is a message to send. True when it is open. */
  async startSession(): Promise<boolean> {
    const { agent } = this.#store.state;
    if (!agent) return false;
    const start = new AbortController();
    this.#turn = start;
    const opened = await this.#open(agent, start.signal);
    if (this.#turn !== start) return false;
    this.#turn = undefined;
    const failure = opened.type === 'failed' ? opened.failure : undefined;
    if (failure) this.#store.reportProblem(failure);
    this.rest(failure);
    return opened.type === 'done';
  }

  /** Abandons the running turn: marks it ended, so that it can no longer change the state. */
  abandon(phase: StopPhase = 'stopped'): void {
    const turn = this.#turn;
    this.#turn = undefined;
    turn?.abort();
    if (turn) this.#store.changeTurn(this.#lastTurnId, { phase });
  }

  /** Sets the status for when nothing runs, after `failure` if there was one. */
  rest(failure?: Failure): void {
    if (failure?.kind === 'missingKey') this.#hasKey = false;
    if (failure?.kind === 'unauthorized') this.#isKeyRefused = true;
    if (failure?.kind === 'sessionLost') {
      const lost = this.#session;
      this.#session = undefined;
      if (lost) void this.#sessions.forget(lost.id);
      this.#setSession({ status: 'expired', ...(lost && { id: lost.id }) });
    } else if (this.#session) {
      const { id, startedAt } = this.#session;
      this.#setSession({ status: 'ready', id, startedAt });
    } else this.#setSession({ status: this.#statusWithoutSession(failure) });
  }

  async #invoke(
    agent: Agent,
    turnId: number,
    inputEvents: readonly InputEvent[],
    signal: AbortSignal,
  ): Promise<TurnOutcome> {
    const opened = this.#session ? done(this.#session) : await this.#open(agent, signal);
    if (opened.type !== 'done') return opened;
    if (signal.aborted) return { type: 'aborted' };
    const { id: sessionId, client } = opened.value;
    const inputs = maskValue(inputEvents, client.secrets);
    this.#setSession({ ...this.#store.state.session, status: 'responding' });
    const { agentId } = client.agent;
    this.#store.changeTurn(turnId, { sessionId, agentId, inputs });
    const stream = client.invoke({ sessionId, inputEvents, signal, turnId });
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      // A turn that was left must not add to one with the same ID in another conversation.
      const isLeft = this.#turn?.signal !== signal;
      if (step.value.length > 0 && !isLeft) this.#store.addItems(turnId, step.value);
    }
  }

  async #open(agent: Agent, signal: AbortSignal): Promise<Outcome<OpenSession>> {
    this.#setSession({ status: 'starting' });
    const opened = await this.#sessions.open(agent, signal, (start) => {
      if (!signal.aborted) this.#showStart(start);
    });
    if (opened.type !== 'done') return opened;
    this.#session = opened.value;
    this.#isKeyRefused = false;
    this.rest();
    return opened;
  }

  /** The time that the tester took to enter a key is not the turn's. */
  #showStart(start: SessionStart | undefined): void {
    if (start) this.#setSession({ status: 'starting', start });
    else {
      this.#setSession({ status: 'starting' });
      this.#store.changeTurn(this.#lastTurnId, { sentAt: this.#now() });
    }
  }

  #statusWithoutSession(failure: Failure | undefined): SessionStatus {
    if (!this.#store.state.agent) return 'noAgent';
    if (!this.#hasKey || this.#isKeyRefused) return 'noKey';
    return failure ? 'failed' : 'idle';
  }

  #setSession(session: Session): void {
    this.#store.set({ session });
  }
}
