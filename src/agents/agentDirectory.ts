import { type Agent, isSameAgent, type RequestOptions } from '../shared/agent.ts';
import type { AgentEntry } from './agentEntries.ts';

/** The configured agents, as last read. */
export class AgentDirectory {
  /** In the user's order; agents that were never moved follow in the order of the settings. */
  entries: readonly AgentEntry[] = [];

  find(name: string): AgentEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** The entry of an agent, unless its configuration has changed since. */
  entryOf(agent: Agent): AgentEntry | undefined {
    return this.entries.find((entry) => entry.agent && isSameAgent(entry.agent, agent));
  }

  /** The timeouts and headers of the agent's requests. */
  optionsOf(agent: Agent): RequestOptions {
    return this.entryOf(agent)?.options ?? {};
  }
}
