import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { Agents } from './agents/agentRegistry.ts';
import type { ChosenRecordsParts } from './conversations/commandTargets.ts';
import type { Connector } from './network/connector.ts';
import { commands } from './platform/manifest.ts';
import type { ProductionConsent } from './keys/productionConsent.ts';
import type { WalkthroughProgress } from './window/walkthroughProgress.ts';

export interface AuthoringParts extends ChosenRecordsParts {
  readonly agents: Agents;
  readonly connector: Connector;
  readonly consent: ProductionConsent;
  readonly ledger: SessionLedger;
  readonly progress: WalkthroughProgress;
  /** Of the extension. */
  readonly version: string;
}

/** Does what one of the commands below asks for. */
export type Authoring = (parts: AuthoringParts, args: readonly unknown[]) => Promise<void>;

type AuthoringName =
  | 'saveScenario'
  | 'saveScenarioUpTo'
  | 'addExpectation'
  | 'updateBaseline'
  | 'newScenario'
  | 'scenarioStubs';

/** The commands that write scenarios. */
export function authoringHandlers(parts: AuthoringParts) {
  const lazy =
    (name: AuthoringName) =>
    async (...args: readonly unknown[]) => {
      // Its code is loaded when the first scenario is written.
      const authoring = await import('./scenarioAuthoring.ts');
      await authoring[name](parts, args);
    };
  return {
    [commands.saveScenario]: lazy('saveScenario'),
    [commands.saveScenarioUpTo]: lazy('saveScenarioUpTo'),
    [commands.addExpectation]: lazy('addExpectation'),
    [commands.updateBaseline]: lazy('updateBaseline'),
    [commands.newScenario]: lazy('newScenario'),
    [commands.scenarioStubs]: lazy('scenarioStubs'),
  };
}
