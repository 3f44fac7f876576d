import type { ExchangeLog } from '../recordings/exchangeLog.ts';
import type { Agent } from '../shared/agent.ts';
import type { Failure } from '../shared/failure/failure.ts';
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
 * One conversation with one agent: its turns, its branches, its queue, and the state that every
 * view shows. What was left, a branch or a whole conversation, cannot write any more.
 */
export class Conversation {
  /** What every view shows; what only the views need is set there. */
  readonly store = new StateStore();
  readonly queue = new TurnQueue(this.store);
  readonly #sessions: SessionLifecycle;
  readonly #runner: TurnRunner;
  readonly #now: () => number;
  /** As the settings have it; the state's agent carries the customer of this conversation. */
  #configured: Agent | undefined;
  #identity: Identity;
  #branches = emptyBranches();
  /** Counts up when the branch or conversation is left: what began before may not go on. */
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

  /** What goes over the wire; another log in another conversation. */
  get wire(): ExchangeLog {
    return this.#identity.wire;
  }

  /** True while a turn, a session's start or a branch's replay is under way. */
  get isBusy(): boolean {
    return this.#runner.isBusy || this.#isReplaying;
  }

  /** Another agent, host or customer starts a new conversation; another name or colour does not. */
  async setAgent(agent: Agent | undefined, problem?: Failure): Promise<void> {
    this.store.dispatch({ type: 'problemChanged', problem });
    const before = this.#configured;
    if (JSON.stringify(before) === JSON.stringify(agent)) return;
    const goesOn = canGoOn(before, agent);
    const leaving = before && !goesOn ? this.newConversation() : undefined;
    this.#configured = agent;
    const chosen = goesOn ? refreshed(this.state.agent, agent) : agent;
    this.store.dispatch({ type: 'agentChosen', agent: chosen });
    this.#runner.rest();
    await leaving;
  }

  /** Whether a key is stored for the agent; the view says so before the first message. */
  setHasKey(hasKey: boolean): void {
    this.#runner.setHasKey(hasKey);
  }

  /**
   * Takes one turn: sends it, or queues it while another is under way. Undefined, with nothing sent
   * or shown, when no agent is chosen or it may not be asked.
   */
  async accept(inputs: readonly InputEvent[]): Promise<AcceptedTurn | undefined> {
    if (!this.state.agent) return undefined;
    const canStart = this.isBusy || this.#runner.session || (await this.#runner.mayStart());
    if (!canStart) return undefined;
    if (!this.isBusy) return { ended: this.#runAndGoOn(inputs) };
    this.queue.add(inputs);
    return { ended: Promise.resolve() };
  }

  /** As `accept`, but resolves at the end of what was sent. False when it was not accepted. */
  async send(inputs: readonly InputEvent[]): Promise<boolean> {
    const accepted = await this.accept(inputs);
    await accepted?.ended;
    return accepted !== undefined;
  }

  /** Goes on with a queue that a stop or a failure held. */
  async sendQueue(): Promise<void> {
    this.queue.release();
    await this.#sendQueued();
  }

  /** Sends an ended turn's inputs once more in the same session. False when that cannot be now. */
  async retry(turnId: number): Promise<boolean> {
    const turn = this.state.turns.find(({ id }) => id === turnId);
    return turn !== undefined && !isTurnOpen(turn) && (await this.send(turn.inputs));
  }

  /**
   * Sends inputs in place of a turn's: a new branch, whose new session gets the turns before it
   * again. The branch it leaves stays as it is. False when there is no such turn, or the agent may
   * not be asked.
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
    // Not sent, and not lost: it waits until the tester has seen why.
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

  /** Stops the turn under way; what has arrived stays. */
  stop(): void {
    this.#runner.stop();
  }

  /** Closes the session; the log stays readable and the next message opens a new session. */
  async endSession(): Promise<void> {
    this.#interrupt();
    await this.#runner.endSession();
  }

  /** Closes the session and opens another for the same log at once. */
  async restartSession(): Promise<void> {
    if (!(await this.#runner.mayStart())) return;
    await this.endSession();
    if (this.isBusy) return;
    if (await this.#runner.startSession()) await this.#sendQueued();
  }

  /** An empty log, as the same customer or as one that the agent has never met. */
  async newConversation(customer: 'same' | 'new' = 'same'): Promise<void> {
    const closing = this.#leaveConversation();
    const agent = nextAgent(this.state.agent, this.#configured, customer);
    this.#begin(agent, newIdentity(this.#now), emptyBranches());
    await closing;
  }

  /** Shows a conversation that was kept. Its sessions are gone; the next message opens a new one. */
  async open(record: ConversationRecord): Promise<void> {
    const closing = this.#leaveConversation();
    this.#configured ??= record.agent;
    this.#begin(record.agent, keptIdentity(record, this.#now), branchesOf(record));
    await closing;
  }

  /** The conversation as it is to be kept; undefined as long as nothing was said. */
  record(): ConversationRecord | undefined {
    const { agent, turns } = this.state;
    const branches = this.#branches.recordsWith(turns);
    if (!agent || branches.every((branch) => branch.turns.length === 0)) return undefined;
    const { activeId: activeBranch } = this.#branches;
    return { ...keptFields(this.#identity), agent, activeBranch, branches };
  }

  /** Gives the conversation a title of the tester's; an empty one means its first words. */
  rename(title: string): void {
    const givenTitle = title === '' ? undefined : title;
    this.#identity = { ...this.#identity, givenTitle };
    this.#showInfo();
  }

  /** Goes on under another id, because the file of the old one is another window's now. */
  continueAs(id: string): void {
    this.#identity = { ...this.#identity, id };
    this.#showInfo();
  }

  /** Aborts what runs and closes every session, waiting at most `limitMs`. */
  async dispose(limitMs: number): Promise<void> {
    await this.#leaveConversation(limitMs, 'interrupted');
  }

  /** Runs a turn; what is queued is held when it was not answered. */
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

  /** Stops what runs and puts the shown branch away, so that another can be shown. */
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
    if (left && open.length > 0) this.store.tellLeft(left);
  }

  #begin(agent: Agent | undefined, identity: Identity, branches: Branches): void {
    this.store.dispatch({ type: 'agentChosen', agent });
    this.#identity = identity;
    this.#branches = branches;
    this.#runner.countFrom(branches.lastTurnId);
    this.#show(branches.active);
  }

  #show({ turns, session, open }: BranchState): void {
    this.store.dispatch({ type: 'turnsShown', turns });
    this.#runner.attach(open, session);
    this.#showInfo();
  }

  #showInfo(): void {
    const { id, givenTitle } = this.#identity;
    const title = titleOf(givenTitle, this.state.turns);
    const { infos: branches, activeId: activeBranch } = this.#branches;
    this.store.setConversation({ id, title, branches, activeBranch });
  }
}
