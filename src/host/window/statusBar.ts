import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { Agent } from '../../shared/agent.ts';
import { formatDuration, statusText } from '../../shared/format.ts';
import type { Turn, ViewState } from '../../shared/model.ts';
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
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'askSofia.status',
    vscode.StatusBarAlignment.Right,
    90,
  );
  readonly #stopListening: () => void;

  constructor(conversations: ConversationManager) {
    this.#item.name = 'Ask Sofia';
    this.#item.command = commands.switchAgent;
    this.#stopListening = conversations.onChange((state) => this.#show(state));
    this.#show(conversations.state);
  }

  dispose(): void {
    this.#stopListening();
    this.#item.dispose();
  }

  #show(state: ViewState): void {
    const { agent, session } = state;
    if (!agent) {
      this.#item.hide();
      return;
    }
    const name = visibleText(agent.name);
    const firstByteMs = lastFirstByte(state.turns);
    const time = firstByteMs === undefined ? '' : formatDuration(firstByteMs);
    const words = [name, statusText(session.status), time].filter(Boolean).join(' · ');
    const look = lookOf(state, agent, firstByteMs);
    const icon = session.status === 'responding' ? 'loading~spin' : look.icon;
    this.#item.text = `$(${icon}) Sofia: ${words.replaceAll('$(', '$ (')}`;
    this.#item.tooltip = [look.reason, vscode.l10n.t('Switch agent')].filter(Boolean).join('\n');
    this.#item.accessibilityInformation = { label: `Sofia: ${words}. ${look.reason}` };
    this.#item.backgroundColor =
      look.color && new vscode.ThemeColor(`statusBarItem.${look.color}Background`);
    this.#item.show();
  }
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
    return { icon: 'error', color: 'error', reason: vscode.l10n.t('The API key was refused.') };
  if (firstByteMs !== undefined && firstByteMs > latencyBudgetMs) {
    const budget = formatDuration(latencyBudgetMs);
    const reason = vscode.l10n.t('The first byte came after the budget of {budget}.', { budget });
    return { icon: 'warning', color: 'error', reason };
  }
  const icon = 'comment-discussion';
  return environment === 'production'
    ? { icon, color: 'warning', reason: vscode.l10n.t('This is a production agent.') }
    : { icon, reason: '' };
}
