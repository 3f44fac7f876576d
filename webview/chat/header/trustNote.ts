import { t } from '../../../src/shared/l10n.ts';
import { html, nothing } from 'lit-html';
import type { ViewState } from '../../../src/shared/model.ts';
import { controlIcons, icon } from '../../base/icons.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import type { Actions } from '../hostActions.ts';

/**
 * Explains what is unavailable while the workspace is not trusted, with a button to change that.
 */
export function trustNote({ isRestricted }: ViewState, actions: Actions): View {
  if (!isRestricted) return nothing;
  const manage = quietButton(t('Manage Workspace Trust'), () => actions.intent('manageTrust'));
  return html`<div class="trust-note" role="note">
    ${icon(controlIcons.shield)}
    <p>
      ${t(
        "This workspace isn't trusted, so the agents it defines (workspace settings, .sofia/agents.json) are ignored.",
      )}
      ${manage}
    </p>
  </div>`;
}
