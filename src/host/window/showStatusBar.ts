import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { Agent } from '../../shared/agent.ts';
import { formatDuration } from '../../shared/format.ts';
import type { Turn, ViewState } from '../../shared/model.ts';
import { sessionLook } from '../../shared/sessionLook.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { commands } from '../platform/manifest.ts';

/** How the item looks, and why. */
interface Look {
  /** High contrast themes show no colour, so the icon differs as well. */
  readonly icon: string;
  readonly color?: 'error' | 'warning';
  readonly reason: string;
}

/**
 * `Sofia: agent · state · last first-byte time`; a click switches the agent. Hidden until there is
 * an agent, because VS Code activates the extension only on use.
 */
export function showStatusBar(conversations: ConversationManager): vscode.Disposable {
  const { Right } = vscode.StatusBarAlignment;
  const item = vscode.window.createStatusBarItem('askSofia.status', Right, 90);
  item.name = 'Ask Sofia';
  item.command = commands.switchAgent;
  const show = (state: ViewState) => {
    const { agent, session } = state;
    if (!agent) return item.hide();
    const name = visibleText(agent.name);
    const firstByteMs = lastFirstByte(state.turns);
    const time = firstByteMs === undefined ? '' : formatDuration(firstByteMs);
    const words = [name, sessionLook(state).text, time].filter(Boolean).join(' · ');
    const { icon, color, reason } = lookOf(state, agent, firstByteMs);
    const shownIcon = session.status === 'responding' ? 'loading~spin' : icon;
    item.text = `$(${shownIcon}) Sofia: ${words.replaceAll('$(', '$ (')}`;
    item.tooltip = [reason, vscode.l10n.t('Switch Agent')].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: `Sofia: ${words}. ${reason}` };
    item.backgroundColor = color && new vscode.ThemeColor(`statusBarItem.${color}Background`);
    item.show();
  };
  show(conversations.state);
  return vscode.Disposable.from(new vscode.Disposable(conversations.onChange(show)), item);
}

function lastFirstByte(turns: readonly Turn[]): number | undefined {
  return turns.findLast(({ stats }) => stats?.firstByteMs !== undefined)?.stats?.firstByteMs;
}

/** The most severe of what can be wrong. */
function lookOf(
  { turns, session }: ViewState,
  { latencyBudgetMs = Infinity, environment }: Agent,
  firstByteMs: number | undefined,
): Look {
  // After a new key, the status is no longer `noKey`.
  const isRefused = turns.at(-1)?.failure?.kind === 'unauthorized';
  if (isRefused && session.status === 'noKey')
    return { icon: 'error', color: 'error', reason: vscode.l10n.t('The API key was rejected.') };
  if (firstByteMs !== undefined && firstByteMs > latencyBudgetMs) {
    const budget = formatDuration(latencyBudgetMs);
    const reason = vscode.l10n.t('The first byte took longer than the {budget} budget.', {
      budget,
    });
    return { icon: 'warning', color: 'error', reason };
  }
  const icon = 'comment-discussion';
  return environment === 'production'
    ? { icon, color: 'warning', reason: vscode.l10n.t('This is a production agent.') }
    : { icon, reason: '' };
}
