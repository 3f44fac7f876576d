import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ViewState } from '../../../src/shared/model.ts';
import { button } from '../../base/kit.ts';
import type { View } from '../../base/view.ts';
import { failureCard } from '../cards/failureCard.ts';
import type { Actions } from '../hostActions.ts';

/** Problems of the whole conversation: those that belong to no turn, and an expired session. */
export function problemBanner({ problem, session, turns }: ViewState, actions: Actions): View {
  const hasEnded = session.status === 'expired' && turns.length > 0;
  if (!problem && !hasEnded) return nothing;
  const card = problem ? failureCard(problem, actions) : sessionEnded(actions);
  return html`<div class="banner" role="alert">${card}</div>`;
}

function sessionEnded(actions: Actions): TemplateResult {
  return html`<div class="card notice ended">
    <p>${t('This session has ended. Your next message opens a new one.')}</p>
    <div class="row-actions">
      ${button({
        label: t('New Session'),
        kind: 'primary',
        title: t('New session, same customer'),
        onPress: () => actions.intent('newSession'),
      })}
      ${button({
        label: t('New Customer'),
        kind: 'secondary',
        onPress: () => actions.intent('newCustomer'),
      })}
    </div>
  </div>`;
}
