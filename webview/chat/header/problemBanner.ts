import type { ViewState } from '../../../src/shared/model.ts';
import type { Actions } from '../hostActions.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { el } from '../../base/dom.ts';
import { button } from '../../base/kit.ts';
import { strings } from '../../strings/strings.ts';
import { failureCard } from '../cards/failureCard.ts';

export interface Banner {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** What concerns the whole conversation: a problem of no turn, a session that has ended. */
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
      if (problem) element.replaceChildren(failureCard(problem, actions));
      else if (hasEnded) element.replaceChildren(sessionEnded(actions));
      else element.replaceChildren();
    },
  };
}

function sessionEnded(actions: Actions): HTMLElement {
  const restart = button({
    label: strings.newSession,
    kind: 'primary',
    onPress: () => actions.intent('newSession'),
  });
  restart.element.title = composerStrings.newSessionSameCustomer;
  const newCustomer = button({
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
