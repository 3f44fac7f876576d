import { decodeText, textProblemSentence } from '../shared/decodeText.ts';
import { isRecord, parseJson } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';
import type { AgentList } from './agentEntries.ts';
import type { AgentsChange } from './agentChanges.ts';

/** The file in a workspace folder for agents shared through its repository. */
export const agentsFilePath = '.sofia/agents.json';

const knownKeys = ['$schema', 'agents'];

/** Reads the agents of a file; `place` is the file's path in the workspace. */
export function parseAgentsFile(content: string | Uint8Array, place: string): AgentList {
  const none = { source: 'file', place, agents: undefined } as const;
  const decoded = decodeText(content);
  if ('problem' in decoded) return { ...none, problem: textProblemSentence(decoded.problem) };
  const file = parseJson(decoded.text);
  if (!isRecord(file))
    return {
      ...none,
      problem: t('It must be a JSON object with "agents", which maps names to agents.'),
    };
  const found = { ...none, agents: file['agents'] };
  const unknown = Object.keys(file).filter((key) => !knownKeys.includes(key));
  if (unknown.length === 0) return found;
  const list = { unknown: unknown.join(', '), known: knownKeys.join(', ') };
  return { ...found, problem: t('Unknown: {unknown}. Allowed: {known}.', list) };
}

/** The file's new text; undefined if the present one is unreadable and would be lost. */
export function changeAgentsFile(
  content: string | Uint8Array,
  change: AgentsChange,
): string | undefined {
  const decoded = decodeText(content);
  if ('problem' in decoded) return undefined;
  const file = decoded.text.trim() === '' ? {} : parseJson(decoded.text);
  if (!isRecord(file)) return undefined;
  const { agents = {} } = file;
  if (!isRecord(agents)) return undefined;
  return `${JSON.stringify({ ...file, agents: change(agents) }, null, 2)}\n`;
}
