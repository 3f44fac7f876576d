import { percentileOf } from '../../checks/latencyCheck.ts';
import { JudgedCount } from '../../run/judgedCount.ts';
import { type CaseResult, countCases, type RunCounts } from '../../run/results.ts';
import type { Report } from '../report.ts';

/** Response times of an agent, in milliseconds, unordered. */
export interface Times {
  readonly firstByteMs: number[];
  readonly totalMs: number[];
}

/** An agent's run in numbers. */
export class AgentFigures {
  readonly name: string;
  readonly counts = countCases([]);
  readonly times: Times = { firstByteMs: [], totalMs: [] };
  readonly judged = new JudgedCount();

  constructor(name: string) {
    this.name = name;
  }

  add(result: CaseResult): void {
    this.judged.add(result);
    this.counts[result.status] += 1;
    for (const { stats, phase } of result.attempts.flatMap(({ turns }) => turns)) {
      if (!stats || phase !== 'answered') continue;
      this.times.totalMs.push(stats.totalMs);
      if (stats.firstByteMs !== undefined) this.times.firstByteMs.push(stats.firstByteMs);
    }
  }
}

/** One run in the history. */
export interface HistoryPoint {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly counts: RunCounts;
  /** 95 of 100 complete responses took at most this long; missing if there were none. */
  readonly p95Ms?: number;
}

/** An earlier report as a point; the report itself need not be kept. */
export function historyPoint({
  startedAt,
  cases,
  summary,
}: Pick<Report, 'startedAt' | 'cases' | 'summary'>): HistoryPoint {
  const figures = new AgentFigures('');
  for (const result of cases) figures.add(result);
  return pointOf(startedAt, summary.counts, figures.times.totalMs);
}

export function pointOf(
  startedAt: number,
  counts: RunCounts,
  totalMs: readonly number[],
): HistoryPoint {
  return { startedAt, counts, ...(totalMs.length > 0 && { p95Ms: percentileOf(totalMs, 95) }) };
}

/** The share of judged cases that passed, 0 to 1; undefined if none was judged. */
export function passShare({ passed, flaky, failed }: RunCounts): number | undefined {
  const judged = passed + flaky + failed;
  return judged === 0 ? undefined : (passed + flaky) / judged;
}
