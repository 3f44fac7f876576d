import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ReporterName, reporterNames } from '../../scenarios/reports/reporterNames.ts';
import { compact } from '../../shared/compact.ts';
import type { Variables } from '../../shared/variables.ts';
import { standardStream } from '../standardInput.ts';
import {
  addTargetOptions,
  type AskTarget,
  readTarget,
  type TargetFlags,
} from '../targetOptions.ts';
import { pageLanguages, type PageLanguage } from './reportLanguage.ts';
import {
  count,
  milliseconds,
  passRate,
  positive,
  regex,
  several,
  shard,
  share,
  swallowedFile,
} from './testOptionValues.ts';

/** A report and its file; undefined means standard output. */
export interface ReportTarget {
  readonly name: ReporterName;
  readonly file?: string;
}

/** Options of all reports. */
export interface ReportOptions {
  readonly reporters: readonly ReportTarget[];
  /** Load images into the HTML report. */
  readonly images?: boolean;
  /** Keep customers' personal data in reports. */
  readonly customerData?: boolean;
  /** Language of the HTML report; missing means the environment's. */
  readonly language?: PageLanguage;
  /** Earlier JSON reports, to show what changed over time. */
  readonly history?: readonly string[];
}

/** The parsed arguments of `ask-sofia test`. */
export interface TestOptions extends ReportOptions {
  readonly globs: readonly string[];
  /** The agent from options or variables for scenarios that name none, or what it lacks. */
  readonly target?: AskTarget | { readonly problem: string };
  /** Names of configured agents for scenarios that name none. */
  readonly agents?: readonly string[];
  /** Let the simulator respond in scenarios that name no agent, when none was given. */
  readonly demo?: boolean;
  /** File of the configured agents; undefined means the nearest `.sofia/agents.json`. */
  readonly agentsFile?: string;
  readonly env: Variables;
  readonly repeat?: number;
  readonly passRate?: number;
  readonly concurrency: number;
  readonly maxPerSecond?: number;
  readonly shard?: { readonly index: number; readonly total: number };
  readonly bail?: number;
  /** How often a case that had an error starts again. */
  readonly retries?: number;
  /** The share of attempts, 0 to 1, that may have errors before the run counts as not judged. */
  readonly maxErrors?: number;
  readonly grep?: RegExp;
  /** Scenarios must have at least one of the tags, and none of those with `!`. */
  readonly tags?: readonly string[];
  /** A JSON report: run only what did not pass there. */
  readonly lastFailed?: string;
  /** Folder for a recording of each attempt. */
  readonly record?: string;
  /** Folder of recordings to respond from; empty means those that the scenarios name. */
  readonly offline?: string;
  readonly watch?: boolean;
  readonly timeoutMs?: number;
}

/** The parsed arguments of `ask-sofia merge-reports`. */
export interface MergeOptions extends ReportOptions {
  readonly files: readonly string[];
}

export type TestCommand =
  | { readonly type: 'test'; readonly options: TestOptions }
  | { readonly type: 'mergeReports'; readonly options: MergeOptions };

type ReportFlags = Omit<ReportOptions, 'reporters'> & {
  readonly reporter: readonly ReportTarget[];
};

/** The options as they are named on the command line. */
type Flags = TargetFlags &
  ReportFlags &
  Omit<TestOptions, keyof ReportOptions | 'agents' | 'bail' | 'offline'> & {
    readonly agent?: readonly string[];
    readonly agents?: string;
    readonly tag?: readonly string[];
    readonly bail?: number | true;
    readonly offline?: string | true;
  };

const defaultGlob = '**/*.sofia.yaml';

/** Adds `test` and `merge-reports`; `done` gets the parsed command. */
export function addTestCommands(
  program: Command,
  env: Variables,
  done: (command: TestCommand) => void,
): void {
  const test = program
    .command('test')
    .description('Runs scenarios, each in a session of its own, and reports.')
    .argument('[globs...]', `files, folders or patterns (default ${defaultGlob})`)
    .option(
      '--agent <name>',
      'a configured agent to ask in scenarios that name none; may be repeated',
      several,
    )
    .option(
      '--agents <file>',
      'where agents are configured (default: the nearest .sofia/agents.json)',
    )
    .option('--demo', 'the simulator answers where no agent is given or named, in CI too')
    .option('--repeat <n>', 'how often each scenario is run', positive)
    .option('--pass-rate <rate>', 'how many repeats must pass: "4 of 5", 80%, 0.8', passRate)
    .option('--concurrency <n>', 'conversations at the same time', positive, 4)
    .option('--max-per-second <n>', 'most requests in a second', positive)
    .option('--shard <i/n>', 'only the i-th of n parts of the run', shard)
    .option('--bail [n]', 'begin nothing new after n that did not pass (default 1)', positive)
    .option('--retries <n>', 'how often what could not be judged begins again (default 0)', count)
    .option(
      '--max-errors <share>',
      'attempts that may be errors before exit code 2: 5%, 0.05',
      share,
    )
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
    .option('--timeout-ms <ms>', 'limit of each request', milliseconds);
  addReportOptions(addTargetOptions(test))
    .addHelpText(
      'after',
      '\nKeys are read from SOFIA_API_KEY_<NAME OF THE AGENT> or SOFIA_API_KEY only, and are sent only to' +
        '\nthe origin of --base-url or SOFIA_BASE_URL; recordings (--offline) need none. Options and variables' +
        '\nare for scenarios that name no agent. With none given either the simulator answers in a terminal,' +
        '\nelse --demo must ask for it: a missing secret lets nothing pass.' +
        '\nExit code: 0 passed, 1 an agent failed, 2 could not run (network, key, file) or wrong usage.',
    )
    .action((globs: string[], flags: Flags) => {
      const options = testOptions(globs, flags, env);
      const problem = swallowedFile(flags) ?? testProblem(options) ?? reportProblem(options);
      if (problem !== undefined) test.error(problem);
      done({ type: 'test', options });
    });
  const merge = program
    .command('merge-reports')
    .description('Joins the JSON reports of all shards of a run into one.')
    .argument('<files...>', 'JSON reports; - is standard input');
  addReportOptions(merge)
    .addHelpText(
      'after',
      '\nExit code: as test had without shards, 2 when they do not fit together.',
    )
    .action((files: string[], flags: ReportFlags) => {
      const options = { ...flags, files, reporters: reportersOf(flags) };
      if (files.filter((file) => file === standardStream).length > 1)
        merge.error('Standard input can be read only once. Give the other reports as files.');
      const problem = reportProblem(options);
      if (problem !== undefined) merge.error(problem);
      done({ type: 'mergeReports', options });
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
      'keep e-mail addresses, phone numbers and other personal data, which every report hides otherwise',
    )
    .addOption(
      new Option(
        '--language <code>',
        'what the HTML report speaks (default: as LC_ALL or LANG say, else en)',
      ).choices(pageLanguages),
    )
    .option(
      '--history <file>',
      'an earlier JSON report, for the HTML report; may be repeated',
      several,
    );
}

function testOptions(globs: readonly string[], flags: Flags, env: Variables): TestOptions {
  const { agent, agents: agentsFile, tag, bail, offline, retries, ...others } = flags;
  // A key or base URL alone names no agent: they apply to agents that scenarios name.
  const isNamed = Boolean(
    flags.businessId ?? flags.agentId ?? (env['SOFIA_BUSINESS_ID'] || env['SOFIA_AGENT_ID']),
  );
  const given = isNamed && !agent ? readTarget(flags, env) : {};
  return {
    ...others,
    reporters: reportersOf(flags),
    globs: globs.length > 0 ? globs : [defaultGlob],
    env: flags.baseUrl === undefined ? env : { ...env, SOFIA_BASE_URL: flags.baseUrl },
    ...compact({
      target: 'problem' in given ? given : given.target,
      agents: agent,
      agentsFile,
      tags: tag,
      bail: bail === true ? 1 : bail,
      retries: retries || undefined,
      offline: offline === true ? '' : offline,
    }),
  };
}

function reportersOf({ reporter }: ReportFlags): readonly ReportTarget[] {
  return reporter.length > 0 ? reporter : [{ name: 'pretty' }];
}

function testProblem({ record, offline }: TestOptions): string | undefined {
  return record !== undefined && offline !== undefined
    ? '--record and --offline exclude each other: what recordings answer is recorded already.'
    : undefined;
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
