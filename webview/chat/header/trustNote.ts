import { html, nothing } from 'lit-html';
import type { ViewState } from '../../../src/shared/model.ts';
import { controlIcons, icon } from '../../base/icons.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import type { Actions } from '../hostActions.ts';

/**
 * Explains what is unavailable while the workspace is not trusted, with a button to change that.
 */
export function trustNote({ isRestricted }: ViewState, actions: Actions): View {
  if (!isRestricted) return nothing;
  const manage = quietButton(agentStrings.manageTrust, () => actions.intent('manageTrust'));
  return html`<div class="trust-note" role="note">
    ${icon(controlIcons.shield)}
    <p>${agentStrings.restricted} ${manage}</p>
  </div>`;
}
