import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import type { AgentRegistry } from './agentRegistry.ts';
import { agentsViewId, commands } from '../platform/manifest.ts';
import { treeSelection } from '../platform/treeSelection.ts';

const dragType = `application/vnd.code.tree.${agentsViewId.toLowerCase()}`;

/** The view "Agents": all agents, the active one, and which of them have a key. */
export class AgentTree
  implements
    vscode.TreeDataProvider<AgentEntry>,
    vscode.TreeDragAndDropController<AgentEntry>,
    vscode.Disposable
{
  readonly dragMimeTypes = [dragType];
  readonly dropMimeTypes = [dragType];
  readonly #agents: AgentRegistry;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<AgentEntry>;
  readonly #selectedNames: () => readonly string[];
  readonly #disposables: readonly vscode.Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(agents: AgentRegistry) {
    this.#agents = agents;
    this.#view = vscode.window.createTreeView(agentsViewId, {
      treeDataProvider: this,
      dragAndDropController: this,
    });
    this.#selectedNames = treeSelection(this.#view, ({ name }) => name);
    this.#disposables = [this.#view, this.#changed, agents.onDidChange(() => this.#refresh())];
    this.#refresh();
  }

  get selected(): AgentEntry | undefined {
    const [name] = this.#selectedNames();
    return this.#agents.entries.find((entry) => entry.name === name);
  }

  getChildren(entry?: AgentEntry): AgentEntry[] {
    return entry ? [] : [...this.#agents.entries];
  }

  getTreeItem(entry: AgentEntry): vscode.TreeItem {
    const { name } = entry;
    const { label, description, tooltip, icon, color, context } = this.#agents.describe(entry);
    return Object.assign(new vscode.TreeItem(label), {
      id: name,
      description,
      tooltip,
      iconPath: new vscode.ThemeIcon(icon, color && new vscode.ThemeColor(`charts.${color}`)),
      contextValue: context,
      accessibilityInformation: { label: `${label}, ${description}` },
      command: { command: commands.switchAgent, title: '', arguments: [name] },
    });
  }

  handleDrag(entries: readonly AgentEntry[], data: vscode.DataTransfer): void {
    data.set(dragType, new vscode.DataTransferItem(entries.map(({ name }) => name)));
  }

  /** Moves the dropped agents before the target, or to the end. */
  async handleDrop(target: AgentEntry | undefined, data: vscode.DataTransfer): Promise<void> {
    const dropped: unknown = data.get(dragType)?.value;
    const names = Array.isArray(dropped) ? dropped.map(String) : [];
    if (!names.includes(target?.name ?? '')) await this.#agents.move(names, target?.name);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #refresh(): void {
    this.#view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t(
          "This workspace isn't trusted, so the agents it defines (workspace settings, .sofia/agents.json) are ignored.",
        );
    this.#changed.fire(undefined);
  }
}
