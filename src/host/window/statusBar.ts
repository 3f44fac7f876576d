import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { Agent } from '../../shared/agent.ts';
import { formatDuration, statusText } from '../../shared/format.ts';
import type { Turn, ViewState } from '../../shared/model.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { commands } from '../platform/manifest.ts';

/** Why the item is coloured, most severe first. */
type Alarm = 'keyRefused' | 'overBudget' | 'production' | undefined;

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
    const alarm = alarmOf(state, agent, firstByteMs);
    const icon = session.status === 'responding' ? 'loading~spin' : iconOf(alarm);
    this.#item.text = `$(${icon}) Sofia: ${words.replaceAll('$(', '$ (')}`;
    this.#item.tooltip = [alarmText(alarm, agent), vscode.l10n.t('Switch agent')]
      .filter(Boolean)
      .join('\n');
    this.#item.accessibilityInformation = { label: `Sofia: ${words}. ${alarmText(alarm, agent)}` };
    this.#item.backgroundColor = colorOf(alarm);
    this.#item.show();
  }
}

function lastFirstByte(turns: readonly Turn[]): number | undefined {
  return turns.findLast(({ stats }) => stats?.firstByteMs !== undefined)?.stats?.firstByteMs;
}

function alarmOf(
  { turns, session }: ViewState,
  agent: Agent,
  firstByteMs: number | undefined,
): Alarm {
  const { latencyBudgetMs = Infinity } = agent;
  // After a new key, the status is no longer `noKey`.
  const isRefused = turns.at(-1)?.failure?.kind === 'unauthorized';
  if (isRefused && session.status === 'noKey') return 'keyRefused';
  if (firstByteMs !== undefined && firstByteMs > latencyBudgetMs) return 'overBudget';
  return agent.environment === 'production' ? 'production' : undefined;
}

/** High contrast themes show no colour, so the icon differs as well. */
function iconOf(alarm: Alarm): string {
  if (alarm === 'keyRefused') return 'error';
  return alarm === 'overBudget' ? 'warning' : 'comment-discussion';
}

function alarmText(alarm: Alarm, { latencyBudgetMs = 0 }: Agent): string {
  switch (alarm) {
    case undefined:
      return '';
    case 'keyRefused':
      return vscode.l10n.t('The API key was refused.');
    case 'overBudget':
      return vscode.l10n.t('The first byte came after the budget of {budget}.', {
        budget: formatDuration(latencyBudgetMs),
      });
    case 'production':
      return vscode.l10n.t('This is a production agent.');
  }
}

function colorOf(alarm: Alarm): vscode.ThemeColor | undefined {
  if (alarm === undefined) return undefined;
  const name = alarm === 'production' ? 'warning' : 'error';
  return new vscode.ThemeColor(`statusBarItem.${name}Background`);
}
