import * as vscode from 'vscode';
import type { AgentsChange } from '../../agents/agentChanges.ts';
import { errorReason } from '../platform/failureMessages.ts';
import { offer } from '../platform/messages.ts';
import type { AgentSources, ListTarget } from './agentSources.ts';

/** Changes a list. Shows an error message when it cannot be changed. */
export async function changeList(
  sources: AgentSources,
  target: ListTarget,
  change: AgentsChange,
): Promise<boolean> {
  const { place } = target;
  let problem: string;
  try {
    if (await sources.change(target, change)) return true;
    problem = vscode.l10n.t(
      "Couldn't read {place}, so nothing was written to it. Fix it, then try again.",
      { place },
    );
  } catch (error) {
    const reason = errorReason(error);
    problem = vscode.l10n.t("Couldn't write to {place}. ({reason})", { place, reason });
  }
  const open = () => sources.open(target);
  void offer(problem, vscode.l10n.t('Open'), open, vscode.window.showErrorMessage);
  return false;
}
