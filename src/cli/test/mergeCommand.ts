import { mergeReports, reportRun } from '../../scenarios/reports/mergeReports.ts';
import { exitCode, type TestExitCode, type TestSurroundings } from './testCommand.ts';
import { inputName, readInput } from '../standardInput.ts';
import { openReports } from './testReports.ts';
import type { MergeOptions } from './testOptions.ts';

/** `ask-sofia merge-reports`: reports as if the run had not been sharded. */
export async function runMerge(
  options: MergeOptions,
  surroundings: TestSurroundings,
): Promise<TestExitCode> {
  const { writeError } = surroundings;
  const merged = await mergeFiles(options.files, surroundings.signal);
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

/** Merged reports do not say where their agents are. */
const unknownPlace = () => 'public' as const;

async function mergeFiles(names: readonly string[], signal: AbortSignal) {
  const files: { readonly name: string; readonly text: string }[] = [];
  for (const name of names) {
    const read = await readInput(name, signal);
    if ('problem' in read) return { problem: `${inputName(name)}: ${read.problem}` };
    files.push({ name: inputName(name), text: read.text });
  }
  return mergeReports(files);
}
