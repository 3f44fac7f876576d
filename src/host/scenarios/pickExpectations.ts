import * as vscode from 'vscode';
import { expectationText } from '../../scenarios/create/appendExpectation.ts';
import type { ProposedExpectation } from '../../scenarios/create/proposedExpectation.ts';
import { visibleText } from '../../shared/visibleText.ts';

export interface ProposalGroup<T extends ProposedExpectation> {
  readonly label: string;
  readonly proposals: readonly T[];
}

type ProposalItem<T> = vscode.QuickPickItem & { readonly proposal?: T };

/** Lets the tester tick expectations; undefined if cancelled. */
export async function pickProposals<T extends ProposedExpectation>(
  groups: readonly ProposalGroup<T>[],
  isPicked: (proposal: T) => boolean,
): Promise<readonly T[] | undefined> {
  const items: ProposalItem<T>[] = groups.flatMap(({ label, proposals }) => [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...proposals.map((proposal) => itemOf(proposal, isPicked(proposal))),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What do you expect from the agent?'),
    placeHolder: vscode.l10n.t('All of these are true for this conversation'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.flatMap(({ proposal }) => (proposal ? [proposal] : []));
}

function itemOf<T extends ProposedExpectation>(proposal: T, picked: boolean): ProposalItem<T> {
  const { title, expectation, isWarning } = proposal;
  const text = visibleText(title);
  return {
    label: isWarning ? vscode.l10n.t('{0} (warning only)', text) : text,
    description: visibleText(
      expectationText(expectation)
        .replace(/^- |\n$/g, '')
        .replace(/\n\s*/g, ' '),
    ),
    proposal,
    picked,
  };
}
