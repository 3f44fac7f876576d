import type { AgentGraphClient } from '../agentGraph/client.ts';

/** A session at Connectly, from init to close. */
export interface OpenSession {
  readonly id: string;
  readonly client: AgentGraphClient;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}
