import type { TurnStats } from '../../shared/model.ts';
import type { LatencyExpectation } from '../file/scenario.ts';
import { Unjudgeable, verdict, type Check, type Verdict } from './check.ts';

/** How fast the answers came; every one of them. Percentiles are judged over all repeats, elsewhere. */
export const checkLatency: Check<'latency'> = (value, { answers, answer, isWhole }) => {
  if (value.percentile !== undefined) return [];
  return latencyVerdicts(
    value,
    (isWhole ? answers : [answer]).map(({ stats }) => stats),
  );
};

/** A percentile over the turns of all repeats. */
export function checkPercentile(
  value: LatencyExpectation,
  stats: readonly (TurnStats | undefined)[],
): readonly Verdict[] {
  return latencyVerdicts(value, stats);
}

function latencyVerdicts(
  { percentile = 100, ...limits }: LatencyExpectation,
  stats: readonly (TurnStats | undefined)[],
): readonly Verdict[] {
  const fields = (['firstByteMs', 'totalMs'] as const).filter((name) => limits[name] !== undefined);
  return fields.map((field) => {
    const limit = limits[field] ?? Infinity;
    const times = stats.flatMap((one) => (one?.[field] === undefined ? [] : [one[field]]));
    if (times.length === 0) throw new Unjudgeable('No time was measured: no byte came.');
    const reached = percentileOf(times, percentile);
    const what = field === 'firstByteMs' ? 'first byte' : 'whole answer';
    const share = percentile === 100 ? '' : ` for ${percentile} of 100 turns`;
    return verdict(
      `${what} within ${limit} ms${share}`,
      reached <= limit,
      () => ({
        message: `It took ${Math.round(reached)} ms.`,
        expected: `at most ${limit} ms`,
        actual: `${Math.round(reached)} ms`,
      }),
      field,
    );
  });
}

/** The smallest of the values that `percentile` of 100 are not above (nearest rank). */
export function percentileOf(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percentile / 100) * sorted.length));
  return sorted[rank - 1] ?? NaN;
}
