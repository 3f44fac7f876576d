import type { Agent, AgentSource, RequestOptions } from '../shared/agent.ts';
import { type Failure, inputFailure } from '../shared/failure/failure.ts';
import { isFilledString, isRecord, isString } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';
import { parseAgent } from './agentFields.ts';

/** The agents written in one place. */
export interface AgentList {
  readonly source: AgentSource;
  /** The list's name in failures: `askSofia.agents`, or a file's path in the workspace. */
  readonly place: string;
  /** An object, name to fields; not validated yet. */
  readonly agents: unknown;
  /** Why the list could not be read at all. */
  readonly problem?: string;
}

/** One agent of a list. An unusable one has a `problem` and does not affect the others. */
export interface AgentEntry {
  readonly name: string;
  readonly source: AgentSource;
  /** The name of its list. */
  readonly place: string;
  readonly agent?: Agent;
  readonly options: RequestOptions;
  readonly problem?: Failure;
}

/** The agents of every list, and problems that belong to no single agent. */
export interface AgentEntries {
  readonly entries: readonly AgentEntry[];
  readonly problems: readonly Failure[];
}

/**
 * All agents of all lists, in order. If two lists have the same name, the later agent takes the
 * earlier one's place as a whole: fields are never mixed, so a workspace cannot change a single
 * field of the user's own agent. `clientKey` applies to agents that have none.
 */
export function readAgents(lists: readonly AgentList[], clientKey: string): AgentEntries {
  const entries = new Map<string, AgentEntry>();
  const problems: Failure[] = [];
  for (const { source, place, agents, problem } of lists) {
    if (problem !== undefined) problems.push(inputFailure(place, problem));
    if (agents === undefined || agents === null) continue;
    if (!isRecord(agents)) {
      problems.push(inputFailure(place, t('It must be an object that maps names to agents.')));
      continue;
    }
    for (const [name, fields] of Object.entries(agents)) {
      const parsed = parseAgent(name, fields, `${place}.${name}`, clientKey);
      const result = parsed.ok
        ? { agent: parsed.agent, options: parsed.options }
        : { options: {}, problem: parsed.failure };
      entries.set(name, { name, source, place, ...result });
    }
  }
  return { entries: [...entries.values()], problems };
}

/** The agent to talk to, or why there is none. */
export interface AgentChoice {
  readonly entry?: AgentEntry;
  readonly problem?: Failure;
}

/** The entry with that name; without a name, the first usable entry, else the first. */
export function chooseAgent({ entries, problems }: AgentEntries, active: unknown): AgentChoice {
  const [firstProblem] = problems;
  const refused = (problem: string) => ({ problem: inputFailure('askSofia.activeAgent', problem) });
  if (active !== undefined && active !== null && !isString(active))
    return refused(t('It must be the name of an agent.'));
  if (!isFilledString(active)) {
    const entry = entries.find(({ agent }) => agent) ?? entries[0];
    const problem = entry?.problem ?? firstProblem;
    return { ...(entry && { entry }), ...(problem && { problem }) };
  }
  const entry = entries.find(({ name }) => name === active);
  if (entry) return { entry, ...(entry.problem && { problem: entry.problem }) };
  if (firstProblem) return { problem: firstProblem };
  const names = { name: active, known: entries.map(({ name }) => name).join(', ') };
  return refused(
    names.known === ''
      ? t('There\'s no agent "{name}" in askSofia.agents. There are no agents yet.', names)
      : t('There\'s no agent "{name}" in askSofia.agents. Available: {known}.', names),
  );
}
