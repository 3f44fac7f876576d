import { mergeReports, reportRun } from '../../scenarios/reports/mergeReports.ts';
import { CannotRun } from '../cannotRun.ts';
import { inputName, readInput } from '../standardInput.ts';
import { exitCode, type TestExitCode, type TestSurroundings } from './testCommand.ts';
import type { MergeOptions } from './testOptions.ts';
import { openReports } from './testReports.ts';

/**
 * `ask-sofia merge-reports`: reports as if the run had not been sharded. Throws `CannotRun` when the
 * reports cannot be read, merged or written.
 */
export async function runMerge(
  options: MergeOptions,
  surroundings: TestSurroundings,
): Promise<TestExitCode> {
  const files: { readonly name: string; readonly text: string }[] = [];
  for (const file of options.files) {
    const name = inputName(file);
    const read = await readInput(file, surroundings.signal);
    if ('problem' in read) throw new CannotRun(`${name}: ${read.problem}`);
    files.push({ name, text: read.text });
  }
  const merged = await mergeReports(files);
  if ('problem' in merged) throw new CannotRun(merged.problem);
  // Merged reports do not say where their agents are.
  const { reporter, close } = await openReports(options, surroundings, () => 'public');
  await reportRun(merged.run, reporter);
  await close(merged.run.summary);
  return exitCode(merged.run.summary);
}
