import { isString } from '../../shared/guards.ts';
import type { Scenario } from '../file/scenario.ts';

/**
 * The recording that is made anew when the scenario's baseline is updated: its own one, else the only one
 * that its expectations compare all turns with. Undefined where nothing is known of one.
 */
export function baselineOf({ recording, data, turns, expect }: Scenario): string | undefined {
  // The recordings of rows are several, a baseline is one for all of them.
  if (recording !== undefined || data.length > 0) return recording;
  const all = [...turns.flatMap((turn) => turn.expect), ...expect];
  const names = all.flatMap((one) => (one.kind === 'baseline' ? [one.value] : []));
  const [name, ...others] = new Set(names);
  // One that names a turn is compared with a conversation of other turns.
  return isString(name) && others.length === 0 && !name.includes('{{') ? name : undefined;
}
