import manifest from '../../../package.json' with { type: 'json' };
import { hideSecrets } from '../../agentGraph/redact.ts';
import type { ScenarioFile } from '../../scenarios/file/scenario.ts';
import type { RunFilters, RunOutset } from '../../scenarios/run/evidence.ts';
import { FileServices } from '../../scenarios/run/fileServices.ts';
import { JudgedCount } from '../../scenarios/run/judgedCount.ts';
import { type Case, planCases, planDigest } from '../../scenarios/run/plan.ts';
import type { FileError, RunSummary } from '../../scenarios/run/results.ts';
import { runCases } from '../../scenarios/run/runCases.ts';
import { formatDuration } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import { CannotRun } from '../cannotRun.ts';
import { environmentKeys } from '../targetOptions.ts';
import { lastFailed } from './lastFailed.ts';
import { findScenarioFiles, readScenarioFile } from './scenarioFiles.ts';
import type { TestOptions } from './testOptions.ts';
import { openReports, type ReportSurroundings } from './testReports.ts';
import { createTestSessions } from './liveSessions.ts';
import { compact } from '../../shared/compact.ts';
import { watchFiles } from './watchFiles.ts';

/** 0 passed, 1 an agent failed, 2 could not run. */
export type TestExitCode = 0 | 1 | 2;

export interface TestSurroundings extends ReportSurroundings {
  readonly signal: AbortSignal;
}

/**
 * `ask-sofia test`: runs the scenarios of the files, once or at every change. Throws `CannotRun` when
 * there is nothing to run, or no place for the reports.
 */
export async function runTests(
  options: TestOptions,
  surroundings: TestSurroundings,
): Promise<TestExitCode> {
  const { writeError, signal } = surroundings;
  const paths = await findScenarioFiles(options.globs);
  if (paths.length === 0)
    throw new CannotRun(
      `No scenarios found: ${options.globs.join(' ')}. The names of scenario files end with .sofia.yaml.`,
    );
  if (!options.watch) return runOnce(options, paths, surroundings);
  let code: TestExitCode = 2;
  const sourcesOf = async (path: string) =>
    (await readScenarioFile(path, environmentKeys(options.env))).sources;
  const find = () => findScenarioFiles(options.globs);
  let isFirst = true;
  for await (const changed of watchFiles(paths, { find, sourcesOf }, signal)) {
    const filters = isFirst ? {} : { changedOnly: true };
    code = await runOnce(options, changed, surroundings, filters).catch((error: unknown) => {
      if (!(error instanceof CannotRun)) throw error;
      writeError(`${error.message}\n`);
      return 2;
    });
    isFirst = false;
    if (!signal.aborted) writeError('Waiting for changes. Press Ctrl+C to end.\n');
  }
  return code;
}

async function runOnce(
  options: TestOptions,
  paths: readonly string[],
  surroundings: TestSurroundings,
  filters: RunFilters = {},
): Promise<TestExitCode> {
  const { writeError, signal, env } = surroundings;
  const secrets = environmentKeys(options.env);
  const files = await Promise.all(paths.map((path) => readScenarioFile(path, secrets)));
  const failed = options.lastFailed === undefined ? {} : await lastFailed(options.lastFailed);
  const cases = planCases(files, { ...planOptions(options), ...failed });
  const errors = [...fileErrors(files), ...(options.env['CI'] ? onlyErrors(files) : [])];
  if (cases.length === 0 && errors.length === 0)
    throw new CannotRun(
      'No scenarios left to run. Check --grep, --tag, --last-failed, and --shard.',
    );
  const nobody = cases.some(({ agent }) => agent === undefined)
    ? nobodyProblem(options, surroundings)
    : undefined;
  if (nobody !== undefined) throw new CannotRun(nobody);
  const sessions = createTestSessions(options, writeError);
  const services = new FileServices(signal);
  try {
    const { reporter, close } = await openReports(options, surroundings, sessions.agentPlace);
    const startedAt = Date.now();
    const judged = new JudgedCount();
    await sessions.prepare(cases);
    const whole = planCases(files, { ...planOptions(options), shard: { index: 1, total: 1 } });
    const plan = planDigest(files, whole);
    const outset = (): RunOutset => ({
      tool: `${manifest.name} ${manifest.version}`,
      startedAt,
      agents: sessions.agents(),
      filters: {
        ...filters,
        ...filtersOf(options),
        ...(cases.some(({ scenario }) => scenario.only) && { only: true }),
      },
      ...repeatsOf(options),
      plan,
      ...compact({ job: jobVariables.map((name) => env[name]).find(Boolean) }),
    });
    reporter.start?.({ cases: cases.length, evidence: outset() });
    for (const error of errors) reporter.fileError?.(error);
    const tell = ({ scenario }: Case, what: string) =>
      writeError(`${visibleLine(hideSecrets(scenario.name, secrets))}: ${what}\n`);
    const { concurrency, maxPerSecond, bail, retries } = options;
    const counts = await runCases({
      cases,
      concurrency,
      ...compact({ maxPerSecond, bail, retries }),
      open: sessions.open,
      servicesOf: (file) => services.of(file),
      signal,
      secrets,
      events: {
        progress: (progress) => reporter.progress?.(progress),
        backedOff: (own, waitMs) =>
          tell(own, `rate limited, retrying in ${formatDuration(waitMs)}`),
        retried: (own, { problem }) =>
          tell(own, `error, retrying. ${visibleLine(problem?.message ?? '')}`),
      },
      caseEnded: (result) => {
        judged.add(result);
        reporter.caseEnded?.(result);
      },
    });
    const durationMs = Date.now() - startedAt;
    const end = { durationMs, ...judged.counts, isInterrupted: signal.aborted };
    const evidence = { ...outset(), ...end };
    const summary = { counts, fileErrors: errors.length, durationMs, evidence };
    await reporter.end?.(summary);
    await close(summary);
    return exitCode(summary);
  } finally {
    await services.dispose();
    await sessions.dispose();
  }
}

/** Why scenarios that name no agent cannot run. An unnoticed demo could pass for an agent. */
function nobodyProblem(
  { target, offline, demo }: TestOptions,
  { isTty, env }: TestSurroundings,
): string | undefined {
  if (offline !== undefined) return undefined;
  if (target) return 'problem' in target ? target.problem : undefined;
  if (demo || (isTty && !env['CI'])) return undefined;
  return 'No agent was given, and some scenarios name none. Set SOFIA_BUSINESS_ID, SOFIA_AGENT_ID, and SOFIA_API_KEY, choose a configured agent with --agent NAME, or use the simulator with --demo.';
}

function planOptions({ env, agents, repeat, passRate, grep, tags, shard }: TestOptions) {
  return {
    env,
    honoursOnly: !env['CI'],
    ...compact({ agents, repeat, passRate, grep, tags, shard }),
  };
}

function filtersOf({ grep, tags, shard, bail, lastFailed }: TestOptions): RunFilters {
  const isLastFailed = lastFailed === undefined ? undefined : true;
  return compact({ grep: grep?.source, tags, shard, bail, lastFailed: isLastFailed });
}

function repeatsOf(options: TestOptions): Pick<RunOutset, 'repeats'> {
  const { repeat, passRate, retries, maxErrors } = options;
  const repeats = compact({ repeat, passRate, retries, maxErrors });
  return Object.keys(repeats).length > 0 ? { repeats } : {};
}

/** CI variables that identify the CI run. */
const jobVariables = ['GITHUB_RUN_ID', 'CI_PIPELINE_ID', 'BUILD_TAG'];

/** The problems of the files, in order. One in a shared file is listed once. */
function fileErrors(
  files: readonly Pick<ScenarioFile, 'path' | 'problems'>[],
): readonly FileError[] {
  const all = files.flatMap(({ path, problems }) =>
    problems.map(({ file = path, at, message }) => ({ file, at: at.start, message })),
  );
  return [...new Map(all.map((error) => [JSON.stringify(error), error])).values()];
}

/** A forgotten `only` would hide that all other scenarios were left out. */
function onlyErrors(files: readonly ScenarioFile[]): readonly FileError[] {
  return files.flatMap(({ path: file, scenarios }) =>
    scenarios.flatMap(({ only }) => {
      const message = 'In CI, "only" would skip all other scenarios. Remove it.';
      return only ? [{ file, at: only.start, message }] : [];
    }),
  );
}

/**
 * A failed scenario decides the code, whatever else had an error. A run in which nothing was judged
 * is not a success.
 */
export function exitCode({ counts, fileErrors: bad, evidence }: RunSummary): TestExitCode {
  if (counts.failed > 0) return 1;
  const isJudged = counts.passed + counts.flaky + counts.knownFailure > 0;
  const { made, errored } = evidence.attempts;
  const most = evidence.repeats?.maxErrors;
  // Without a limit no scenario may have an error; the pass rate already allows for errors in runs.
  const isTooMany = most === undefined ? counts.errored > 0 : errored > most * made;
  return !isJudged || isTooMany || counts.skipped > 0 || bad > 0 ? 2 : 0;
}
