import type { AgentEntry } from '../../agents/agentEntries.ts';
import { isString } from '../../shared/guards.ts';
import type { Services } from '../services.ts';

/** The agent that a command's argument means: a name, a tree item, or the current selection. */
export function agentArgument(
  { agents, agentTree }: Services,
  [first]: readonly unknown[],
): AgentEntry | undefined {
  if (isString(first)) return agents.find(first);
  if (!isNamed(first)) return undefined;
  return first.selected ? agentTree.selected : agents.find(first.name ?? '');
}

function isNamed(value: unknown): value is { readonly name?: string; readonly selected?: true } {
  return typeof value === 'object' && value !== null && ('name' in value || 'selected' in value);
}
