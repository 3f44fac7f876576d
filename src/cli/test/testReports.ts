import { dirname } from 'node:path';
import type { Variables } from '../../shared/variables.ts';
import { readText } from '../../recordings/readText.ts';
import { historyPoint, type HistoryPoint } from '../../scenarios/reports/html/figures.ts';
import { readReport, type Report } from '../../scenarios/reports/report.ts';
import { verdictWord } from '../../scenarios/reports/html/verdict.ts';
import { readiness } from '../../scenarios/reports/readiness.ts';
import type { ReporterName } from '../../scenarios/reports/reporterNames.ts';
import { createReporters, type ReporterTarget } from '../../scenarios/reports/reporters.ts';
import type { RunSummary } from '../../scenarios/run/results.ts';
import { t } from '../../shared/l10n.ts';
import type { HostPlace } from '../../shared/privateHost.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import { CannotRun } from '../cannotRun.ts';
import { imageLoader } from '../loadImage.ts';
import { makeFolder } from '../makeFolder.ts';
import { openFile, type OpenFile } from '../openFile.ts';
import { type Output, safeJson } from '../output/output.ts';
import type { ReportOptions } from './reportOptions.ts';

/** The terminal and environment of the command. */
export interface ReportSurroundings extends Omit<Output, 'writeExact'> {
  /** Whether standard output is a terminal. */
  readonly isTty: boolean;
  readonly width: number;
  readonly env: Variables;
}

/** Reads a JSON report. Throws `CannotRun` when it is none. */
export async function readReportFile(name: string): Promise<Report> {
  const file = await readText(name);
  if ('problem' in file) throw new CannotRun(`${name}: ${file.problem}`);
  const read = readReport({ name, text: file.text });
  if ('problem' in read) throw new CannotRun(read.problem);
  return read.report;
}

/**
 * Opens the report files. `agentPlace` says where the agents are, since their images may be there as
 * well. `close` resolves when every file is on disk, and tells on standard error what they say.
 * Throws `CannotRun`, as `close` does, when a file cannot be read or written.
 */
export async function openReports(
  { reporters, images, customerData = false, history = [] }: ReportOptions,
  surroundings: ReportSurroundings,
  agentPlace: () => HostPlace,
) {
  const previous: HistoryPoint[] = [];
  for (const name of history) previous.push(historyPoint(await readReportFile(name)));
  const open: OpenFile[] = [];
  const openOne = async (path: string, flags: 'w' | 'a') => {
    try {
      await makeFolder(dirname(path));
      const file = await openFile(path, flags);
      open.push(file);
      return file.write;
    } catch (error) {
      throw new CannotRun(`Couldn't write ${path}: ${String(error)}`, { cause: error });
    }
  };
  try {
    const targets: ReporterTarget[] = [];
    for (const { name, file } of reporters)
      targets.push(
        file === undefined
          ? standardTarget(name, surroundings)
          : { name, write: await openOne(file, 'w') },
      );
    const summary = surroundings.env['GITHUB_STEP_SUMMARY'];
    const writeSummary =
      summary && reporters.some(({ name }) => name === 'github')
        ? await openOne(summary, 'a')
        : undefined;
    const reporter = createReporters(targets, {
      withCustomerData: customerData,
      previous,
      ...(images && { loadImage: imageLoader({ agentPlace }) }),
      ...(writeSummary && { writeSummary }),
    });
    const files = reporters.flatMap(({ file }) => file ?? []);
    const close = async (summary: RunSummary) => {
      await closeAll(open);
      if (files.length > 0) surroundings.writeError(`${verdictLine(summary, files)}\n`);
    };
    return { reporter, close };
  } catch (error) {
    await Promise.allSettled(open.map(({ close }) => close()));
    throw error;
  }
}

function standardTarget(name: ReporterName, surroundings: ReportSurroundings): ReporterTarget {
  const { isTty, width, env, write, writeCommands } = surroundings;
  const useColor = isTty && !env['NO_COLOR'];
  const terminal = { isTty: isTty && !env['CI'], width, useColor };
  if (name === 'json') return { name, write: (text) => write(safeJson(text)), terminal };
  return { name, write: name === 'github' ? writeCommands : write, terminal };
}

/** Whether the agent is ready, why, and where to read more. */
function verdictLine(summary: RunSummary, paths: readonly string[]): string {
  const { verdict: ready, sentences } = readiness({ ...summary, ...summary.evidence });
  const [reason = ''] = sentences;
  const files = paths.map(visibleLine).join(', ');
  const words = { verdict: verdictWord(ready), reason, files };
  return paths.length === 1
    ? t('{verdict}: {reason} Report: {files}', words)
    : t('{verdict}: {reason} Reports: {files}', words);
}

async function closeAll(open: readonly OpenFile[]): Promise<void> {
  const closed = await Promise.allSettled(open.map(({ close }) => close()));
  const failed = closed.find((one) => one.status === 'rejected');
  if (failed) throw new CannotRun(`Couldn't write a report: ${String(failed.reason)}`);
}
