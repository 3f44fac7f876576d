import { percentileOf } from '../../checks/latencyCheck.ts';
import { JudgedCount } from '../../run/judgedCount.ts';
import { type CaseResult, type CaseStatus, countCases, type RunCounts } from '../../run/results.ts';
import type { Report } from '../report.ts';

/** Response times of an agent, in milliseconds, unordered. */
export interface Times {
  readonly firstByteMs: number[];
  readonly totalMs: number[];
}

/** An agent's run in numbers. */
export interface AgentFigures {
  readonly name: string;
  readonly counts: Record<CaseStatus, number>;
  readonly times: Times;
  readonly judged: JudgedCount;
}

/** One run in the history. */
export interface HistoryPoint {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly counts: RunCounts;
  /** 95 of 100 complete responses took at most this long; missing if there were none. */
  readonly p95Ms?: number;
}

export function emptyFigures(name: string): AgentFigures {
  return {
    name,
    counts: countCases([]),
    times: { firstByteMs: [], totalMs: [] },
    judged: new JudgedCount(),
  };
}

/** Adds a case to the figures of its agent. */
export function addCase({ counts, times, judged }: AgentFigures, result: CaseResult): void {
  const { status, attempts } = result;
  judged.add(result);
  counts[status] += 1;
  for (const { turns } of attempts)
    for (const { stats, phase } of turns) {
      if (!stats || phase !== 'answered') continue;
      times.totalMs.push(stats.totalMs);
      if (stats.firstByteMs !== undefined) times.firstByteMs.push(stats.firstByteMs);
    }
}

/** An earlier report as a point; the report itself need not be kept. */
export function historyPoint({
  startedAt,
  cases,
  summary,
}: Pick<Report, 'startedAt' | 'cases' | 'summary'>): HistoryPoint {
  const figures = emptyFigures('');
  for (const result of cases) addCase(figures, result);
  return pointOf(startedAt, summary.counts, figures.times.totalMs);
}

export function pointOf(
  startedAt: number,
  counts: RunCounts,
  totalMs: readonly number[],
): HistoryPoint {
  const p95Ms = totalMs.length === 0 ? undefined : percentileOf(totalMs, 95);
  return { startedAt, counts, ...(p95Ms !== undefined && { p95Ms }) };
}

/** The share of judged cases that passed, 0 to 1; undefined if none was judged. */
export function passShare({ passed, flaky, failed }: RunCounts): number | undefined {
  const judged = passed + flaky + failed;
  return judged === 0 ? undefined : (passed + flaky) / judged;
}
