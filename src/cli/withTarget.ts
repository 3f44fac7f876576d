import { AgentGraphClient } from '../agentGraph/client.ts';
import { defaultTimeouts, type HttpTransport } from '../agentGraph/http/transport.ts';
import { createUndiciTransport } from '../agentGraph/http/undici/undiciTransport.ts';
import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import { startSimulator } from '../simulator/server/server.ts';
import { closeLeftSessions, commandLedger } from './commandLedger.ts';
import type { Write } from './output/output.ts';
import type { AskTarget } from './targetOptions.ts';

/** The agent that a command talks to. */
export interface ReachedTarget extends AskTarget {
  readonly transport: HttpTransport;
  /** Tracks the open sessions; absent for our own simulator, whose sessions end with it. */
  readonly ledger?: SessionLedger;
}

type Use = (target: ReachedTarget) => Promise<boolean>;

/** Lends the given agent, or our own simulator, which lives as long as the command. */
export async function withTarget(
  target: AskTarget | undefined,
  writeError: Write,
  use: Use,
): Promise<boolean> {
  if (target) return withTransport(target, writeError, use);
  const simulator = await startSimulator({ pace: 'real' });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  writeError(`No agent was given, so the simulator responds (${baseUrl}).\n\n`);
  const agent = { name: 'Simulator', baseUrl, businessId, agentId, clientKey: 'ask-sofia-cli' };
  try {
    return await withTransport({ agent, apiKey }, writeError, ({ ledger: _, ...own }) => use(own));
  } finally {
    await simulator.close();
  }
}

async function withTransport(target: AskTarget, writeError: Write, use: Use): Promise<boolean> {
  const ledger = commandLedger(process.env);
  const transport = createUndiciTransport();
  try {
    await closeLeftSessions(ledger, [target], transport, writeError);
    return await use({ ...target, transport, ledger });
  } finally {
    await transport.dispose();
  }
}

/** A client of the agent; `timeoutMs` limits each request, in milliseconds. */
export function clientOf(
  target: AskTarget & { readonly transport: HttpTransport },
  timeoutMs: number | undefined,
  writeError: Write,
): AgentGraphClient {
  return new AgentGraphClient({
    ...target,
    timeouts: { ...defaultTimeouts, totalMs: timeoutMs ?? defaultTimeouts.totalMs },
    log: (line) => writeError(`${line}\n`),
  });
}
