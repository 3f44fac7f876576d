import { planCases } from '../scenarios/run/plan.ts';
import { FileServices } from '../scenarios/run/fileServices.ts';
import type { FileError, RunSummary } from '../scenarios/run/results.ts';
import { runCases } from '../scenarios/run/runCases.ts';
import type { ScenarioFile } from '../scenarios/file/scenario.ts';
import { formatDuration } from '../shared/formatDuration.ts';
import { visibleLine } from '../shared/visibleText.ts';
import { readLastFailed } from './lastFailed.ts';
import { findScenarioFiles, readScenarioFile } from './scenarioFiles.ts';
import { openReports, type ReportSurroundings } from './testReports.ts';
import type { TestOptions } from './testOptions.ts';
import { createTestSessions } from './testSessions.ts';
import { watchFiles } from './watchFiles.ts';

/** 0 passed, 1 an agent failed, 2 could not run. */
export type TestExitCode = 0 | 1 | 2;

export interface TestSurroundings extends ReportSurroundings {
  readonly signal: AbortSignal;
}

/** `ask-sofia test`: runs the scenarios of the files, once or whenever one of them changes. */
export async function runTests(
  options: TestOptions,
  surroundings: TestSurroundings,
): Promise<TestExitCode> {
  const { writeError, signal } = surroundings;
  const paths = await findScenarioFiles(options.globs);
  if (paths.length === 0) {
    writeError(
      `No scenario is found: ${options.globs.join(' ')}. Scenarios are files that end with .sofia.yaml.\n`,
    );
    return 2;
  }
  if (!options.watch) return runOnce(options, paths, surroundings);
  let code: TestExitCode = 2;
  const sourcesOf = async (path: string) => (await readScenarioFile(path)).sources;
  const find = () => findScenarioFiles(options.globs);
  for await (const changed of watchFiles(paths, { find, sourcesOf }, signal)) {
    code = await runOnce(options, changed, surroundings);
    if (!signal.aborted) writeError('Waiting for changes; Ctrl+C ends.\n');
  }
  return code;
}

async function runOnce(
  options: TestOptions,
  paths: readonly string[],
  surroundings: TestSurroundings,
): Promise<TestExitCode> {
  const { writeError, signal } = surroundings;
  const files = await Promise.all(paths.map(readScenarioFile));
  const failed = await readLastFailed(options.lastFailed);
  if ('problem' in failed) {
    writeError(`${failed.problem}\n`);
    return 2;
  }
  const cases = planCases(files, { ...planOptions(options), ...failed });
  const errors = [...fileErrors(files), ...(options.env['CI'] ? onlyErrors(files) : [])];
  if (cases.length === 0 && errors.length === 0) {
    writeError('No scenario is left to run: look at --grep, --tag, --last-failed and --shard.\n');
    return 2;
  }
  const sessions = createTestSessions(options, writeError);
  const reports = await openReports(options, surroundings, sessions.agentPlace);
  if ('problem' in reports) {
    writeError(`${reports.problem}\n`);
    await sessions.dispose();
    return 2;
  }
  const services = new FileServices(signal);
  const startedAt = Date.now();
  const { reporter } = reports;
  try {
    const { shard } = options;
    reporter.start?.({ startedAt, cases: cases.length, ...(shard && { shard }) });
    for (const error of errors) reporter.fileError?.(error);
    const { concurrency, maxPerSecond, bail } = options;
    const counts = await runCases({
      cases,
      concurrency,
      ...(maxPerSecond !== undefined && { maxPerSecond }),
      ...(bail !== undefined && { bail }),
      open: sessions.open,
      servicesOf: (file) => services.of(file),
      signal,
      events: {
        progress: (progress) => reporter.progress?.(progress),
        backedOff: ({ scenario }, waitMs) =>
          writeError(
            `${visibleLine(scenario.name)}: too many requests, begins again in ${formatDuration(waitMs)}\n`,
          ),
      },
      caseEnded: (result) => reporter.caseEnded?.(result),
    });
    const summary = { counts, fileErrors: errors.length, durationMs: Date.now() - startedAt };
    await reporter.end?.(summary);
    const problem = await reports.close();
    if (problem !== undefined) writeError(`${problem}\n`);
    return problem === undefined ? exitCode(summary) : 2;
  } finally {
    await services.dispose();
    await sessions.dispose();
  }
}

function planOptions({ target, agents, ...options }: TestOptions) {
  const { env, repeat, passRate, grep, tags, shard } = options;
  // An agent that was given answers every scenario.
  const asked = target ? [] : agents;
  return {
    env,
    honoursOnly: !env['CI'],
    ...(asked && { agents: asked }),
    ...(repeat !== undefined && { repeat }),
    ...(passRate !== undefined && { passRate }),
    ...(grep && { grep }),
    ...(tags && { tags }),
    ...(shard && { shard }),
  };
}

/** What is wrong in the files, in their order; once where several files use the one that has it. */
export function fileErrors(
  files: readonly Pick<ScenarioFile, 'path' | 'problems'>[],
): readonly FileError[] {
  const all = files.flatMap(({ path, problems }) =>
    problems.map(({ file = path, at, message }) => ({ file, at: at.start, message })),
  );
  return [...new Map(all.map((error) => [JSON.stringify(error), error])).values()];
}

/** `only` that was left behind would let everything else pass unseen. */
function onlyErrors(files: readonly ScenarioFile[]): readonly FileError[] {
  return files.flatMap(({ path: file, scenarios }) =>
    scenarios.flatMap(({ only }) => {
      const message = 'With CI set, "only" would leave all other scenarios out. Take it out.';
      return only ? [{ file, at: only.start, message }] : [];
    }),
  );
}

/**
 * A failure of an agent is certain, whatever else could not be judged. A run in which nothing was
 * judged is no success.
 */
export function exitCode({ counts, fileErrors: bad }: RunSummary): TestExitCode {
  if (counts.failed > 0) return 1;
  const isJudged = counts.passed + counts.flaky + counts.knownFailure > 0;
  return !isJudged || counts.errored > 0 || counts.skipped > 0 || bad > 0 ? 2 : 0;
}
