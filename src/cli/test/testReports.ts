import { dirname } from 'node:path';
import type { Variables } from '../../shared/variables.ts';
import { readText } from '../../recordings/readText.ts';
import { historyPoint, type HistoryPoint } from '../../scenarios/reports/html/figures.ts';
import { readReport } from '../../scenarios/reports/report.ts';
import {
  createReporters,
  type ReporterName,
  type ReporterTarget,
} from '../../scenarios/reports/reporters.ts';
import type { RunReporter } from '../../scenarios/run/results.ts';
import type { HostPlace } from '../../shared/privateHost.ts';
import { CannotRun } from '../cannotRun.ts';
import { imageLoader } from '../loadImage.ts';
import { makeFolder } from '../makeFolder.ts';
import { openFile, type OpenFile } from '../openFile.ts';
import { safeJson } from '../output/output.ts';
import type { ReportOptions } from './testOptions.ts';

/** The terminal and environment of the command. */
export interface ReportSurroundings {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Workflow commands, which GitHub reads from standard output. */
  readonly writeCommands: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTty: boolean;
  readonly width: number;
  readonly env: Variables;
}

export interface OpenReports {
  readonly reporter: RunReporter;
  /** Resolves when every file is on disk; with a sentence when one is not. */
  readonly close: () => Promise<string | undefined>;
}

/**
 * Opens the report files; `problem` says which cannot be read or written. `agentPlace` says where
 * the agents are, since their images may be there as well.
 */
export async function openReports(
  { reporters, images, customerData, history }: ReportOptions,
  surroundings: ReportSurroundings,
  agentPlace: () => HostPlace,
): Promise<OpenReports | { readonly problem: string }> {
  const previous: HistoryPoint[] = [];
  for (const name of history) {
    const file = await readText(name);
    if ('problem' in file) return { problem: `${name}: ${file.problem}` };
    const read = readReport({ name, text: file.text });
    if ('problem' in read) return read;
    previous.push(historyPoint(read.report));
  }
  const open: OpenFile[] = [];
  const openOne = async (path: string, flags: 'w' | 'a') => {
    const file = await openNamed(path, flags);
    open.push(file);
    return file.write;
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
    return { reporter, close: () => closeAll(open) };
  } catch (error) {
    await closeAll(open);
    if (!(error instanceof CannotRun)) throw error;
    return { problem: error.message };
  }
}

async function openNamed(path: string, flags: 'w' | 'a'): Promise<OpenFile> {
  try {
    await makeFolder(dirname(path));
    return await openFile(path, flags);
  } catch (error) {
    throw new CannotRun(`${path} cannot be written: ${String(error)}`, { cause: error });
  }
}

function standardTarget(name: ReporterName, surroundings: ReportSurroundings): ReporterTarget {
  const { isTty, width, env } = surroundings;
  const isQuiet = Boolean(env['CI']);
  const useColor = isTty && !env['NO_COLOR'];
  const terminal = { isTty: isTty && !isQuiet, width, useColor };
  return { name, write: standardOutput(name, surroundings), terminal };
}

function standardOutput(
  name: ReporterName,
  { write, writeCommands }: ReportSurroundings,
): ReportSurroundings['write'] {
  if (name === 'json') return (text) => write(safeJson(text));
  return name === 'github' ? writeCommands : write;
}

async function closeAll(open: readonly OpenFile[]): Promise<string | undefined> {
  const closed = await Promise.allSettled(open.map(({ close }) => close()));
  const failed = closed.find((one) => one.status === 'rejected');
  return failed && `A report cannot be written: ${String(failed.reason)}`;
}
