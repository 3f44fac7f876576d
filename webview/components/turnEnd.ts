import type { SessionStatus, Turn } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { el, sendingButton } from '../dom.ts';
import { duration, elapsed } from '../format.ts';
import { strings } from '../strings.ts';
import { msSince, tickWhileShown } from '../ticker.ts';
import { failureCard } from './failureCard.ts';

const hintAfterMs = 10_000;

/** What stands below a turn's items: the wait for more, its failure, its figures. */
export function turnEnd(turn: Turn, status: SessionStatus, actions: Actions): HTMLElement {
  if (turn.phase === 'waiting' || turn.phase === 'streaming') {
    return waiting(turn, status === 'starting');
  }
  return el(
    'div',
    { class: 'turn-end' },
    turn.phase === 'answered' &&
      turn.items.length === 0 &&
      el('p', { class: 'muted' }, strings.answeredNothing),
    turn.phase === 'failed' && failureOf(turn, actions),
    el(
      'div',
      { class: 'row-actions figures' },
      el('span', {}, figures(turn)),
      ...(canRepeat(turn) ? repeats(turn, actions) : []),
    ),
    wasCut(turn) && el('p', { class: 'figures' }, strings.maySeeTwice),
  );
}

/** Changes exactly when `turnEnd` would draw something else. */
export function turnEndSignature(turn: Turn, status: SessionStatus): string {
  const { phase, stats, failure, items } = turn;
  const isOpen = phase === 'waiting' || phase === 'streaming';
  return JSON.stringify(
    isOpen ? [status === 'starting'] : [phase, stats, failure, items.length === 0],
  );
}

function waiting({ sentAt }: Turn, isStarting: boolean): HTMLElement {
  const clock = el('span', { class: 'clock' });
  const hint = el('span', { class: 'wait-hint' });
  // The clock is for the eye: a screen reader hears the sentence once.
  const element = el(
    'div',
    { class: 'turn-end waiting' },
    el('span', { class: 'unseen' }, isStarting ? strings.startingSession : strings.answering),
    el(
      'span',
      { class: 'wait-line', 'aria-hidden': 'true' },
      el('span', { class: 'dots' }, el('i'), el('i'), el('i')),
      isStarting && el('span', {}, strings.startingSession),
      clock,
    ),
    hint,
  );
  tickWhileShown(element, () => {
    const ms = msSince(sentAt);
    clock.textContent = elapsed(ms);
    if (ms >= hintAfterMs && hint.textContent === '') hint.textContent = strings.stillWaiting;
    return true;
  });
  return element;
}

function failureOf(turn: Turn, actions: Actions): HTMLElement | undefined {
  const { failure, sentAt, stats, id } = turn;
  if (!failure) return undefined;
  const { retryAfterMs } = failure;
  const notBefore =
    retryAfterMs === undefined ? undefined : sentAt + (stats?.totalMs ?? 0) + retryAfterMs;
  return failureCard(failure, actions, {
    run: (where) => actions.retryTurn(id, where),
    ...(notBefore !== undefined && { notBefore }),
  });
}

/** A failed turn has its own button, on the card. */
function canRepeat(turn: Turn): boolean {
  return wasCut(turn) || (turn.phase === 'answered' && turn.items.length === 0);
}

function wasCut({ phase }: Turn): boolean {
  return phase === 'stopped' || phase === 'interrupted';
}

function repeats({ id }: Turn, actions: Actions): readonly HTMLElement[] {
  const fresh = { class: 'quiet', title: strings.retryFreshHint };
  return [
    sendingButton({ class: 'quiet' }, () => actions.retryTurn(id, 'session'), strings.tryAgain),
    sendingButton(fresh, () => actions.retryTurn(id, 'fresh'), strings.retryFresh),
  ];
}

function figures({ phase, stats }: Turn): string {
  const parts: string[] = [];
  if (phase === 'stopped') {
    parts.push(stats ? strings.stoppedAt(duration(stats.totalMs)) : strings.stopped);
  }
  if (phase === 'interrupted') parts.push(strings.interrupted);
  if (stats?.firstByteMs !== undefined) parts.push(strings.firstByte(duration(stats.firstByteMs)));
  if (stats && phase !== 'stopped') parts.push(strings.total(duration(stats.totalMs)));
  return parts.join(' · ');
}
