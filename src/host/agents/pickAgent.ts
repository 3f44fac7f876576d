import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import type { AgentRegistry } from './agentRegistry.ts';
import { commands, type CommandId } from '../platform/manifest.ts';
import { showPick } from '../platform/showPick.ts';

interface AgentPickItem extends vscode.QuickPickItem {
  readonly entry?: AgentEntry;
  /** Set on items that run a command instead of choosing an agent. */
  readonly command?: CommandId;
}

interface AgentButton extends vscode.QuickInputButton {
  readonly command: CommandId;
}

interface PickAgentOptions {
  readonly title?: string;
  readonly placeholder?: string;
  /** The agent that is hardly wanted; by default the active one is proposed. */
  readonly last?: string;
}

/** Lets the tester choose an agent or run a command about agents. */
export async function pickAgent(
  agents: AgentRegistry,
  {
    title = vscode.l10n.t('Switch Agent'),
    placeholder = vscode.l10n.t('The current conversation keeps running'),
    last,
  }: PickAgentOptions = {},
): Promise<AgentEntry | undefined> {
  const pick = vscode.window.createQuickPick<AgentPickItem>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  const isLast = (entry: AgentEntry): boolean => entry.name === last;
  const entries = agents.entries.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)));
  pick.items = [...entries.map((entry) => itemOf(entry, agents)), ...otherItems()];
  const active = last === undefined ? agents.activeEntry : entries[0];
  pick.activeItems = pick.items.filter(({ entry }) => entry && entry === active);
  const run = (command: CommandId, name?: string) =>
    void vscode.commands.executeCommand(command, name);
  pick.onDidTriggerItemButton(({ item, button }) => {
    pick.hide();
    run((button as AgentButton).command, item.entry?.name);
  });
  const item = await showPick(pick);
  if (item?.command) run(item.command);
  return item?.entry;
}

function itemOf(entry: AgentEntry, agents: AgentRegistry): AgentPickItem {
  const { label, description, icon } = agents.describe(entry);
  const iconPath = new vscode.ThemeIcon(icon);
  return { label, iconPath, description, entry, buttons: buttonsOf(entry) };
}

function buttonsOf({ agent, source }: AgentEntry): readonly AgentButton[] {
  const button = (command: CommandId, icon: string, tooltip: string) => ({
    ...{ command, tooltip },
    iconPath: new vscode.ThemeIcon(icon),
  });
  const check = button(commands.checkConnection, 'pulse', vscode.l10n.t('Check Connection'));
  const edit = button(commands.editAgent, 'edit', vscode.l10n.t('Edit Agent'));
  return [...(agent ? [check] : []), ...(source === 'demo' ? [] : [edit])];
}

function otherItems(): readonly AgentPickItem[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Add Agent…'),
      iconPath: new vscode.ThemeIcon('add'),
      command: commands.addAgent,
    },
    {
      label: vscode.l10n.t('Try the Demo Agent'),
      iconPath: new vscode.ThemeIcon('beaker'),
      description: vscode.l10n.t('no account needed'),
      command: commands.tryDemo,
    },
  ];
}
