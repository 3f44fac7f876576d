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
      '{place} cannot be read, so nothing was written to it. Mend it first.',
      { place },
    );
  } catch (error) {
    const reason = errorReason(error);
    problem = vscode.l10n.t('{place} cannot be written. ({reason})', { place, reason });
  }
  const open = () => sources.open(target);
  void offer(problem, vscode.l10n.t('Open'), open, vscode.window.showErrorMessage);
  return false;
}
