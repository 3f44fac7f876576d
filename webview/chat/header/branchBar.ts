import type { Branch, ConversationInfo } from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { el } from '../../base/dom.ts';
import { iconButtonElement } from '../../base/kit.ts';
import { composerStrings as strings } from '../../strings/composerStrings.ts';
import type { Actions } from '../hostActions.ts';

export interface BranchBar {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** The current branch of the conversation, with buttons to switch branches. */
export function branchBar(actions: Actions): BranchBar {
  const text = el('span', { role: 'status' });
  const origin = el('span', { class: 'muted' });
  const previous = iconButtonElement('left', strings.previousBranch, () => step(-1));
  const next = iconButtonElement('right', strings.nextBranch, () => step(1));
  const attributes = { class: 'branch-bar', role: 'group', 'aria-label': strings.branches };
  const element = el('div', { ...attributes, hidden: true }, text, origin, previous, next);
  let shown: ConversationInfo | undefined;

  const position = (): number =>
    shown?.branches.findIndex(({ id }) => id === shown?.activeBranch) ?? -1;

  function step(by: number): void {
    const branch = shown?.branches[position() + by];
    if (branch) actions.showBranch(branch.id);
  }

  return {
    element,
    update({ conversation }) {
      if (conversation === shown) return;
      shown = conversation;
      const { branches } = conversation;
      const index = position();
      element.hidden = branches.length < 2;
      text.textContent = element.hidden ? '' : strings.branch(index + 1, branches.length);
      origin.textContent = originOf(branches[index], branches);
      // A disabled button would lose the focus.
      previous.ariaDisabled = String(index <= 0);
      next.ariaDisabled = String(index >= branches.length - 1);
    },
  };
}

function originOf(branch: Branch | undefined, branches: readonly Branch[]): string {
  if (branch?.parentId === undefined) return '';
  const parent = branches.findIndex(({ id }) => id === branch.parentId) + 1;
  const count = branch.forkedAfter ?? 0;
  return count === 0 ? strings.leftAtStart(parent) : strings.leftAfter(parent, count);
}
