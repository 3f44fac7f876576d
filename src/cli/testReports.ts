import { once } from 'node:events';
import { appendFileSync, createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { readText } from '../recordings/readText.ts';
import { historyPoint, type HistoryPoint } from '../scenarios/reports/html/figures.ts';
import { readReport } from '../scenarios/reports/report.ts';
import {
  createReporters,
  type ReporterName,
  type ReporterTarget,
} from '../scenarios/reports/reporters.ts';
import type { RunReporter } from '../scenarios/run/results.ts';
import type { HostPlace } from '../shared/privateHost.ts';
import { imageLoader } from './loadImage.ts';
import { makeFolder } from './makeFolder.ts';
import { safeJson } from './output.ts';
import { pageLanguage } from './pageLanguage.ts';
import type { Environment } from './targetOptions.ts';
import type { ReportOptions, ReportTarget } from './testOptions.ts';

/** Where the command runs. */
export interface ReportSurroundings {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Workflow commands, which GitHub reads from standard output. */
  readonly writeCommands: (text: string) => void;
  /** Of standard output. */
  readonly isTty: boolean;
  readonly width: number;
  readonly env: Environment;
}

/** Reports that are being written. */
export interface OpenReports {
  readonly reporter: RunReporter;
  /** Resolves when every file is on the disk; with a sentence where one is not. */
  readonly close: () => Promise<string | undefined>;
}

interface OpenTarget {
  readonly target: ReporterTarget;
  readonly close: () => Promise<void>;
}

/**
 * Opens the files of the reports; `problem` says which cannot be read or written. `agentPlace` says
 * where the agents are: their pictures may be there, too.
 */
export async function openReports(
  { reporters, images, customerData, language, history }: ReportOptions,
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
  const open: OpenTarget[] = [];
  for (const one of reporters) {
    try {
      open.push(await openTarget(one, surroundings));
    } catch (error) {
      await closeAll(open);
      return { problem: `${one.file ?? ''} cannot be written: ${String(error)}` };
    }
  }
  const summary = surroundings.env['GITHUB_STEP_SUMMARY'];
  const reporter = createReporters(
    open.map(({ target }) => target),
    {
      withCustomerData: customerData,
      language: pageLanguage(language, surroundings.env),
      previous,
      ...(images && { loadImage: imageLoader({ agentPlace }) }),
      ...(summary && { writeSummary: (text: string) => appendFileSync(summary, text) }),
    },
  );
  return { reporter, close: () => closeAll(open) };
}

async function openTarget(
  { name, file }: ReportTarget,
  surroundings: ReportSurroundings,
): Promise<OpenTarget> {
  const { isTty, width, env } = surroundings;
  if (file === undefined) {
    const isQuiet = Boolean(env['CI']);
    const useColor = isTty && !env['NO_COLOR'];
    const terminal = { isTty: isTty && !isQuiet, width, useColor };
    const write = standardOutput(name, surroundings);
    return { target: { name, write, terminal }, close: () => Promise.resolve() };
  }
  await makeFolder(dirname(file));
  const stream = createWriteStream(file);
  await once(stream, 'open');
  const isOnDisk = finished(stream);
  // Kept until `close` asks for it, since a fault in between is nobody's yet.
  isOnDisk.catch(() => undefined);
  return {
    target: { name, write: (text) => void (stream.destroyed || stream.write(text)) },
    close: async () => {
      if (!stream.destroyed) stream.end();
      await isOnDisk;
    },
  };
}

function standardOutput(
  name: ReporterName,
  { write, writeCommands }: ReportSurroundings,
): ReportSurroundings['write'] {
  if (name === 'json') return (text) => write(safeJson(text));
  return name === 'github' ? writeCommands : write;
}

async function closeAll(open: readonly OpenTarget[]): Promise<string | undefined> {
  const closed = await Promise.allSettled(open.map(({ close }) => close()));
  const failed = closed.find((one) => one.status === 'rejected');
  return failed && `A report cannot be written: ${String(failed.reason)}`;
}
