import { isDeepStrictEqual } from 'node:util';
import { visibleLine } from '../../shared/visibleText.ts';
import { joinedEvidence, type RunEvidence } from '../run/evidence.ts';
import { JudgedCount } from '../run/judgedCount.ts';
import {
  type CaseResult,
  countCases,
  type FileError,
  type RunReporter,
  type RunSummary,
} from '../run/results.ts';
import { readReport, type Report, type ReportFile } from './report.ts';
import { counted } from './reportWords.ts';

/** All shards of a run as one. */
export interface MergedRun {
  /** In plan order. */
  readonly cases: readonly CaseResult[];
  readonly fileErrors: readonly FileError[];
  /** `durationMs` is that of the slowest shard: shards run at the same time. */
  readonly summary: RunSummary;
}

/** `problem` names the file and says what to do. */
export type MergeOutcome = { readonly run: MergedRun } | { readonly problem: string };

interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** Joins the JSON reports of all shards of a run, or takes the only report of an unsharded run. */
export async function mergeReports(
  files: Iterable<ReportFile> | AsyncIterable<ReportFile>,
): Promise<MergeOutcome> {
  const reports: NamedReport[] = [];
  for await (const file of files) {
    const read = readReport(file);
    if ('problem' in read) return read;
    reports.push({ name: visibleLine(file.name), report: read.report });
  }
  const problem = shardProblem(reports) ?? strangerProblem(reports) ?? caseProblem(reports);
  if (problem !== undefined) return { problem };
  const run = joined(reports.map(({ report }) => report));
  return run ? { run } : { problem: noReport };
}

/** Replays the run to the reporter as if it happened now. */
export async function reportRun(run: MergedRun, reporter: RunReporter): Promise<void> {
  const { cases, fileErrors, summary } = run;
  reporter.start?.({ cases: cases.length, evidence: summary.evidence });
  for (const error of fileErrors) reporter.fileError?.(error);
  for (const result of cases) reporter.caseEnded?.(result);
  await reporter.end?.(summary);
}

const noReport = 'No report was given. Name the JSON reports of all shards.';

function shardProblem(reports: readonly NamedReport[]): string | undefined {
  const [first] = reports;
  if (!first) return noReport;
  const total = first.report.shard?.total ?? 1;
  const seen = new Map<number, string>();
  for (const { name, report } of reports) {
    const { index, total: own } = report.shard ?? { index: 1, total: 1 };
    if (own !== total) {
      return `${name} is one of ${counted(own, 'part', 'parts')}, ${first.name} one of ${total}. Give the reports of one run.`;
    }
    const before = seen.get(index);
    if (before !== undefined) {
      const what = report.shard ? `part ${index} of ${total}` : 'a whole run';
      return `${before} and ${name} are both ${what}. Leave one of them out.`;
    }
    seen.set(index, name);
  }
  const missing = Array.from({ length: total }, (_, at) => at + 1).filter((at) => !seen.has(at));
  if (missing.length === 0) return undefined;
  const names = reports.map(({ name }) => name).join(', ');
  return `${names}: part ${missing.join(', ')} of ${total} is missing. Give the reports of all parts; one that was cut short has to be run again.`;
}

/** Shards of one run have the same tool, options, plan and agents. */
function strangerProblem(reports: readonly NamedReport[]): string | undefined {
  const [first, ...others] = reports;
  if (!first) return undefined;
  for (const { name, report } of others) {
    const difference = differenceOf(first.report.evidence, report.evidence);
    if (difference !== undefined)
      return `${first.name} and ${name} are no parts of the same run: ${difference}. Run all parts again, with the same files and options.`;
  }
  return undefined;
}

function differenceOf(one: RunEvidence, other: RunEvidence): string | undefined {
  const { shard: _, ...filters } = one.filters;
  const { shard: __, ...otherFilters } = other.filters;
  const jobs = one.job !== undefined && other.job !== undefined;
  if (one.tool !== other.tool) return 'other versions of Ask Sofia made them';
  // Different options also change the plan, so they are compared first.
  if (!isDeepStrictEqual([filters, one.repeats], [otherFilters, other.repeats]))
    return 'their options are others';
  if (one.plan !== other.plan) return 'their scenarios or the agents of these are others';
  if (jobs && one.job !== other.job) return 'other runs of the CI made them';
  for (const agent of one.agents) {
    const namesakes = other.agents.filter(({ name }) => name === agent.name);
    if (namesakes.length > 0 && !namesakes.some((own) => isDeepStrictEqual(own, agent)))
      return `${visibleLine(agent.name ?? 'the agent')} is another agent, at another place, or answered in another way`;
  }
  return undefined;
}

/** Shards of the same plan contain each of its cases exactly once. */
function caseProblem(reports: readonly NamedReport[]): string | undefined {
  const seen = new Map<number, string>();
  for (const { name, report } of reports)
    for (const { index } of report.cases) {
      const before = seen.get(index);
      if (before !== undefined) {
        const where = before === name ? `twice in ${name}` : `in ${before} and in ${name}`;
        return `Case ${index} is ${where}: they are not parts of the same run. Run all parts again, with the same files and options.`;
      }
      seen.set(index, name);
    }
  const missing = Array.from(seen, (_, index) => index).find((index) => !seen.has(index));
  if (missing === undefined) return undefined;
  const names = reports.map(({ name }) => name).join(', ');
  return `Case ${missing} is in none of ${names}: they are not parts of the same run. Run all parts again, with the same files and options.`;
}

function joined(reports: readonly Report[]): MergedRun | undefined {
  const fileErrors = joinedErrors(reports);
  const cases = reports.flatMap((one) => one.cases).toSorted((a, b) => a.index - b.index);
  const judged = new JudgedCount();
  for (const result of cases) judged.add(result);
  const all = reports.map((one) => one.evidence);
  const evidence = joinedEvidence(all, judged.counts);
  return (
    evidence && {
      cases,
      fileErrors,
      summary: {
        counts: countCases(cases.map(({ status }) => status)),
        fileErrors: fileErrors.length,
        durationMs: Math.max(...reports.map(({ summary }) => summary.durationMs)),
        evidence,
      },
    }
  );
}

/** Every shard reads every file, so all report the same file errors. */
function joinedErrors(reports: readonly Report[]): readonly FileError[] {
  const errors = reports.flatMap(({ fileErrors }) => fileErrors);
  const keyed = errors.map((error) => {
    const { file, at, message } = error;
    return [JSON.stringify([file, at.line, at.column, message]), error] as const;
  });
  return [...new Map(keyed).values()];
}
