import type { ViewState } from '../../../src/shared/model.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { buttonHandle } from '../../base/kit.ts';
import { part } from '../../base/part.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';
import { failureCard } from '../cards/failureCard.ts';
import type { Actions } from '../hostActions.ts';

export interface Banner {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** Problems of the whole conversation: those that belong to no turn, and an expired session. */
export function problemBanner(actions: Actions): Banner {
  const element = el('div', { class: 'banner', role: 'alert', hidden: true });
  let shownKey = '';
  return {
    element,
    update({ problem, session, turns }) {
      const hasEnded = session.status === 'expired' && turns.length > 0;
      const key = JSON.stringify([problem, hasEnded]);
      if (key === shownKey) return;
      shownKey = key;
      element.hidden = !problem && !hasEnded;
      // bridge: failureCard is a template
      if (problem) element.replaceChildren(part(() => failureCard(problem, actions)).element);
      else if (hasEnded) element.replaceChildren(sessionEnded(actions));
      else element.replaceChildren();
    },
  };
}

function sessionEnded(actions: Actions): HTMLElement {
  const restart = buttonHandle({
    label: strings.newSession,
    kind: 'primary',
    onPress: () => actions.intent('newSession'),
  });
  restart.element.title = composerStrings.newSessionSameCustomer;
  const newCustomer = buttonHandle({
    label: composerStrings.newCustomer,
    kind: 'secondary',
    onPress: () => actions.intent('newCustomer'),
  });
  return el(
    'div',
    { class: 'card notice ended' },
    el('p', {}, strings.sessionEnded),
    el('div', { class: 'row-actions' }, restart.element, newCustomer.element),
  );
}

interface TrustNote {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/**
 * Explains what is unavailable while the workspace is not trusted, with a button to change that.
 */
export function trustNote(actions: Actions): TrustNote {
  const manage = plainButton(
    { class: 'quiet' },
    () => actions.intent('manageTrust'),
    agentStrings.manageTrust,
  );
  const element = el(
    'div',
    { class: 'trust-note', role: 'note', hidden: true },
    iconElement(controlIcons.shield),
    el('p', {}, agentStrings.restricted, ' ', manage),
  );
  return {
    element,
    update({ isRestricted }) {
      element.hidden = !isRestricted;
    },
  };
}
