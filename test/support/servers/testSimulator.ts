import type { SimulatorOptions } from '../../../src/simulator/simulatorOptions.ts';
import { startSimulator, type Simulator } from '../../../src/simulator/server/server.ts';
import { watchKeys } from './keyWatch.ts';
import { canaryKey } from '../testKeys.ts';

export interface TestSimulatorOptions extends SimulatorOptions {
  /** Keys that a test enters for it though it refuses them. */
  readonly refusedKeys?: readonly string[];
}

/** Starts a simulator whose key is a canary, and notes which keys reach it. */
export async function startTestSimulator({
  apiKey = canaryKey('simulator'),
  refusedKeys = [],
  ...options
}: TestSimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ apiKey, ...options });
  const watch = watchKeys('simulator', [apiKey, ...refusedKeys]);
  watch.watch(simulator.port);
  const close = simulator.close.bind(simulator);
  // A spread would take a snapshot of what the simulator counts.
  return Object.assign(simulator, {
    close: async () => {
      await close();
      watch.end();
    },
  });
}
