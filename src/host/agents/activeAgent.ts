import type { Memento } from 'vscode';
import { chooseAgent, type AgentChoice, type AgentEntry } from '../../agents/agentEntries.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import { settings } from '../platform/settings.ts';

const memorySlot = 'activeAgent';

/**
 * The agent that a window talks to, from the window's own memory. The tester's last choice in it
 * applies until the setting `askSofia.activeAgent` changes; the setting is what a new window starts
 * with.
 */
export function activeAgent(
  memory: Memento,
  entries: readonly AgentEntry[],
  problems: readonly Failure[] = [],
): AgentChoice {
  const setting = settings.activeAgent;
  const chosen: unknown = memory.get(memorySlot);
  // A setting changed after the choice takes precedence.
  const isValid = isRecord(chosen) && chosen['setting'] === setting;
  const entry = isValid ? entries.find(({ name }) => name === chosen['name']) : undefined;
  if (entry) return { entry, ...(entry.problem && { problem: entry.problem }) };
  return chooseAgent({ entries, problems }, setting);
}

export async function rememberActive(memory: Memento, name: string): Promise<void> {
  await memory.update(memorySlot, { name, setting: settings.activeAgent });
}
