import { html, type TemplateResult } from 'lit-html';
import type { Branch } from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { iconButton } from '../../base/kit.ts';
import { composerStrings as strings } from '../../strings/composerStrings.ts';
import type { Actions } from '../hostActions.ts';

/** The current branch of the conversation, with buttons to switch branches. */
export function branchBar({ conversation }: ViewState, actions: Actions): TemplateResult {
  const { branches, activeBranch } = conversation;
  const index = branches.findIndex(({ id }) => id === activeBranch);
  const isHidden = branches.length < 2;

  function showBranch(branch: Branch | undefined): void {
    if (branch) actions.showBranch(branch.id);
  }

  const previous = branches[index - 1];
  const next = branches[index + 1];
  return html`<div
    class="branch-bar"
    role="group"
    aria-label=${strings.branches}
    ?hidden=${isHidden}
  >
    <span role="status">${isHidden ? '' : strings.branch(index + 1, branches.length)}</span>
    <span class="muted">${originOf(branches[index], branches)}</span>
    ${iconButton('left', strings.previousBranch, () => showBranch(previous), !previous)}
    ${iconButton('right', strings.nextBranch, () => showBranch(next), !next)}
  </div>`;
}

function originOf(branch: Branch | undefined, branches: readonly Branch[]): string {
  if (branch?.parentId === undefined) return '';
  const parent = branches.findIndex(({ id }) => id === branch.parentId) + 1;
  const count = branch.forkedAfter ?? 0;
  return count === 0 ? strings.leftAtStart(parent) : strings.leftAfter(parent, count);
}
