import type { Turn, ViewState } from '../shared/model.ts';
import { replaySpeeds, type ReplayAction, type ReplayState } from '../shared/replayState.ts';
import { shownTurns, titleOf, type ConversationRecord } from './conversationRecord.ts';
import { isOpen, type Action } from './reducer.ts';
import { ViewStore } from './viewStore.ts';
import { WireLog } from './wireLog.ts';

/** Longest wait between an answer and the next message: nobody wants to see a tester think. */
export const longestPauseMs = 2_000;

/** Something that happens in a replay. */
interface Step {
  /** Milliseconds after the step before, at speed 1. */
  readonly afterMs: number;
  /** Number of the turn it belongs to, from 1. */
  readonly turn: number;
  readonly facts: readonly Action[];
}

export interface ReplayOptions {
  readonly record: ConversationRecord;
  /** What the views go on to show while the replay is there. */
  readonly view: Pick<ViewState, 'announcements' | 'mediaOrigins' | 'isRestricted'>;
}

/**
 * Shows the active branch of a kept conversation as it went, from its own times, without asking
 * anybody. The facts are those of a live conversation, so that every view shows the same.
 */
export class Replay extends ViewStore {
  readonly record: ConversationRecord;
  /** What went over the wire when the conversation was held; nothing is added. */
  readonly wire: WireLog;
  readonly #steps: readonly Step[];
  readonly #turns: number;
  #position = 0;
  #speed: ReplayState['speed'] = 1;
  #isPlaying = false;
  #timer: NodeJS.Timeout | undefined;
  /** Counts up when the log is emptied: views follow growing logs only. */
  #epoch = 0;

  constructor({ record, view }: ReplayOptions) {
    super();
    this.record = record;
    this.wire = new WireLog({ ...record, now: Date.now });
    const turns = shownTurns(record);
    this.#turns = turns.length;
    this.#steps = turns.flatMap((turn, index) => stepsOf(turn, turns[index - 1], index + 1));
    this.dispatch({ type: 'agentChosen', agent: record.agent });
    this.dispatch({ type: 'sessionChanged', session: { status: 'idle' } });
    this.dispatch({ type: 'mediaAllowed', origins: view.mediaOrigins });
    this.setAnnouncements(view.announcements);
    this.setRestricted(view.isRestricted);
    this.#beginAnew();
  }

  do(action: ReplayAction): void {
    switch (action.do) {
      case 'play':
        if (this.#position === this.#steps.length) this.#beginAnew();
        this.#isPlaying = true;
        break;
      case 'pause':
        this.#isPlaying = false;
        break;
      case 'step':
        this.#isPlaying = false;
        this.#advance();
        break;
      case 'speed':
        this.#speed = replaySpeeds.find((speed) => speed === action.speed) ?? 1;
        break;
      case 'jump':
        this.#jump(action.turn);
        break;
    }
    this.#goOn();
  }

  /** Nothing happens any more. */
  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** To the moment in which a turn has ended; 0 is the beginning. */
  #jump(turn: number): void {
    const target = this.#steps.findLastIndex((step) => step.turn <= turn) + 1;
    if (target < this.#position) this.#beginAnew();
    while (this.#position < target) this.#advance();
  }

  #beginAnew(): void {
    this.#position = 0;
    this.#epoch++;
    this.dispatch({ type: 'turnsShown', turns: [] });
    const { id, givenTitle } = this.record;
    this.dispatch({
      type: 'conversationChanged',
      conversation: {
        id: `replay ${this.#epoch} of ${id}`,
        title: titleOf(givenTitle, shownTurns(this.record)),
        branches: [{ id: 1 }],
        activeBranch: 1,
      },
    });
  }

  #advance(): void {
    const step = this.#steps[this.#position];
    if (!step) return;
    this.#position++;
    for (const fact of step.facts) this.dispatch(fact);
  }

  /** Plans the next step, and says where the replay is. */
  #goOn(): void {
    clearTimeout(this.#timer);
    const next = this.#steps[this.#position];
    if (!next) this.#isPlaying = false;
    if (next && this.#isPlaying) {
      const waitMs = this.#speed === 'instant' ? 0 : next.afterMs / this.#speed;
      this.#timer = setTimeout(() => {
        this.#advance();
        this.#goOn();
      }, waitMs);
    }
    this.dispatch({ type: 'replayMoved', replay: this.#replayState });
  }

  get #replayState(): ReplayState {
    return {
      isPlaying: this.#isPlaying,
      speed: this.#speed,
      step: this.#position,
      steps: this.#steps.length,
      turn: this.#steps[this.#position - 1]?.turn ?? 0,
      turns: this.#turns,
    };
  }
}

/** What was said, each thing that came, and the end, with the time since the one before. */
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
    phase: isOpen(turn) ? 'interrupted' : phase,
    ...(stats && { stats }),
    ...(failure && { failure }),
  };
  steps.push({ afterMs: Math.max(0, lengthOf(turn) - atMs), turn: number, facts: [end] });
  return steps;
}

function lengthOf({ stats, items }: Turn): number {
  return stats?.totalMs ?? items.at(-1)?.atMs ?? 0;
}
