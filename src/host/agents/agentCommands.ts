import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { dropAgent, freeName, putAgent } from '../../agents/agentChanges.ts';
import { isString } from '../../shared/guards.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { AddAgentParts } from './addAgent.ts';
import { changeList } from './agentChange.ts';
import { pickAgent } from './agentPick.ts';
import type { AgentTree } from './agentTree.ts';
import type { ChatWindow } from '../webview/chatWindow.ts';
import type { LazyConnectionChecks } from '../connection/connectionCheckLauncher.ts';
import type { DemoAgent } from '../network/demoAgent.ts';
import { commands } from '../platform/manifest.ts';

export interface AgentCommandParts extends AddAgentParts {
  readonly agentTree: AgentTree;
  readonly demo: DemoAgent;
  readonly view: ChatWindow;
  readonly checks: LazyConnectionChecks;
}

type Handler = (...args: readonly unknown[]) => Promise<void>;

/** The commands about agents: each takes an agent's name, a line of the tree, or asks for one. */
export function agentHandlers(parts: AgentCommandParts) {
  const { agents, demo, view, progress, checks } = parts;
  const withEntry =
    (work: (entry: AgentEntry) => Promise<void>): Handler =>
    async (...args) => {
      const entry = entryOf(parts, args) ?? (await pickAgent(agents));
      if (entry) await work(entry);
    };
  return {
    [commands.addAgent]: async () => {
      const { addAgent } = await import('./addAgent.ts');
      await addAgent(parts);
    },
    [commands.switchAgent]: withEntry(async ({ name }) => {
      if (agents.find(name)?.source === 'demo') await demo.start();
      await agents.activate(name);
      await view.open();
    }),
    [commands.editAgent]: withEntry(async (entry) => {
      const { editAgent } = await import('./agentEditor.ts');
      await editAgent(entry, parts);
    }),
    [commands.duplicateAgent]: withEntry((entry) => duplicate(entry, parts)),
    [commands.shareAgent]: withEntry((entry) => share(entry, parts)),
    [commands.moveAgentUp]: withEntry((entry) => move(entry, -1, parts)),
    [commands.moveAgentDown]: withEntry((entry) => move(entry, 1, parts)),
    [commands.removeAgent]: withEntry((entry) => remove(entry, parts)),
    [commands.tryDemo]: async () => {
      if (!(await demo.start())) {
        void vscode.window.showErrorMessage(
          vscode.l10n.t('The demo cannot be started: the log says why.'),
        );
        return;
      }
      await agents.read();
      const entry = agents.entries.find(({ source }) => source === 'demo');
      if (entry) await agents.activate(entry.name);
      await progress.mark('demo');
      await view.open();
    },
    [commands.checkConnection]: async (...args: readonly unknown[]) => {
      await checks.check(entryOf(parts, args)?.name);
    },
    [commands.manageImageHosts]: async () => {
      const { manageImageHosts } = await import('../webview/imageHosts.ts');
      await manageImageHosts(agents.entries);
    },
    [commands.openWalkthrough]: async () => {
      await progress.openWalkthrough();
    },
  };
}

/** The agent that a command's argument means: a name, a line of the tree; or what is selected. */
export function entryOf(
  { agents, agentTree }: Pick<AgentCommandParts, 'agents' | 'agentTree'>,
  [first]: readonly unknown[],
): AgentEntry | undefined {
  if (isString(first)) return agents.find(first);
  if (isNamed(first)) {
    return first.selected ? agentTree.selected : agents.find(first.name ?? '');
  }
  return undefined;
}

function isNamed(value: unknown): value is { readonly name?: string; readonly selected?: true } {
  return typeof value === 'object' && value !== null && ('name' in value || 'selected' in value);
}

async function duplicate(entry: AgentEntry, parts: AgentCommandParts): Promise<void> {
  const { sources, agents } = parts;
  const fields = await sources.fieldsOf(entry);
  const taken = agents.entries.map(({ name }) => name);
  const name = freeName(entry.name, taken);
  const target = entry.source === 'demo' ? sources.targets()[0] : entry;
  if (fields && target) await changeList(sources, target, putAgent(name, fields));
}

/** Copies an agent to a folder's file, to be committed. The key stays where it is. */
async function share(entry: AgentEntry, parts: AgentCommandParts): Promise<void> {
  const { sources, agents } = parts;
  const [file] = sources.targets().filter(({ source }) => source === 'file');
  const fields = await sources.fieldsOf(entry);
  if (!file || !fields) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Agents are shared through a trusted folder: open one first.'),
    );
    return;
  }
  if (!(await changeList(sources, file, putAgent(entry.name, fields)))) return;
  await agents.read();
  await sources.open(file);
}

async function move(
  { name }: AgentEntry,
  by: -1 | 1,
  { agents }: AgentCommandParts,
): Promise<void> {
  const names = agents.entries.map((entry) => entry.name);
  const index = names.indexOf(name);
  if (index + by < 0 || index + by >= names.length) return;
  await agents.move([name], by < 0 ? names[index - 1] : names[index + 2]);
}

async function remove(entry: AgentEntry, parts: AgentCommandParts): Promise<void> {
  const { agents, demo, sources } = parts;
  if (entry.source === 'demo') {
    await demo.forget();
    await agents.read();
    return;
  }
  const fields = await sources.fieldsOf(entry);
  if (!(await changeList(sources, entry, dropAgent(entry.name)))) return;
  const undo = vscode.l10n.t('Undo');
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t(
        'The agent {agent} was removed. Its conversations stay in the list, its key in VS Code’s secret storage.',
        { agent: visibleText(entry.name) },
      ),
      undo,
    )
    .then(async (answer) => {
      if (answer === undo) await changeList(sources, entry, putAgent(entry.name, fields));
    });
}
