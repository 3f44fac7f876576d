import { isRecord, parseJson } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';
import type { AgentList } from './agentEntries.ts';
import type { AgentsChange } from './agentChanges.ts';

/** Where a workspace folder may keep agents that are shared through its repository. */
export const agentsFilePath = '.sofia/agents.json';

const knownKeys = ['$schema', 'agents'];

/** The agents of a file's text; `place` is the file's path in the workspace. */
export function parseAgentsFile(text: string, place: string): AgentList {
  const base = { source: 'file', place } as const;
  const content = parseJson(text);
  if (!isRecord(content)) {
    return {
      ...base,
      agents: undefined,
      problem: t('It must be JSON: an object with "agents", name to agent.'),
    };
  }
  const unknown = Object.keys(content).filter((key) => !knownKeys.includes(key));
  if (unknown.length > 0) {
    const list = { unknown: unknown.join(', '), known: knownKeys.join(', ') };
    const problem = t('Unknown: {unknown}. Known: {known}.', list);
    return { ...base, agents: content['agents'], problem };
  }
  return { ...base, agents: content['agents'] };
}

/** A file's new text; undefined where the present one cannot be read and would be lost. */
export function changeAgentsFile(text: string, change: AgentsChange): string | undefined {
  const content = text.trim() === '' ? {} : parseJson(text);
  if (!isRecord(content)) return undefined;
  const { agents = {} } = content;
  if (!isRecord(agents)) return undefined;
  return `${JSON.stringify({ ...content, agents: change(agents) }, null, 2)}\n`;
}
