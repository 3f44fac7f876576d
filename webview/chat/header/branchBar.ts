import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Branch } from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { iconButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';

/** The current branch of the conversation, with buttons to switch branches. */
export function branchBar({ conversation }: ViewState, actions: Actions): View {
  const { branches, activeBranch } = conversation;
  if (branches.length < 2) return nothing;
  const index = branches.findIndex(({ id }) => id === activeBranch);

  function to(icon: 'left' | 'right', label: string, branch: Branch | undefined): TemplateResult {
    return iconButton(icon, label, () => branch && actions.showBranch(branch.id), !branch);
  }

  return html`<div class="branch-bar" role="group" aria-label=${t('Branches')}>
    <span role="status"
      >${t('Branch {number} of {count}', { number: index + 1, count: branches.length })}</span
    >
    <span class="muted">${originOf(branches[index], branches)}</span>
    ${to('left', t('Previous Branch'), branches[index - 1])}
    ${to('right', t('Next Branch'), branches[index + 1])}
  </div>`;
}

function originOf(branch: Branch | undefined, branches: readonly Branch[]): string {
  if (branch?.parentId === undefined) return '';
  const parent = branches.findIndex(({ id }) => id === branch.parentId) + 1;
  const count = branch.forkedAfter ?? 0;
  return count === 0
    ? t('split from branch {branch} at the start', { branch: parent })
    : strings.leftAfter(parent, count);
}
