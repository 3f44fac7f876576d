import { t } from '../../shared/l10n.ts';
import type { TurnStats } from '../../shared/model.ts';
import type { LatencyExpectation } from '../file/scenario.ts';
import { verdict, type Check, type Verdict } from './check.ts';
import { Unjudgeable } from '../judgement/unjudgeable.ts';

/** Response times, each on its own. Percentiles over all runs are judged elsewhere. */
export const checkLatency: Check<'latency'> = (value, { answers, answer, isWhole }) => {
  if (value.percentile !== undefined) return [];
  return latencyVerdicts(
    value,
    (isWhole ? answers : [answer]).map(({ stats }) => stats),
  );
};

/** Verdicts about these turns: for a percentile, those of all runs. */
export function latencyVerdicts(
  { percentile = 100, ...limits }: LatencyExpectation,
  stats: readonly (TurnStats | undefined)[],
): readonly Verdict[] {
  const fields = (['firstByteMs', 'totalMs'] as const).filter((name) => limits[name] !== undefined);
  return fields.map((field) => {
    const limit = limits[field] ?? Infinity;
    const times = stats.flatMap((one) => (one?.[field] === undefined ? [] : [one[field]]));
    if (times.length === 0)
      throw new Unjudgeable(t('No time was measured because no data arrived.'));
    const reached = percentileOf(times, percentile);
    const why = () => ({
      message: t('It took {0} ms.', String(Math.round(reached))),
      expected: t('at most {0} ms', String(limit)),
      actual: `${Math.round(reached)} ms`,
    });
    return verdict(titleOf(field, limit, percentile), reached <= limit, why, field);
  });
}

function titleOf(field: 'firstByteMs' | 'totalMs', limitMs: number, percentile: number): string {
  const limit = String(limitMs);
  if (percentile === 100) {
    return field === 'firstByteMs'
      ? t('first byte within {0} ms', limit)
      : t('full response within {0} ms', limit);
  }
  const values = { limit, percentile: String(percentile) };
  return field === 'firstByteMs'
    ? t('first byte within {limit} ms for {percentile}% of turns', values)
    : t('full response within {limit} ms for {percentile}% of turns', values);
}

/** The smallest value that at least `percentile` of 100 values do not exceed (nearest rank). */
export function percentileOf(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percentile / 100) * sorted.length));
  return sorted[rank - 1] ?? NaN;
}
