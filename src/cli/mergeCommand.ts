import { readFile } from 'node:fs/promises';
import { mergeReports, reportRun } from '../scenarios/reports/mergeReports.ts';
import { exitCode, type TestExitCode } from './testCommand.ts';
import { openReports, type ReportSurroundings } from './testReports.ts';
import type { MergeOptions } from './testOptions.ts';

/** `ask-sofia merge-reports`: what the run would have reported in one piece. */
export async function runMerge(
  options: MergeOptions,
  surroundings: ReportSurroundings,
): Promise<TestExitCode> {
  const { writeError } = surroundings;
  const merged = await mergeFiles(options.files);
  if ('problem' in merged) {
    writeError(`${merged.problem}\n`);
    return 2;
  }
  const reports = await openReports(options, surroundings, unknownPlace);
  if ('problem' in reports) {
    writeError(`${reports.problem}\n`);
    return 2;
  }
  await reportRun(merged.run, reports.reporter);
  const problem = await reports.close();
  if (problem !== undefined) writeError(`${problem}\n`);
  return problem === undefined ? exitCode(merged.run.summary) : 2;
}

/** The reports of merged runs do not say where their agents are. */
const unknownPlace = () => 'public' as const;

async function mergeFiles(names: readonly string[]) {
  const files: { readonly name: string; readonly text: string }[] = [];
  for (const name of names) {
    const text = await readFile(name, 'utf8').catch(() => undefined);
    if (text === undefined) return { problem: `${name} cannot be read.` };
    files.push({ name, text });
  }
  return mergeReports(files);
}
