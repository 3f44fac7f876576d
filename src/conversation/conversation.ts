import type { AgentGraphClient, TurnEnd } from '../agentGraph/client.ts';
import type { Failure, Outcome } from '../shared/failure.ts';
import type {
  Agent,
  InputEvent,
  Session,
  SessionStatus,
  Turn,
  ViewState,
} from '../shared/model.ts';
import { initialState, isOpen, reduce, type Action } from './reducer.ts';
import type { SessionLedger } from './sessionLedger.ts';

export interface ConversationOptions {
  /** A client for the agent with its key; may ask the tester for the key. */
  readonly connect: (agent: Agent) => Promise<Outcome<AgentGraphClient>>;
  readonly ledger: Pick<SessionLedger, 'add' | 'remove'>;
  /** One line for the log, without secrets. */
  readonly log: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

interface OpenSession {
  readonly id: string;
  readonly client: AgentGraphClient;
}

/** Longest wait for a close that nobody watches, in milliseconds. */
const closeLimitMs = 5_000;

/**
 * One conversation with one agent: opens the session with the first message, runs turns one at a
 * time, and owns the state that every view shows. A turn that was stopped or replaced cannot write.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #listeners = new Set<(state: ViewState) => void>();
  #state = initialState;
  #session: OpenSession | undefined;
  #turn: AbortController | undefined;
  #lastTurnId = 0;
  #hasKey = true;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  get state(): ViewState {
    return this.#state;
  }

  /** Calls the listener after every change; returns a function that ends it. */
  onChange(listener: (state: ViewState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another agent, or other settings of the same one, begin a new conversation. */
  async setAgent(agent: Agent | undefined, problem?: Failure): Promise<void> {
    const previous = this.#state.agent;
    const isSame = JSON.stringify(previous) === JSON.stringify(agent);
    this.#dispatch({ type: 'problemChanged', problem });
    if (isSame) return;
    const leaving = previous ? this.newConversation() : undefined;
    this.#dispatch({ type: 'agentChosen', agent });
    this.#rest();
    await leaving;
  }

  /** Whether a key is stored for the agent; the view says so before the first message. */
  setHasKey(hasKey: boolean): void {
    this.#hasKey = hasKey;
    const { status } = this.#state.session;
    if (status === 'idle' || status === 'noKey') this.#rest();
  }

  /** Shows a problem above the log until the next turn is sent. */
  reportProblem(problem: Failure): void {
    this.#dispatch({ type: 'problemChanged', problem });
  }

  setMediaOrigins(origins: readonly string[]): void {
    this.#dispatch({ type: 'mediaAllowed', origins });
  }

  /** Shows the turns of an earlier window. Their session is gone. */
  restore(turns: readonly Turn[]): void {
    this.#lastTurnId = Math.max(this.#lastTurnId, ...turns.map(({ id }) => id));
    this.#dispatch({ type: 'conversationRestored', turns });
  }

  /**
   * Sends one turn and resolves when it has ended. False, with nothing sent or shown, while another
   * turn is under way or no agent is chosen.
   */
  async send(inputs: readonly InputEvent[]): Promise<boolean> {
    const { agent } = this.#state;
    if (this.#turn || !agent) return false;
    const turn = new AbortController();
    const turnId = ++this.#lastTurnId;
    this.#turn = turn;
    if (this.#state.problem) this.#dispatch({ type: 'problemChanged', problem: undefined });
    this.#dispatch({ type: 'turnStarted', turnId, inputs, sentAt: this.#now() });
    const end = await this.#run(agent, turnId, inputs, turn.signal);
    // A turn that was replaced has been marked as stopped by whoever replaced it.
    if (this.#turn !== turn) return true;
    this.#turn = undefined;
    this.#endTurn(turnId, end);
    return true;
  }

  /** Sends an ended turn's inputs once more, as a new turn. False when that cannot be done now. */
  async retry(turnId: number): Promise<boolean> {
    const turn = this.#state.turns.find(({ id }) => id === turnId);
    return turn !== undefined && !isOpen(turn) && (await this.send(turn.inputs));
  }

  /** Stops the turn under way; what has arrived stays. */
  stop(): void {
    this.#turn?.abort();
  }

  /** Closes the session; the log stays readable and the next message opens a new session. */
  async endSession(): Promise<void> {
    this.#abandonTurn();
    const session = this.#session;
    this.#session = undefined;
    if (!session) {
      this.#rest();
      return;
    }
    this.#setSession({ status: 'closing', id: session.id });
    await this.#close(session, closeLimitMs);
    if (this.#state.session.status === 'closing') this.#rest();
  }

  /** An empty log; the old session is closed behind it. */
  async newConversation(): Promise<void> {
    this.#abandonTurn();
    const session = this.#session;
    this.#session = undefined;
    this.#dispatch({ type: 'conversationCleared' });
    this.#rest();
    if (session) await this.#close(session, closeLimitMs);
  }

  /** Aborts what runs and closes the session, waiting at most `limitMs`. */
  async dispose(limitMs: number): Promise<void> {
    this.#abandonTurn('interrupted');
    this.#listeners.clear();
    const session = this.#session;
    this.#session = undefined;
    if (session) await this.#close(session, limitMs);
  }

  async #run(
    agent: Agent,
    turnId: number,
    inputs: readonly InputEvent[],
    signal: AbortSignal,
  ): Promise<TurnOutcome> {
    const opened = this.#session
      ? ({ type: 'done', value: this.#session } as const)
      : await this.#open(agent, signal);
    if (opened.type !== 'done') return opened;
    if (signal.aborted) return { type: 'aborted' };
    const { id, client } = opened.value;
    this.#setSession({ ...this.#state.session, status: 'responding' });
    const stream = client.invoke({ sessionId: id, inputEvents: inputs, signal });
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      // The reducer ignores items of a turn that has been stopped or replaced.
      if (step.value.length > 0) {
        this.#dispatch({ type: 'itemsArrived', turnId, items: step.value });
      }
    }
  }

  async #open(agent: Agent, signal: AbortSignal): Promise<Outcome<OpenSession>> {
    this.#setSession({ status: 'starting' });
    const connected = await this.#options.connect(agent);
    if (connected.type !== 'done') return connected;
    const client = connected.value;
    const started = await client.init(signal);
    if (started.type !== 'done') return started;
    const session = { id: started.value, client };
    await this.#options.ledger.add({ sessionId: session.id, agent });
    if (signal.aborted) {
      // Replaced while the answer was on its way: nobody will use this session.
      await this.#close(session, closeLimitMs);
      return { type: 'aborted' };
    }
    this.#session = session;
    this.#options.log(`Session ${session.id} of agent ${agent.name} was opened`);
    this.#setSession({ status: 'ready', id: session.id, startedAt: this.#now() });
    return { type: 'done', value: session };
  }

  async #close({ id, client }: OpenSession, limitMs: number): Promise<void> {
    const closed = await client.close(id, AbortSignal.timeout(limitMs));
    // A session that the server no longer knows is closed.
    const isGone = closed.type === 'failed' && closed.failure.kind === 'sessionLost';
    if (closed.type === 'done' || isGone) {
      this.#options.log(`Session ${id} was closed`);
      await this.#options.ledger.remove(id);
    } else {
      this.#options.log(`Session ${id} could not be closed; it is tried again at the next start`);
    }
  }

  #endTurn(turnId: number, end: TurnOutcome): void {
    const stats = 'stats' in end ? { stats: end.stats } : {};
    this.#options.log(describeEnd(turnId, end));
    if (end.type === 'failed') {
      const { failure } = end;
      this.#dispatch({ type: 'turnEnded', turnId, phase: 'failed', failure, ...stats });
      this.#rest(failure);
      return;
    }
    const phase = end.type === 'aborted' ? 'stopped' : 'answered';
    this.#dispatch({ type: 'turnEnded', turnId, phase, ...stats });
    this.#rest();
  }

  #abandonTurn(phase: 'stopped' | 'interrupted' = 'stopped'): void {
    const turn = this.#turn;
    this.#turn = undefined;
    turn?.abort();
    if (turn) this.#dispatch({ type: 'turnEnded', turnId: this.#lastTurnId, phase });
  }

  /** Sets the status that holds while nothing is under way, after a failure if there was one. */
  #rest(failure?: Failure): void {
    if (failure?.kind === 'missingKey' || failure?.kind === 'unauthorized') this.#hasKey = false;
    if (failure?.kind === 'sessionLost') {
      const lost = this.#session;
      this.#session = undefined;
      if (lost) void this.#options.ledger.remove(lost.id);
      this.#setSession({ status: 'expired', ...(lost && { id: lost.id }) });
      return;
    }
    if (this.#session) {
      this.#setSession({ ...this.#state.session, status: 'ready' });
      return;
    }
    this.#setSession({ status: this.#statusWithoutSession(failure) });
  }

  #statusWithoutSession(failure: Failure | undefined): SessionStatus {
    if (!this.#state.agent) return 'noAgent';
    if (!this.#hasKey) return 'noKey';
    return failure ? 'failed' : 'idle';
  }

  #setSession(session: Session): void {
    this.#dispatch({ type: 'sessionChanged', session });
  }

  #dispatch(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function describeEnd(turnId: number, end: TurnOutcome): string {
  const how = end.type === 'failed' ? `failed (${end.failure.kind})` : end.type;
  if (!('stats' in end)) return `Turn ${turnId} ${how} before it was sent`;
  const { totalMs, events, bytes } = end.stats;
  return `Turn ${turnId} ${how}: ${events} events, ${bytes} bytes, ${Math.round(totalMs)} ms`;
}

/** How a turn ended, before or after its request was sent. */
type TurnOutcome = TurnEnd | Exclude<Outcome<never>, { type: 'done' }>;
