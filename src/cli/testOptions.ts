import { InvalidArgumentError, type Command } from 'commander';
import { parsePassRate } from '../scenarios/file/passRate.ts';
import { reporterNames, type ReporterName } from '../scenarios/reports/reporters.ts';
import { standardStream } from './standardInput.ts';
import { swallowedFile } from './swallowedFile.ts';
import {
  addTargetOptions,
  parseMilliseconds,
  readTarget,
  type AskTarget,
  type Environment,
  type TargetFlags,
} from './targetOptions.ts';

/** A report and where it is written; undefined is standard output. */
export interface ReportTarget {
  readonly name: ReporterName;
  readonly file?: string;
}

/** What all reports are asked for. */
export interface ReportOptions {
  readonly reporters: readonly ReportTarget[];
  /** The HTML report has pictures in it, which are loaded when it is made. */
  readonly images: boolean;
  /** Reports keep what is personal of customers. */
  readonly customerData: boolean;
  /** Earlier JSON reports, to show what changed over time. */
  readonly history: readonly string[];
}

/** What `ask-sofia test` was told to do. */
export interface TestOptions extends ReportOptions {
  readonly globs: readonly string[];
  /** Given by options or variables: it answers every scenario, whichever agent that one names. */
  readonly target?: AskTarget;
  /** Names of configured agents instead of those that the scenarios name. */
  readonly agents?: readonly string[];
  /** File of the configured agents; undefined is the nearest `.sofia/agents.json`. */
  readonly agentsFile?: string;
  readonly env: Environment;
  readonly repeat?: number;
  readonly passRate?: number;
  readonly concurrency: number;
  readonly maxPerSecond?: number;
  readonly shard?: { readonly index: number; readonly total: number };
  readonly bail?: number;
  readonly grep?: RegExp;
  /** Those with `!` must not be there; of the others one is enough. */
  readonly tags?: readonly string[];
  /** A JSON report: only what did not pass there. */
  readonly lastFailed?: string;
  /** Folder that gets a recording of each attempt. */
  readonly record?: string;
  /** Folder of recordings that answer; empty is those that the scenarios name. */
  readonly offline?: string;
  readonly watch: boolean;
  readonly timeoutMs?: number;
}

/** What `ask-sofia merge-reports` was told to do. */
export interface MergeOptions extends ReportOptions {
  readonly files: readonly string[];
}

export type TestCommand =
  | { readonly type: 'test'; readonly options: TestOptions }
  | { readonly type: 'mergeReports'; readonly options: MergeOptions };

interface ReportFlags {
  readonly reporter: readonly ReportTarget[];
  readonly images?: boolean;
  readonly customerData?: boolean;
  readonly history?: readonly string[];
}

interface Flags extends TargetFlags, ReportFlags {
  readonly agent?: readonly string[];
  readonly agents?: string;
  readonly repeat?: number;
  readonly passRate?: number;
  readonly concurrency: number;
  readonly maxPerSecond?: number;
  readonly shard?: { readonly index: number; readonly total: number };
  readonly bail?: number | true;
  readonly grep?: RegExp;
  readonly tag?: readonly string[];
  readonly lastFailed?: string;
  readonly record?: string;
  readonly offline?: string | true;
  readonly watch?: boolean;
  readonly timeoutMs?: number;
}

const defaultGlob = '**/*.sofia.yaml';

/** Adds `test` and `merge-reports`; `done` gets the one that was given, or what is wrong with it. */
export function addTestCommands(
  program: Command,
  env: Environment,
  done: (command: TestCommand | { readonly problem: string }) => void,
): void {
  const test = program
    .command('test')
    .description('Runs scenarios, each in a session of its own, and reports.')
    .argument('[globs...]', `files, folders or patterns (default ${defaultGlob})`)
    .option(
      '--agent <name>',
      'a configured agent to ask, instead of those that scenarios name; may be repeated',
      several,
    )
    .option(
      '--agents <file>',
      'where agents are configured (default: the nearest .sofia/agents.json)',
    )
    .option('--repeat <n>', 'how often each scenario is run', positive)
    .option('--pass-rate <rate>', 'how many repeats must pass: "4 of 5", 80%, 0.8', passRate)
    .option('--concurrency <n>', 'conversations at the same time', positive, 4)
    .option('--max-per-second <n>', 'most requests in a second', positive)
    .option('--shard <i/n>', 'only the i-th of n parts of the run', shard)
    .option('--bail [n]', 'begin nothing new after n that did not pass (default 1)', positive)
    .option('--grep <regex>', 'only scenarios whose name matches', regex)
    .option(
      '--tag <tag>',
      'only scenarios with this tag, or with !TAG without it; may be repeated',
      several,
    )
    .option('--last-failed <report>', 'only what failed or was in error in this JSON report')
    .option('--record <dir>', 'keep a recording of each conversation')
    .option('--offline [dir]', 'recordings answer: those of the folder, else those scenarios name')
    .option('--watch', 'run again when a file changes')
    .option('--timeout-ms <ms>', 'limit of each request', parseMilliseconds);
  addReportOptions(addTargetOptions(test))
    .addHelpText(
      'after',
      '\nKeys are read from SOFIA_API_KEY_<NAME OF THE AGENT> or SOFIA_API_KEY only, and are sent only to' +
        '\nthe origin of --base-url or SOFIA_BASE_URL. With no agent given or named the simulator answers.' +
        '\nExit code: 0 passed, 1 an agent failed, 2 could not run (network, key, file) or wrong usage.',
    )
    .action((globs: string[], flags: Flags) => done(readTest(globs, flags, env)));
  addReportOptions(
    program
      .command('merge-reports')
      .description('Joins the JSON reports of all shards of a run into one.')
      .argument('<files...>', 'JSON reports; - is standard input'),
  )
    .addHelpText(
      'after',
      '\nExit code: as test had without shards, 2 when they do not fit together.',
    )
    .action((files: string[], flags: ReportFlags) => {
      const options = { files, ...reportOptions(flags) };
      const problem = reportProblem(options);
      done(problem === undefined ? { type: 'mergeReports', options } : { problem });
    });
}

function addReportOptions(command: Command): Command {
  return command
    .option(
      '--reporter <name>',
      `${reporterNames.join(', ')}; name=file writes it there; may be given several times (default pretty)`,
      reporters,
      [],
    )
    .option(
      '--images',
      'load the pictures of products into the HTML report, those of private networks only for agents that are there',
    )
    .option(
      '--customer-data',
      'keep e-mail addresses, phone numbers and the like in the HTML report',
    )
    .option(
      '--history <file>',
      'an earlier JSON report, for the HTML report; may be repeated',
      several,
    );
}

function readTest(
  globs: readonly string[],
  flags: Flags,
  env: Environment,
): TestCommand | { readonly problem: string } {
  // A key or an address alone names no agent: they are for those that the scenarios name.
  const isNamed = Boolean(
    flags.businessId ?? flags.agentId ?? (env['SOFIA_BUSINESS_ID'] || env['SOFIA_AGENT_ID']),
  );
  const target = isNamed && !flags.agent ? readTarget(flags, env) : {};
  if ('problem' in target) return target;
  const { agent, agents, tag, bail, offline, grep, record, shard: part } = flags;
  const {
    lastFailed,
    repeat,
    passRate: rate,
    concurrency,
    maxPerSecond,
    timeoutMs,
    watch = false,
  } = flags;
  const options: TestOptions = {
    globs: globs.length > 0 ? globs : [defaultGlob],
    ...target,
    ...(agent && { agents: agent }),
    ...(agents !== undefined && { agentsFile: agents }),
    env: flags.baseUrl === undefined ? env : { ...env, SOFIA_BASE_URL: flags.baseUrl },
    ...(repeat !== undefined && { repeat }),
    ...(rate !== undefined && { passRate: rate }),
    concurrency,
    ...(maxPerSecond !== undefined && { maxPerSecond }),
    ...(part && { shard: part }),
    ...(bail !== undefined && { bail: bail === true ? 1 : bail }),
    ...(grep && { grep }),
    ...(tag && { tags: tag }),
    ...(lastFailed !== undefined && { lastFailed }),
    ...(record !== undefined && { record }),
    ...(offline !== undefined && { offline: offline === true ? '' : offline }),
    watch,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...reportOptions(flags),
  };
  const problem =
    swallowedFile(flags) ??
    (record !== undefined && offline !== undefined
      ? '--record and --offline exclude each other: what recordings answer is recorded already.'
      : reportProblem(options));
  return problem === undefined ? { type: 'test', options } : { problem };
}

function several(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function reportOptions({
  reporter,
  images,
  customerData,
  history = [],
}: ReportFlags): ReportOptions {
  return {
    reporters: reporter.length > 0 ? reporter : [{ name: 'pretty' }],
    images: images ?? false,
    customerData: customerData ?? false,
    history,
  };
}

function reportProblem({ reporters: list }: ReportOptions): string | undefined {
  const unnamed = list.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (unnamed.length < 2) return undefined;
  return `Only one report can go to standard output. Give the others a file: --reporter ${unnamed.at(-1) ?? ''}=FILE`;
}

function reporters(text: string, before: readonly ReportTarget[]): readonly ReportTarget[] {
  const [given = '', ...rest] = text.split('=');
  const name = reporterNames.find((one) => one === given);
  if (!name) throw new InvalidArgumentError(`It must be one of ${reporterNames.join(', ')}.`);
  const file = rest.join('=');
  return [...before, { name, ...(file !== '' && file !== standardStream && { file }) }];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}

function passRate(text: string): number {
  const parsed = parsePassRate(text);
  if (!parsed) throw new InvalidArgumentError('It must be 4 of 5, 80%, or above 0 and up to 1.');
  return parsed.rate;
}

function shard(text: string): { readonly index: number; readonly total: number } {
  const [, index = 0, total = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > total) throw new InvalidArgumentError('It must be like 1/4.');
  return { index, total };
}

function regex(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new InvalidArgumentError('It must be a regular expression.');
  }
}
