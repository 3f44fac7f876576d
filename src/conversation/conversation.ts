import type { ExchangeLog } from '../recordings/exchangeLog.ts';
import type { Agent } from '../shared/agent.ts';
import type { Failure, Outcome } from '../shared/failure/failure.ts';
import { type InputEvent, isTurnOpen, type Turn, type ViewState } from '../shared/model.ts';
import { type Branches, branchesOf, type BranchState, emptyBranches } from './branches.ts';
import { type Identity, keptFields, keptIdentity, newIdentity } from './identity.ts';
import {
  closeLimitMs,
  SessionLifecycle,
  type SessionOptions,
} from './sessions/sessionLifecycle.ts';
import { StateStore } from './stateStore.ts';
import { type ConversationRecord, titleOf } from './storage/conversationRecord.ts';
import { type AcceptedTurn, TurnQueue } from './turnQueue.ts';
import { type StopPhase, TurnRunner } from './turnRunner.ts';
import { canGoOn, nextAgent, refreshed, turnsBefore } from './turns.ts';

export type ConversationOptions = Omit<SessionOptions, 'now' | 'recorder'> & {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

/**
 * One conversation with one agent: its turns, branches, queue, and the state that every view shows.
 * Work that began in a branch or conversation the user has left can no longer change the state.
 */
export class Conversation {
  /** The state that every view shows. Settings that only the views need are set here directly. */
  readonly store = new StateStore();
  readonly queue = new TurnQueue(this.store);
  /** Called with each conversation that was left, once its sessions are closed. */
  onLeft: (record: ConversationRecord) => void = () => undefined;
  readonly #sessions: SessionLifecycle;
  readonly #runner: TurnRunner;
  readonly #now: () => number;
  /**
   * The agent as configured. The agent in the state has this conversation's customer ID instead.
   */
  #configured: Agent | undefined;
  #identity: Identity;
  #branches = emptyBranches();
  /** Goes up when the branch or conversation is left, so that older work can tell it must stop. */
  #epoch = 0;
  #isReplaying = false;

  constructor({ now = Date.now, ...options }: ConversationOptions) {
    this.#identity = newIdentity(now);
    const recorder = () => this.wire.recorder;
    this.#sessions = new SessionLifecycle({ ...options, now, recorder });
    this.#runner = new TurnRunner({ ...options, store: this.store, sessions: this.#sessions, now });
    this.#now = now;
    this.#showInfo();
  }

  get state(): ViewState {
    return this.store.state;
  }

  /** The conversation's requests and responses. A new conversation has a new log. */
  get wire(): ExchangeLog {
    return this.#identity.wire;
  }

  /** True while a turn runs, a session starts or a branch is replayed. */
  get isBusy(): boolean {
    return this.#runner.isBusy || this.#isReplaying;
  }

  /**
   * Sets the agent. A change of agent, host or customer starts a new conversation; a new name or
   * colour does not.
   */
  async setAgent(agent: Agent | undefined, problem?: Failure): Promise<void> {
    this.store.set({ problem });
    const before = this.#configured;
    if (JSON.stringify(before) === JSON.stringify(agent)) return;
    const goesOn = canGoOn(before, agent);
    const leaving = before && !goesOn ? this.newConversation() : undefined;
    this.#configured = agent;
    this.store.set({ agent: goesOn ? refreshed(this.state.agent, agent) : agent });
    this.#runner.rest();
    await leaving;
  }

  /** Whether a key is stored for the agent. The view shows this before the first message. */
  setHasKey(hasKey: boolean): void {
    this.#runner.setHasKey(hasKey);
  }

  /**
   * Sends a turn, or queues it while another one runs. Undefined, with nothing sent or shown, when
   * no agent is chosen or `mayOpen` refuses.
   */
  async accept(inputs: readonly InputEvent[]): Promise<AcceptedTurn | undefined> {
    if (!this.state.agent) return undefined;
    const canStart = this.isBusy || this.#runner.session || (await this.#runner.mayStart());
    if (!canStart) return undefined;
    if (!this.isBusy) return { ended: this.#runAndGoOn(inputs) };
    this.queue.add(inputs);
    return { ended: Promise.resolve() };
  }

  /** Same as `accept`, for an event that may not be fit to be sent: the reason is then shown. */
  async acceptInput(input: Outcome<InputEvent>): Promise<AcceptedTurn | undefined> {
    if (input.type === 'failed') this.store.reportProblem(input.failure);
    return input.type === 'done' ? this.accept([input.value]) : undefined;
  }

  /** Same as `accept`, but resolves when the turn has ended. False when it was not accepted. */
  async send(inputs: readonly InputEvent[]): Promise<boolean> {
    const accepted = await this.accept(inputs);
    await accepted?.ended;
    return accepted !== undefined;
  }

  /** Resumes a queue that a stop or a failure held. */
  async sendQueue(): Promise<void> {
    this.queue.release();
    await this.#sendQueued();
  }

  /**
   * Sends an ended turn's inputs again in the same session. False when that is not possible now.
   */
  async retry(turnId: number): Promise<boolean> {
    const turn = this.state.turns.find(({ id }) => id === turnId);
    return turn !== undefined && !isTurnOpen(turn) && (await this.send(turn.inputs));
  }

  /**
   * Sends inputs in place of a turn's inputs, in a new branch. The branch's new session first gets
   * the turns before that one. The old branch stays as it is. False when there is no such turn, or
   * `mayOpen` refuses.
   */
  async branch(turnId: number, inputs: readonly InputEvent[]): Promise<boolean> {
    if (!this.state.turns.some(({ id }) => id === turnId)) return false;
    if (!(await this.#runner.mayStart())) return false;
    this.#leave();
    const before = turnsBefore(this.state.turns, turnId);
    this.#show(this.#branches.fork(before.length));
    const epoch = this.#epoch;
    this.#isReplaying = true;
    const isClean = await this.#replay(before);
    if (epoch !== this.#epoch) return true;
    this.#isReplaying = false;
    if (isClean) return this.send(inputs);
    // The replay failed: hold the inputs in the queue until the tester has seen why.
    this.queue.holdWithFirst(inputs);
    return true;
  }

  /** Shows another branch, with its session if that is still open. */
  showBranch(id: number): void {
    if (id === this.#branches.activeId || !this.#branches.all.some((one) => one.id === id)) return;
    this.#leave();
    const branch = this.#branches.activate(id);
    if (branch) this.#show(branch);
  }

  /** Stops the running turn; what has arrived stays. */
  stop(): void {
    this.#runner.stop();
  }

  /** Closes the session. The chat stays readable, and the next message opens a new session. */
  async endSession(): Promise<void> {
    this.#interrupt();
    await this.#runner.endSession();
  }

  /** Closes the session and opens another at once, for the same chat. */
  async restartSession(): Promise<void> {
    if (!(await this.#runner.mayStart())) return;
    await this.endSession();
    if (this.isBusy) return;
    if (await this.#runner.startSession()) await this.#sendQueued();
  }

  /** Starts an empty conversation, with the same customer ID or a new one. */
  async newConversation(customer: 'same' | 'new' = 'same'): Promise<void> {
    const closing = this.#leaveConversation();
    const agent = nextAgent(this.state.agent, this.#configured, customer);
    this.#begin(agent, newIdentity(this.#now), emptyBranches());
    await closing;
  }

  /** Shows a saved conversation. Its sessions are gone; the next message opens a new one. */
  async open(record: ConversationRecord): Promise<void> {
    const closing = this.#leaveConversation();
    this.#configured ??= record.agent;
    this.#begin(record.agent, keptIdentity(record, this.#now), branchesOf(record));
    await closing;
  }

  /** The conversation as saved on disk; undefined before the first turn. */
  record(): ConversationRecord | undefined {
    const { agent, turns } = this.state;
    const branches = this.#branches.recordsWith(turns);
    if (!agent || branches.every((branch) => branch.turns.length === 0)) return undefined;
    const { activeId: activeBranch } = this.#branches;
    return { ...keptFields(this.#identity), agent, activeBranch, branches };
  }

  /** Sets the tester's title. An empty one restores the default: the customer's first words. */
  rename(title: string): void {
    const givenTitle = title === '' ? undefined : title;
    this.#identity = { ...this.#identity, givenTitle };
    this.#showInfo();
  }

  /** Continues under another ID, because another window has taken over the file of the old one. */
  continueAs(id: string): void {
    this.#identity = { ...this.#identity, id };
    this.#showInfo();
  }

  /** Aborts the running turn and closes every session, waiting at most `limitMs`. */
  async dispose(limitMs: number): Promise<void> {
    await this.#leaveConversation(limitMs, 'interrupted');
  }

  /** Runs a turn. Holds the queue when the turn gets no complete response. */
  async #run(inputs: readonly InputEvent[], isReplay = false): Promise<boolean> {
    const epoch = this.#epoch;
    const running = this.#runner.run(inputs, isReplay);
    this.#showInfo();
    const isAnswered = await running;
    if (epoch === this.#epoch && !isAnswered) this.queue.hold();
    return isAnswered && epoch === this.#epoch;
  }

  async #runAndGoOn(inputs: readonly InputEvent[]): Promise<void> {
    if (await this.#run(inputs)) await this.#sendQueued();
  }

  async #replay(turns: readonly Turn[]): Promise<boolean> {
    for (const { inputs } of turns) if (!(await this.#run(inputs, true))) return false;
    return true;
  }

  async #sendQueued(): Promise<void> {
    while (!this.isBusy) {
      const next = this.queue.takeNext();
      if (!next || !(await this.#run(next.inputs))) return;
    }
  }

  #interrupt(phase: StopPhase = 'stopped'): void {
    this.#epoch++;
    this.#isReplaying = false;
    this.#runner.abandon(phase);
  }

  /** Stops the running turn and stores the shown branch, so that another can be shown. */
  #leave(phase: StopPhase = 'stopped'): void {
    this.#interrupt(phase);
    const { turns, session } = this.state;
    this.#branches.store({ turns, session, open: this.#runner.session });
  }

  /** Leaves the whole conversation; resolves when all its sessions are closed. */
  async #leaveConversation(limitMs = closeLimitMs, phase: StopPhase = 'stopped'): Promise<void> {
    this.#leave(phase);
    const open = this.#branches.all.flatMap((branch) => branch.open ?? []);
    const left = this.record();
    this.#runner.attach(undefined, { status: 'idle' });
    this.queue.empty();
    await Promise.all(open.map((session) => this.#sessions.close(session, limitMs)));
    if (left && open.length > 0) this.onLeft(left);
  }

  #begin(agent: Agent | undefined, identity: Identity, branches: Branches): void {
    this.store.set({ agent });
    this.#identity = identity;
    this.#branches = branches;
    this.#runner.countFrom(branches.lastTurnId);
    this.#show(branches.active);
  }

  #show({ turns, session, open }: BranchState): void {
    this.store.showTurns(turns);
    this.#runner.attach(open, session);
    this.#showInfo();
  }

  #showInfo(): void {
    const { id, givenTitle } = this.#identity;
    const title = titleOf(givenTitle, this.state.turns);
    const { infos: branches, activeId: activeBranch } = this.#branches;
    const conversation = { id, title, branches, activeBranch };
    if (JSON.stringify(conversation) === JSON.stringify(this.state.conversation)) return;
    this.store.set({ conversation });
  }
}
