import { type Agent, isSameAgent, type RequestOptions } from '../shared/agent.ts';
import type { AgentEntry } from './agentEntries.ts';

/** The agents that are configured, as they were read last. */
export class AgentDirectory {
  /** In the tester's order; agents that were never moved stand behind as they are written. */
  entries: readonly AgentEntry[] = [];

  find(name: string): AgentEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** The entry that an agent stems from, unless it is configured otherwise by now. */
  entryOf(agent: Agent): AgentEntry | undefined {
    return this.entries.find((entry) => entry.agent && isSameAgent(entry.agent, agent));
  }

  /** What goes with the agent's requests and is not shown. */
  optionsOf(agent: Agent): RequestOptions {
    return this.entryOf(agent)?.options ?? {};
  }
}
