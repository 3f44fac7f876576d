import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { dropAgent, freeName, putAgent } from '../../agents/agentChanges.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { offer, showError, warn } from '../platform/messages.ts';
import type { Command, Services } from '../services.ts';
import { agentArgument } from './agentArgument.ts';
import { changeList } from './changeList.ts';
import { editAgent } from './agentEditor.ts';
import { pickAgent } from './pickAgent.ts';

/** A command for one agent: the one its argument means, or the one the tester picks. */
function withEntry(work: (entry: AgentEntry, services: Services) => Promise<void>): Command {
  return async (services, args) => {
    const entry = agentArgument(services, args) ?? (await pickAgent(services.agents));
    if (entry) await work(entry, services);
  };
}

export const switchAgent = withEntry(async ({ name }, { agents, demo, view }) => {
  if (agents.find(name)?.source === 'demo') await demo.start();
  await agents.activate(name);
  await view.open();
});
export const changeAgent = withEntry(editAgent);
export const moveAgentUp = withEntry((entry, services) => move(entry, -1, services));
export const moveAgentDown = withEntry((entry, services) => move(entry, 1, services));

/** Starts the demo agent and shows its conversation. */
export async function tryDemo({ agents, demo, progress, view }: Services): Promise<void> {
  if (!(await demo.start()))
    return showError(vscode.l10n.t("Couldn't start the demo agent. See the log for the reason."));
  await agents.read();
  const entry = agents.entries.find(({ source }) => source === 'demo');
  if (entry) await agents.activate(entry.name);
  await progress.mark('demo');
  await view.open();
}

export const duplicateAgent = withEntry(async (entry, { sources, agents }) => {
  const fields = await sources.fieldsOf(entry);
  const taken = agents.entries.map(({ name }) => name);
  const target = entry.source === 'demo' ? sources.targets()[0] : entry;
  if (fields && target)
    await changeList(sources, target, putAgent(freeName(entry.name, taken), fields));
});

/** Copies an agent into a folder's file, ready to commit. The key is not copied. */
export const shareAgent = withEntry(async (entry, { sources, agents }) => {
  const file = sources.targets().find(({ source }) => source === 'file');
  const fields = await sources.fieldsOf(entry);
  if (!file || !fields) return warn(vscode.l10n.t('To share agents, open a trusted folder first.'));
  if (!(await changeList(sources, file, putAgent(entry.name, fields)))) return;
  await agents.read();
  await sources.open(file);
});

export const removeAgent = withEntry(async (entry, { agents, demo, sources }) => {
  if (entry.source === 'demo') {
    await demo.forget();
    return agents.read();
  }
  const fields = await sources.fieldsOf(entry);
  if (!(await changeList(sources, entry, dropAgent(entry.name)))) return;
  const message = vscode.l10n.t(
    "The agent {agent} was removed. Its conversations stay in the list, and its key stays in VS Code's secret storage.",
    { agent: visibleText(entry.name) },
  );
  void offer(message, vscode.l10n.t('Undo'), () =>
    changeList(sources, entry, putAgent(entry.name, fields)),
  );
});

async function move({ name }: AgentEntry, by: -1 | 1, { agents }: Services): Promise<void> {
  const names = agents.entries.map((entry) => entry.name);
  const index = names.indexOf(name);
  if (index + by < 0 || index + by >= names.length) return;
  await agents.move([name], by < 0 ? names[index - 1] : names[index + 2]);
}
