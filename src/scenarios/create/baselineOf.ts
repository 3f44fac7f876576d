import { isString } from '../../shared/guards.ts';
import type { Scenario } from '../file/scenario.ts';

/**
 * The recording to replace when the scenario's baseline is updated: its own, else the only one that
 * its expectations compare all turns with. Undefined if there is none.
 */
export function baselineOf({ recording, data, turns, expect }: Scenario): string | undefined {
  // Each data row has its own recording, but a baseline is one for all rows.
  if (recording !== undefined || data.length > 0) return recording;
  const all = [...turns.flatMap((turn) => turn.expect), ...expect];
  const names = all.flatMap((one) => (one.kind === 'baseline' ? [one.value] : []));
  const [name, ...others] = new Set(names);
  // An expectation that names a turn compares with a different conversation.
  return isString(name) && others.length === 0 && !name.includes('{{') ? name : undefined;
}
