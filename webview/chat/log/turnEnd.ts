import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { isTurnOpen, type Session, type Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { msSince } from '../../base/dom.ts';
import { icon, iconPaths } from '../../base/icons.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { duration, elapsed } from '../../base/pageFormat.ts';
import { ticking } from '../../base/ticking.ts';
import { strings } from '../../strings.ts';
import { failureCard } from '../cards/failureCard.ts';
import type { Actions } from '../hostActions.ts';

const hintAfterMs = 10_000;
const clockStepMs = 100;

/** The context of a turn's end, in addition to the turn. */
export interface TurnEndContext {
  /** The session, while the turn waits for it. */
  readonly starting: Session | undefined;
  readonly previous: Turn | undefined;
  /** The first-byte budget. */
  readonly latencyBudgetMs: number | undefined;
}

/** The end of a turn, below its items: the wait for more, its failure, its figures. */
export function turnEnd(turn: Turn, context: TurnEndContext, actions: Actions): TemplateResult {
  if (isTurnOpen(turn)) return waiting(turn, context.starting);
  const isSilent = turn.phase === 'answered' && turn.items.length === 0;
  return html`${isSilent ? html`<p class="muted">${strings.answeredNothing}</p>` : nothing}
    ${turn.phase === 'failed' ? failureOf(turn, actions) : nothing}
    <div class="row-actions figures">
      <span>${figures(turn)}</span>${overBudget(turn, context)}
      ${isSilent || wasCut(turn) ? repeats(turn, actions) : nothing}
    </div>
    ${otherAgent(turn, context)}
    ${wasCut(turn) ? html`<p class="figures">${t('If you try again in this session, the agent may see the message twice.')}</p>` : nothing}`;
}

/** Says so if the first byte took longer than the budget. */
function overBudget(
  { stats }: Turn,
  { latencyBudgetMs: budgetMs = Infinity }: TurnEndContext,
): TemplateResult | typeof nothing {
  if ((stats?.firstByteMs ?? 0) <= budgetMs) return nothing;
  const text = t('over budget ({budget})', { budget: duration(budgetMs) });
  return html`<span class="over-budget">${icon(iconPaths.warning)}${text}</span>`;
}

/** The agent ID sent, if it differs from the previous turn's. */
function otherAgent(
  { agentId }: Turn,
  { previous }: TurnEndContext,
): TemplateResult | typeof nothing {
  if (agentId === undefined || !previous || previous.agentId === agentId) return nothing;
  const text = t('Sent with agent ID {id}', { id: visibleText(agentId) });
  return html`<p class="figures sent-with">${text}</p>`;
}

/** The clock is hidden from screen readers, which read the sentence once. */
function waiting({ sentAt }: Turn, starting: Session | undefined): TemplateResult {
  const { note, isAwaitingKey } = starting?.start ?? {};
  if (isAwaitingKey) return html`<span class="wait-line">${note}</span>`;
  const start = starting && (note ?? t('Starting session…'));
  const hint = (): string =>
    msSince(sentAt) < hintAfterMs ? '' : t('Still waiting. You can stop the response at any time.');
  return html`<span class="unseen">${start ?? t('Sofia is responding')}</span>
    <span class="wait-line" aria-hidden="true">
      <span class="dots"><i></i><i></i><i></i></span>
      ${start ? html`<span>${start}</span>` : nothing}
      <span class="clock">${ticking(() => elapsed(msSince(sentAt)), clockStepMs)}</span>
    </span>
    <span class="wait-hint">${ticking(hint, clockStepMs, sentAt + hintAfterMs)}</span>`;
}

function failureOf(turn: Turn, actions: Actions): TemplateResult | typeof nothing {
  const { failure, sentAt, stats, id } = turn;
  if (!failure) return nothing;
  const { retryAfterMs } = failure;
  const notBefore =
    retryAfterMs === undefined ? undefined : sentAt + (stats?.totalMs ?? 0) + retryAfterMs;
  return failureCard(failure, actions, {
    run: (where) => actions.retryTurn(id, where),
    ...(notBefore !== undefined && { notBefore }),
  });
}

/** The turn was cut off; a failed one has its own retry button, on the card. */
function wasCut({ phase }: Turn): boolean {
  return phase === 'stopped' || phase === 'interrupted';
}

function repeats({ id }: Turn, actions: Actions): readonly TemplateResult[] {
  return [
    quietButton(t('Try Again'), () => actions.retryTurn(id, 'session')),
    quietButton(strings.retryFresh, () => actions.retryTurn(id, 'fresh')),
  ];
}

function figures({ phase, stats }: Turn): string {
  const parts: string[] = [];
  if (phase === 'stopped') {
    parts.push(
      stats
        ? t('Stopped by you after {time}', { time: duration(stats.totalMs) })
        : t('Stopped by you'),
    );
  }
  if (phase === 'interrupted') parts.push(t('Interrupted; received content was kept'));
  if (stats?.firstByteMs !== undefined)
    parts.push(t('First byte {time}', { time: duration(stats.firstByteMs) }));
  if (stats && phase !== 'stopped')
    parts.push(t('total {time}', { time: duration(stats.totalMs) }));
  return parts.join(' · ');
}
