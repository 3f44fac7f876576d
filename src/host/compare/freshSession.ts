import { randomUUID } from 'node:crypto';
import type { SessionOpener } from '../../scenarios/compare/openSession.ts';
import type { Agent } from '../../shared/agent.ts';
import type { ComparedAgent } from '../../shared/protocol/compareProtocol.ts';
import { httpUrl } from '../../shared/guards.ts';
import { openSession } from '../network/openSession.ts';
import type { Services } from '../services.ts';

/**
 * Opens sessions with the agent. Without `clientKey`, each session gets a new customer ID, so that
 * no response depends on another session. Sessions left open by a crash are closed at the next
 * start.
 */
export function freshSessions(
  parts: Services,
  configured: Agent,
  clientKey?: string,
): SessionOpener {
  return async (signal) => {
    if (!(await parts.consent.mayOpen(configured))) return { type: 'aborted' };
    const agent = { ...configured, clientKey: clientKey ?? `tester-${randomUUID()}` };
    return openSession(parts, agent, signal);
  };
}

/** The agent in the form that the page shows. */
export function comparedAgent({ name, baseUrl, environment = 'test' }: Agent): ComparedAgent {
  return { name, host: httpUrl(baseUrl)?.host ?? baseUrl, environment };
}
