import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { Agents } from './agents/agentRegistry.ts';
import type { ChosenRecordsParts } from './conversations/commandTargets.ts';
import type { Connector } from './network/connector.ts';
import type { Log } from './platform/log.ts';
import { commands } from './platform/manifest.ts';
import type { ProductionConsent } from './keys/productionConsent.ts';

export interface CompareParts extends ChosenRecordsParts {
  readonly agents: Agents;
  readonly connector: Connector;
  readonly consent: ProductionConsent;
  readonly ledger: SessionLedger;
  readonly log: Log;
}

/** The commands that put answers next to each other; their code is loaded with the first of them. */
export function compareHandlers(parts: CompareParts) {
  const load = () => import('./compare/compareAgents.ts');
  return {
    [commands.compareAgents]: async (...args: readonly unknown[]) =>
      (await load()).compareAgents(parts, args),
    // It needs what runs scenarios, which is a part of its own.
    [commands.compareScenario]: async (...args: readonly unknown[]) =>
      (await import('./scenarioAuthoring.ts')).compareOnScenario(parts, args),
    [commands.askTimes]: async (place: unknown) => (await load()).askAgain(parts, place),
  };
}
