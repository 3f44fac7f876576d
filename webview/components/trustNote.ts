import type { ViewState } from '../../src/shared/model.ts';
import type { Actions } from '../chat/hostActions.ts';
import { agentStrings } from '../strings/agentStrings.ts';
import { el, icon, plainButton } from '../base/dom.ts';
import { controlIcons } from '../base/icons.ts';

export interface TrustNote {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** What the chat leaves out while the workspace is not trusted, and where to change that. */
export function trustNote(actions: Actions): TrustNote {
  const manage = plainButton(
    { class: 'quiet' },
    () => actions.intent('manageTrust'),
    agentStrings.manageTrust,
  );
  const element = el(
    'div',
    { class: 'trust-note', role: 'note', hidden: true },
    icon(controlIcons.shield),
    el('p', {}, agentStrings.restricted, ' ', manage),
  );
  return {
    element,
    update({ isRestricted }) {
      element.hidden = !isRestricted;
    },
  };
}
