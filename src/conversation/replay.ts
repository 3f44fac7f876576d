import { ExchangeLog } from '../recordings/exchangeLog.ts';
import { type ReplayAction, replaySpeeds, type ReplayState } from '../shared/conversationInfo.ts';
import { isTurnOpen, type Turn, type TurnItem, type ViewState } from '../shared/model.ts';
import type { Action } from './reducer.ts';
import { StateStore } from './stateStore.ts';
import { type ConversationRecord, shownTurns, titleOf } from './storage/conversationRecord.ts';
import type { RecordedConversation } from './storage/recordOf.ts';

/**
 * Longest pause between a response and the next message, in milliseconds: the tester's thinking
 * time is not worth watching.
 */
export const longestPauseMs = 2_000;

/** Time budget per slice at full speed, in milliseconds; then the views get to draw. */
const sliceMs = 10;

interface Step {
  /** Milliseconds after the previous step, at speed 1. */
  readonly afterMs: number;
  /** Number of its turn, from 1. */
  readonly turn: number;
  readonly facts: readonly Action[];
}

export interface ReplayOptions {
  readonly record: ConversationRecord;
  /** Reads the turns that the record does not have yet. */
  readonly rest?: Pick<RecordedConversation, 'turnCount' | 'readTurn'>;
  /** View settings that stay the same during the replay. */
  readonly view: Pick<ViewState, 'announcements' | 'mediaOrigins' | 'isRestricted'>;
}

/**
 * Replays the active branch of a saved conversation with its original timing, without any request.
 * It dispatches the same facts as a live conversation, so that every view shows the same.
 */
export class Replay {
  readonly store = new StateStore();
  readonly record: ConversationRecord;
  /** The original requests and responses; nothing is added. */
  readonly wire: ExchangeLog;
  readonly #turns: readonly Turn[];
  readonly #rest: ReplayOptions['rest'];
  /** Steps of the current turn, and how many of them are done. */
  #steps: readonly Step[] = [];
  #done = 0;
  /** How many turns have been split into steps. */
  #begun = 0;
  /** How many steps are done in all, and the turn of the last one. */
  #position = { step: 0, turn: 0 };
  /** What to show as soon as it has been read: one step, or everything to the end of a turn. */
  #wanted: 'step' | number | undefined;
  #isReading = false;
  #isDisposed = false;
  #speed: ReplayState['speed'] = 1;
  #isPlaying = false;
  #timer: NodeJS.Timeout | undefined;
  /**
   * Goes up when the chat is emptied. Each run gets its own conversation ID, because views only
   * follow a chat that grows.
   */
  #epoch = 0;

  constructor({ record, rest, view }: ReplayOptions) {
    this.record = record;
    this.wire = new ExchangeLog({ ...record, now: Date.now });
    this.#turns = shownTurns(record);
    this.#rest = rest;
    this.store.dispatch({ type: 'agentChosen', agent: record.agent });
    this.store.dispatch({ type: 'sessionChanged', session: { status: 'idle' } });
    this.store.dispatch({ type: 'mediaAllowed', origins: view.mediaOrigins });
    this.store.setAnnouncements(view.announcements);
    this.store.setRestricted(view.isRestricted);
    this.#beginAnew();
  }

  get state(): ViewState {
    return this.store.state;
  }

  do(action: ReplayAction): void {
    switch (action.do) {
      case 'play':
        if (this.#isOver) this.#beginAnew();
        this.#isPlaying = true;
        this.#wanted = undefined;
        break;
      case 'pause':
        this.#isPlaying = false;
        this.#wanted = undefined;
        break;
      case 'step':
        this.#isPlaying = false;
        this.#wanted = 'step';
        break;
      case 'speed':
        this.#speed = replaySpeeds.find((speed) => speed === action.speed) ?? 1;
        break;
      case 'jump':
        if (action.turn < this.#position.turn) this.#beginAnew();
        this.#wanted = action.turn;
        break;
    }
    this.#goOn();
  }

  /** The record, once all of its turns have been read. */
  async whole(): Promise<ConversationRecord> {
    while (this.#turns.length < this.#turnCount) await this.#rest?.readTurn();
    return this.record;
  }

  /** Stops the replay for good. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  get #turnCount(): number {
    return this.#rest?.turnCount ?? this.#turns.length;
  }

  get #isOver(): boolean {
    return this.#done === this.#steps.length && this.#begun === this.#turnCount;
  }

  /** The next step; undefined at the end, or while the next turn has not been read. */
  get #next(): Step | undefined {
    const turn = this.#turns[this.#begun];
    if (this.#done === this.#steps.length && turn) {
      this.#steps = stepsOf(turn, this.#turns[this.#begun - 1], this.#begun + 1);
      this.#done = 0;
      this.#begun++;
    }
    return this.#steps[this.#done];
  }

  #beginAnew(): void {
    this.#steps = [];
    this.#done = 0;
    this.#begun = 0;
    this.#position = { step: 0, turn: 0 };
    this.#epoch++;
    this.store.dispatch({ type: 'turnsShown', turns: [] });
    this.#showName();
  }

  #showName(): void {
    const { id, givenTitle } = this.record;
    this.store.dispatch({
      type: 'conversationChanged',
      conversation: {
        id: `replay ${this.#epoch} of ${id}`,
        title: titleOf(givenTitle, this.#turns),
        branches: [{ id: 1 }],
        activeBranch: 1,
      },
    });
  }

  #advance(): void {
    const step = this.#next;
    if (!step) return;
    this.#done++;
    this.#position = { step: this.#position.step + 1, turn: step.turn };
    for (const fact of step.facts) this.store.dispatch(fact);
  }

  /** Shows what `#wanted` asks for, as far as it has been read. */
  #catchUp(): void {
    if (this.#wanted === 'step') {
      if (this.#next) this.#wanted = undefined;
      this.#advance();
      return;
    }
    if (this.#wanted === undefined) return;
    while (this.#next && this.#next.turn <= this.#wanted) this.#finishTurn();
    if (this.#next || this.#isOver || this.#begun >= this.#wanted) this.#wanted = undefined;
  }

  /** Shows the rest of a turn in one go, so that the views draw only once. */
  #finishTurn(): void {
    const left = this.#steps.slice(this.#done);
    const facts = left.flatMap((step) => step.facts);
    this.#done = this.#steps.length;
    this.#position = { step: this.#position.step + left.length, turn: this.#begun };
    for (const fact of togetherArrived(facts)) this.store.dispatch(fact);
  }

  /** Schedules the next step and publishes the replay's position. */
  #goOn(): void {
    clearTimeout(this.#timer);
    this.#catchUp();
    const next = this.#next;
    if (this.#isOver) this.#isPlaying = false;
    else if (!next && (this.#isPlaying || this.#wanted !== undefined)) this.#readOn();
    if (next && this.#isPlaying) {
      const waitMs = this.#speed === 'instant' ? 0 : next.afterMs / this.#speed;
      this.#timer = setTimeout(() => {
        const endMs = performance.now() + sliceMs;
        do this.#advance();
        while (this.#speed === 'instant' && this.#next && performance.now() < endMs);
        this.#goOn();
      }, waitMs);
    }
    this.store.dispatch({ type: 'replayMoved', replay: this.#replayState });
  }

  #readOn(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#rest?.readTurn().then(() => {
      this.#isReading = false;
      if (this.#isDisposed) return;
      // The title comes from the first turn.
      if (this.#begun === 0) this.#showName();
      this.#goOn();
    });
  }

  get #replayState(): ReplayState {
    return {
      isPlaying: this.#isPlaying,
      speed: this.#speed,
      isOver: this.#isOver,
      ...this.#position,
      turns: this.#turnCount,
    };
  }
}

/** The same facts, with consecutive arrivals merged into one. */
function togetherArrived(facts: readonly Action[]): readonly Action[] {
  const together: Action[] = [];
  let arrived: TurnItem[] = [];
  for (const fact of facts) {
    if (fact.type !== 'itemsArrived') together.push(fact);
    else if (together.at(-1)?.type === 'itemsArrived') arrived.push(...fact.items);
    else together.push({ ...fact, items: (arrived = [...fact.items]) });
  }
  return together;
}

/**
 * The turn's start, each item that arrived, and its end, each with the time since the step before.
 */
function stepsOf(turn: Turn, previous: Turn | undefined, number: number): readonly Step[] {
  const { id: turnId, inputs, sentAt, sessionId, agentId, items, phase, stats, failure } = turn;
  const pauseMs = previous ? sentAt - previous.sentAt - lengthOf(previous) : 0;
  const started: Action[] = [
    { type: 'turnStarted', turnId, inputs, sentAt, isReplay: turn.isReplay === true },
  ];
  if (sessionId !== undefined && agentId !== undefined)
    started.push({ type: 'turnSent', turnId, sessionId, agentId });
  const steps: Step[] = [
    {
      afterMs: Math.min(longestPauseMs, Math.max(0, pauseMs)),
      turn: number,
      facts: started,
    },
  ];
  let atMs = 0;
  for (const item of items) {
    const afterMs = Math.max(0, item.atMs - atMs);
    steps.push({
      afterMs,
      turn: number,
      facts: [{ type: 'itemsArrived', turnId, items: [item] }],
    });
    atMs = Math.max(atMs, item.atMs);
  }
  const end: Action = {
    type: 'turnEnded',
    turnId,
    phase: isTurnOpen(turn) ? 'interrupted' : phase,
    ...(stats && { stats }),
    ...(failure && { failure }),
  };
  steps.push({ afterMs: Math.max(0, lengthOf(turn) - atMs), turn: number, facts: [end] });
  return steps;
}

function lengthOf({ stats, items }: Turn): number {
  return stats?.totalMs ?? items.at(-1)?.atMs ?? 0;
}
