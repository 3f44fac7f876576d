import type { SessionLedger } from '../conversation/sessionLedger.ts';
import type { Agents } from './agents.ts';
import type { ChosenRecordsParts } from './chosenRecords.ts';
import type { Connector } from './connector.ts';
import type { Log } from './log.ts';
import { commands } from './manifest.ts';
import type { ProductionGuard } from './productionGuard.ts';

export interface CompareParts extends ChosenRecordsParts {
  readonly agents: Agents;
  readonly connector: Connector;
  readonly guard: ProductionGuard;
  readonly ledger: SessionLedger;
  readonly log: Log;
}

/** The commands that put answers next to each other; their code is loaded with the first of them. */
export function compareHandlers(parts: CompareParts) {
  const load = () => import('./compareAgents.ts');
  return {
    [commands.compareAgents]: async (...args: readonly unknown[]) =>
      (await load()).compareAgents(parts, args),
    // It needs what runs scenarios, which is a part of its own.
    [commands.compareScenario]: async (...args: readonly unknown[]) =>
      (await import('./scenarioAuthoring.ts')).compareOnScenario(parts, args),
    [commands.askTimes]: async (place: unknown) => (await load()).askAgain(parts, place),
  };
}
