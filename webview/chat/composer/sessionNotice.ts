import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { ViewState } from '../../../src/shared/model.ts';
import { isHandedOver } from '../../../src/shared/sessionLook.ts';
import { msSince } from '../../base/dom.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { elapsed } from '../../base/pageFormat.ts';
import { ticking } from '../../base/ticking.ts';
import type { View } from '../../base/view.ts';
import type { Actions } from '../hostActions.ts';

const slowAfterMs = 10_000;

type Wait = 'closing' | 'starting' | 'startingTurn' | 'awaitingKey';

/** The session's state above the text box: a handover, or a wait that no turn shows. */
export function sessionNotice(state: ViewState, actions: Actions): unknown {
  const notice = noticeFor(state);
  const { note } = state.session.start ?? {};
  return guard([notice, note], () => {
    if (notice === undefined) return frame(nothing);
    if (notice === 'handedOver') return frame(handedOver(actions));
    // A page created during a start counts from the message that caused it.
    const sentAt = notice === 'startingTurn' ? state.turns.at(-1)?.sentAt : undefined;
    const startedAt = sentAt ?? Date.now();
    return ticking(() => frame(wait(notice, msSince(startedAt), actions, note)));
  });
}

function noticeFor(state: ViewState): Wait | 'handedOver' | undefined {
  const { status, start } = state.session;
  const isAwaitingKey = start?.isAwaitingKey;
  if (status === 'closing') return status;
  if (status !== 'starting') return isHandedOver(state) ? 'handedOver' : undefined;
  if (state.turns.at(-1)?.phase === 'waiting') return isAwaitingKey ? undefined : 'startingTurn';
  return isAwaitingKey ? 'awaitingKey' : 'starting';
}

function frame(content: View): TemplateResult {
  return html`<div class="composer-part" role="status" ?hidden=${content === nothing}>
    ${content}
  </div>`;
}

function handedOver(actions: Actions): TemplateResult {
  return html`<div class="row-actions apart">
    <p>${t('Sofia handed over the conversation. Continue anyway, or restart the session.')}</p>
    ${quietButton(t('Restart'), () => actions.intent('restartSession'))}
  </div>`;
}

/**
 * A clock, a way to stop, and a hint after ten seconds. A turn shows its own wait and needs only
 * the hint.
 */
function wait(notice: Wait, ms: number, actions: Actions, note?: string): View {
  if (notice === 'awaitingKey') return html`<p>${note}</p>`;
  const isSlow = ms >= slowAfterMs && notice !== 'closing';
  const isTurn = notice === 'startingTurn';
  if (isTurn && !isSlow) return nothing;
  const text = notice === 'closing' ? t('Ending session…') : (note ?? t('Starting session…'));
  return html`<div class="row-actions">
    ${
      isTurn
        ? nothing
        : html`<span>${text}</span><span class="clock" aria-hidden="true">${elapsed(ms)}</span>`
    }
    ${notice === 'starting' ? quietButton(t('Cancel'), () => actions.stop()) : nothing}
    <p class="hint">
      ${isSlow ? t('This is taking longer than usual. It stops at the time limit.') : ''}
    </p>
    <div class="row-actions" ?hidden=${!isSlow}>
      ${quietButton(t('Check Connection'), () => actions.intent('checkConnection'))}
      ${quietButton(t('Show Log'), () => actions.intent('showLog'))}
    </div>
  </div>`;
}
