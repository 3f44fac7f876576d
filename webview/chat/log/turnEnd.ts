import { isTurnOpen, type SessionStatus, type Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, iconPaths, msSince, sendingButton, tickWhileShown } from '../../base/dom.ts';
import { duration, elapsed } from '../../base/pageFormat.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { strings } from '../../strings/strings.ts';
import { failureCard } from '../cards/failureCard.ts';
import type { Actions } from '../hostActions.ts';

const hintAfterMs = 10_000;

/** The context of a turn's end, in addition to the turn. */
export interface TurnEndContext {
  readonly status: SessionStatus;
  readonly previous: Turn | undefined;
  /** The first-byte budget. */
  readonly latencyBudgetMs: number | undefined;
}

/** The end of a turn, below its items: the wait for more, its failure, its figures. */
export function turnEnd(turn: Turn, context: TurnEndContext, actions: Actions): HTMLElement {
  if (isTurnOpen(turn)) {
    return waiting(turn, context.status === 'starting');
  }
  const exceeded = exceededMs(turn, context);
  const otherId = otherAgentId(turn, context);
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
      exceeded !== undefined && overBudget(exceeded),
      ...(canRepeat(turn) ? repeats(turn, actions) : []),
    ),
    otherId !== undefined &&
      el('p', { class: 'figures sent-with' }, agentStrings.sentWith(visibleText(otherId))),
    wasCut(turn) && el('p', { class: 'figures' }, strings.maySeeTwice),
  );
}

/** Changes exactly when `turnEnd` would render differently. */
export function turnEndSignature(turn: Turn, context: TurnEndContext): string {
  const { phase, stats, failure, items } = turn;
  return JSON.stringify(
    isTurnOpen(turn)
      ? [context.status === 'starting']
      : [
          phase,
          stats,
          failure,
          items.length === 0,
          exceededMs(turn, context),
          otherAgentId(turn, context),
        ],
  );
}

/** The first-byte budget, if it was exceeded. */
function exceededMs({ stats }: Turn, { latencyBudgetMs }: TurnEndContext): number | undefined {
  if (latencyBudgetMs === undefined || stats?.firstByteMs === undefined) return undefined;
  return stats.firstByteMs > latencyBudgetMs ? latencyBudgetMs : undefined;
}

function overBudget(budgetMs: number): HTMLElement {
  const text = agentStrings.overBudget(duration(budgetMs));
  return el('span', { class: 'over-budget' }, iconElement(iconPaths.warning), text);
}

/** The agent ID sent, if it differs from the previous turn's. */
function otherAgentId({ agentId }: Turn, { previous }: TurnEndContext): string | undefined {
  return previous && previous.agentId !== agentId ? agentId : undefined;
}

function waiting({ sentAt }: Turn, isStarting: boolean): HTMLElement {
  const clock = el('span', { class: 'clock' });
  const hint = el('span', { class: 'wait-hint' });
  // The clock is hidden from screen readers, which read the sentence once.
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

/** A failed turn has its own retry button, on the card. */
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
