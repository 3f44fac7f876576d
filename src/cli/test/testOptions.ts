import { type Command, Option } from 'commander';
import { compact } from '../../shared/compact.ts';
import { t } from '../../shared/l10n.ts';
import type { Variables } from '../../shared/variables.ts';
import { addHelpSections } from '../helpSections.ts';
import { standardStream } from '../standardInput.ts';
import {
  addTargetOptions,
  type AskTarget,
  readTarget,
  type TargetFlags,
  targetVariables,
} from '../targetOptions.ts';
import {
  addReportOptions,
  type ReportFlags,
  type ReportOptions,
  reportersOf,
  reportProblem,
} from './reportOptions.ts';
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
    .description(t('Run scenarios and report the results'))
    .argument(
      '[globs...]',
      `${t('Files, folders, or patterns')} ${t('(default: {0})', defaultGlob)}`,
    );
  addChoiceOptions(test);
  const heading = t("Agent for scenarios that don't specify one:");
  addTargetOptions(test, heading)
    .optionsGroup(heading)
    .option('--agent <name>', t('Configured agent, by name; repeatable'), several)
    .addOption(
      new Option('--agents <file>', t('File with the configured agents')).default(
        undefined,
        t('the nearest {0}', '.sofia/agents.json'),
      ),
    )
    .option('--demo', t('Use the simulator; in a terminal, this is the default'));
  addRunOptions(test);
  addReportOptions(test).action((globs: string[], flags: Flags) => {
    const options = testOptions(globs, flags, env);
    const problem = swallowedFile(flags) ?? testProblem(options) ?? reportProblem(options);
    if (problem !== undefined) test.error(problem);
    done({ type: 'test', options });
  });
  addHelpSections(test, {
    examples: [
      'ask-sofia test --demo',
      'ask-sofia test shop.sofia.yaml --repeat 5 --pass-rate 80%',
      'ask-sofia test --agent staging --tag smoke --reporter html=report.html',
    ],
    environment: [
      ...targetVariables(),
      ['SOFIA_API_KEY_<NAME>', t('API key of the configured agent with this name')],
      ['CI', t('If set, the simulator needs --demo, and “only” in files is an error')],
      ['NO_COLOR', t('If set, the output has no colors')],
      ['LC_ALL, LANG', t('Language of the HTML report and of this help')],
    ],
    exitCodes: [
      ['0', t('All scenarios passed')],
      ['1', t('An agent failed an expectation')],
      ['2', t('Errors (network, API key, file), nothing to run, or wrong usage')],
      ['130', t('Interrupted')],
    ],
  });
  const merge = program
    .command('merge-reports')
    .description(t('Merge the JSON reports of a sharded run'))
    .argument('<files...>', t('JSON reports; - is standard input'));
  addReportOptions(merge).action((files: string[], flags: ReportFlags) => {
    const { reporter: _, ...others } = flags;
    const options = { ...others, files, reporters: reportersOf(flags) };
    if (files.filter((file) => file === standardStream).length > 1)
      merge.error('Standard input can be read only once. Pass the other reports as files.');
    const problem = reportProblem(options);
    if (problem !== undefined) merge.error(problem);
    done({ type: 'mergeReports', options });
  });
  addHelpSections(merge, {
    examples: ['ask-sofia merge-reports 1.json 2.json --reporter html=report.html'],
    exitCodes: [
      ['0, 1', t('Same as test, for the whole run')],
      ['2', t('Same as test, or the reports are not from the same run')],
    ],
  });
}

/** The options that choose scenarios. */
function addChoiceOptions(test: Command): void {
  test
    .optionsGroup(t('Scenarios:'))
    .option('--grep <regex>', t('Run only scenarios whose name matches'), regex)
    .option(
      '--tag <tag>',
      t('Run only those with this tag, or without it (!tag); repeatable'),
      several,
    )
    .option(
      '--last-failed <report>',
      t('Run only those that failed or had errors according to a JSON report'),
    )
    .option('--shard <i/n>', t('Run only part <i> of <n>'), shard);
}

function addRunOptions(test: Command): void {
  test
    .optionsGroup(t('Run:'))
    .option('--repeat <n>', t('Run each scenario <n> times'), positive)
    .option('--pass-rate <rate>', t('Runs that must pass: "4 of 5", 80%, or 0.8'), passRate)
    .option('--concurrency <n>', t('Conversations at the same time'), positive, 4)
    .option('--max-per-second <n>', t('Maximum requests per second'), positive)
    .option(
      '--bail [n]',
      t('Stop after <n> failures (without a number, after the first)'),
      positive,
    )
    .option('--retries <n>', t('Retry a run that had an error up to <n> times'), count)
    .option('--max-errors <share>', t('Share of runs allowed to have errors: 5% or 0.05'), share)
    .option('--timeout-ms <ms>', t('Time limit of each request'), milliseconds)
    .option('--watch', t('Run again when a file changes'))
    .option('--record <dir>', t('Save a recording of each conversation'))
    .option(
      '--offline [dir]',
      t('Use recordings: those in a folder, or those that scenarios name'),
    );
}

function testOptions(globs: readonly string[], flags: Flags, env: Variables): TestOptions {
  const { agent, agents: agentsFile, tag, bail, offline, retries, reporter: _, ...others } = flags;
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

function testProblem({ record, offline }: TestOptions): string | undefined {
  return record !== undefined && offline !== undefined
    ? 'Use either --record or --offline: responses from recordings are already recorded.'
    : undefined;
}
