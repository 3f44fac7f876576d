import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { dropAgent, freeName, putAgent } from '../../agents/agentChanges.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { offer } from '../platform/offer.ts';
import type { Command, Services } from '../services.ts';
import { entryOf } from './agentArgument.ts';
import { changeList } from './agentChange.ts';
import { editAgent } from './agentEditor.ts';
import { pickAgent } from './agentPick.ts';

/** A command for one agent: the one its argument means, or the one the tester picks. */
function withEntry(work: (entry: AgentEntry, services: Services) => Promise<void>): Command {
  return async (services, args) => {
    const entry = entryOf(services, args) ?? (await pickAgent(services.agents));
    if (entry) await work(entry, services);
  };
}

export const switchAgent = withEntry(async ({ name }, { agents, demo, view }) => {
  if (agents.find(name)?.source === 'demo') await demo.start();
  await agents.activate(name);
  await view.open();
});
export const changeAgent = withEntry(editAgent);
export const duplicateAgent = withEntry(duplicate);
export const shareAgent = withEntry(share);
export const moveAgentUp = withEntry((entry, services) => move(entry, -1, services));
export const moveAgentDown = withEntry((entry, services) => move(entry, 1, services));
export const removeAgent = withEntry(remove);

/** Starts the demo agent and shows its conversation. */
export async function tryDemo({ agents, demo, progress, view }: Services): Promise<void> {
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
}

async function duplicate(entry: AgentEntry, services: Services): Promise<void> {
  const { sources, agents } = services;
  const fields = await sources.fieldsOf(entry);
  const taken = agents.entries.map(({ name }) => name);
  const name = freeName(entry.name, taken);
  const target = entry.source === 'demo' ? sources.targets()[0] : entry;
  if (fields && target) await changeList(sources, target, putAgent(name, fields));
}

/** Copies an agent into a folder's file, ready to commit. The key is not copied. */
async function share(entry: AgentEntry, services: Services): Promise<void> {
  const { sources, agents } = services;
  const file = sources.targets().find(({ source }) => source === 'file');
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

async function move({ name }: AgentEntry, by: -1 | 1, { agents }: Services): Promise<void> {
  const names = agents.entries.map((entry) => entry.name);
  const index = names.indexOf(name);
  if (index + by < 0 || index + by >= names.length) return;
  await agents.move([name], by < 0 ? names[index - 1] : names[index + 2]);
}

async function remove(entry: AgentEntry, services: Services): Promise<void> {
  const { agents, demo, sources } = services;
  if (entry.source === 'demo') {
    await demo.forget();
    await agents.read();
    return;
  }
  const fields = await sources.fieldsOf(entry);
  if (!(await changeList(sources, entry, dropAgent(entry.name)))) return;
  const message = vscode.l10n.t(
    'The agent {agent} was removed. Its conversations stay in the list, its key in VS Code’s secret storage.',
    { agent: visibleText(entry.name) },
  );
  void offer(message, vscode.l10n.t('Undo'), () =>
    changeList(sources, entry, putAgent(entry.name, fields)),
  );
}
