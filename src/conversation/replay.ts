import { ExchangeLog } from '../recordings/exchangeLog.ts';
import { compact } from '../shared/compact.ts';
import { type ReplayAction, replaySpeeds, type ReplayState } from '../shared/conversationInfo.ts';
import { isTurnOpen, type Turn, type ViewState } from '../shared/model.ts';
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

export interface ReplayOptions {
  readonly record: ConversationRecord;
  /** Reads the turns that the record does not have yet. */
  readonly rest?: Pick<RecordedConversation, 'turnCount' | 'readTurn'>;
  /** View settings that stay the same during the replay. */
  readonly view: Pick<ViewState, 'announcements' | 'mediaOrigins' | 'isRestricted'>;
}

/**
 * Replays the active branch of a saved conversation with its original timing, without any request.
 * Its steps are each turn's start, each item that arrived, and each turn's end. It changes the state
 * as a live conversation does, so that every view shows the same.
 */
export class Replay {
  readonly store = new StateStore();
  readonly record: ConversationRecord;
  /** The original requests and responses; nothing is added. */
  readonly wire: ExchangeLog;
  readonly #turns: readonly Turn[];
  readonly #rest: ReplayOptions['rest'];
  /** How many turns have begun; the last of them is the current turn. */
  #begun = 0;
  /** How many steps of the current turn are done, and when the last of its shown items arrived. */
  #done = 0;
  #atMs = 0;
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
    const { announcements, mediaOrigins, isRestricted } = view;
    const session = { status: 'idle' } as const;
    this.store.set({ agent: record.agent, session, announcements, mediaOrigins, isRestricted });
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
    const current = this.#turns[this.#begun - 1];
    return this.#begun === this.#turnCount && this.#done === (current ? stepsIn(current) : 0);
  }

  /** The turn of the next step; undefined at the end, or while that turn has not been read. */
  get #next(): Turn | undefined {
    const current = this.#turns[this.#begun - 1];
    if (current && this.#done < stepsIn(current)) return current;
    const next = this.#turns[this.#begun];
    if (next) {
      this.#begun++;
      this.#done = 0;
      this.#atMs = 0;
    }
    return next;
  }

  #beginAnew(): void {
    this.#begun = 0;
    this.#done = 0;
    this.#position = { step: 0, turn: 0 };
    this.#epoch++;
    this.store.showTurns([]);
    this.#showName();
  }

  #showName(): void {
    const { id, givenTitle } = this.record;
    this.store.set({
      conversation: {
        id: `replay ${this.#epoch} of ${id}`,
        title: titleOf(givenTitle, this.#turns),
        branches: [{ id: 1 }],
        activeBranch: 1,
      },
    });
  }

  /** Shows what `#wanted` asks for, as far as it has been read. */
  #catchUp(): void {
    const next = this.#next;
    if (this.#wanted === 'step') {
      if (!next) return;
      this.#wanted = undefined;
      this.#show(next, 1);
    } else if (this.#wanted !== undefined) {
      for (let turn = next; turn && this.#begun <= this.#wanted; turn = this.#next)
        this.#show(turn, stepsIn(turn) - this.#done);
      if (this.#next || this.#isOver || this.#begun >= this.#wanted) this.#wanted = undefined;
    }
  }

  /** Shows some steps of the current turn in one go, so that the views draw only once. */
  #show(turn: Turn, count: number): void {
    const { id, inputs, sentAt, sessionId, agentId, items, phase, stats, failure } = turn;
    const from = this.#done;
    this.#done += count;
    this.#position = { step: this.#position.step + count, turn: this.#begun };
    if (from === 0) {
      this.store.startTurn({ id, inputs, sentAt, isReplay: turn.isReplay === true });
      if (sessionId !== undefined && agentId !== undefined)
        this.store.changeTurn(id, { sessionId, agentId });
    }
    const arrived = items.slice(Math.max(0, from - 1), this.#done - 1);
    if (arrived.length > 0) this.store.addItems(id, arrived);
    this.#atMs = arrived.reduce((atMs, item) => Math.max(atMs, item.atMs), this.#atMs);
    if (this.#done < stepsIn(turn)) return;
    const ended = isTurnOpen(turn) ? 'interrupted' : phase;
    this.store.changeTurn(id, { phase: ended, ...compact({ stats, failure }) });
  }

  /** Milliseconds from the previous step to the turn's next one, at speed 1. */
  #pauseBefore(turn: Turn): number {
    if (this.#done > 0) {
      const { atMs = lengthOf(turn) } = turn.items[this.#done - 1] ?? {};
      return Math.max(0, atMs - this.#atMs);
    }
    const previous = this.#turns[this.#begun - 2];
    const pauseMs = previous ? turn.sentAt - previous.sentAt - lengthOf(previous) : 0;
    return Math.min(longestPauseMs, Math.max(0, pauseMs));
  }

  /** Schedules the next step and publishes the replay's position. */
  #goOn(): void {
    clearTimeout(this.#timer);
    this.#catchUp();
    const next = this.#next;
    if (this.#isOver) this.#isPlaying = false;
    else if (!next && (this.#isPlaying || this.#wanted !== undefined)) this.#readOn();
    if (next && this.#isPlaying) {
      const waitMs = this.#speed === 'instant' ? 0 : this.#pauseBefore(next) / this.#speed;
      this.#timer = setTimeout(() => {
        const endMs = performance.now() + sliceMs;
        for (let turn = this.#next; turn; turn = this.#next) {
          this.#show(turn, 1);
          if (this.#speed !== 'instant' || performance.now() >= endMs) break;
        }
        this.#goOn();
      }, waitMs);
    }
    this.store.set({ replay: this.#replayState });
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

/** The turn's start, its items and its end. */
function stepsIn({ items }: Turn): number {
  return items.length + 2;
}

function lengthOf({ stats, items }: Turn): number {
  return stats?.totalMs ?? items.at(-1)?.atMs ?? 0;
}
