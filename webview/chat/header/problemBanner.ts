import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { ViewState } from '../../../src/shared/model.ts';
import { button } from '../../base/kit.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';
import { failureCard } from '../cards/failureCard.ts';
import type { Actions } from '../hostActions.ts';

/** Problems of the whole conversation: those that belong to no turn, and an expired session. */
export function problemBanner(state: ViewState, actions: Actions): TemplateResult {
  const { problem, session, turns } = state;
  const hasEnded = session.status === 'expired' && turns.length > 0;
  return html`<div class="banner" role="alert" ?hidden=${!problem && !hasEnded}>
    ${
      problem
        ? // bridge: without the guard once the card is a template
          guard([problem], () => failureCard(problem, actions))
        : hasEnded
          ? sessionEnded(actions)
          : nothing
    }
  </div>`;
}

function sessionEnded(actions: Actions): TemplateResult {
  return html`<div class="card notice ended">
    <p>${strings.sessionEnded}</p>
    <div class="row-actions">
      ${button({
        label: strings.newSession,
        kind: 'primary',
        title: composerStrings.newSessionSameCustomer,
        onPress: () => actions.intent('newSession'),
      })}
      ${button({
        label: composerStrings.newCustomer,
        kind: 'secondary',
        onPress: () => actions.intent('newCustomer'),
      })}
    </div>
  </div>`;
}
