import { createHash } from 'node:crypto';
import { compact } from '../../shared/compact.ts';
import type { Variables } from '../../shared/variables.ts';
import { t } from '../../shared/l10n.ts';
import { hideKeyShapes } from '../../shared/masking/keyShapes.ts';
import { neededPasses } from '../file/passRate.ts';
import type { Scenario, ScenarioFile } from '../file/scenario.ts';
import { ownValues } from '../file/yaml/ownValues.ts';
import { rowRecording } from './recordingPath.ts';
import type { AttemptProblem } from './results.ts';
import type { SessionRequest } from './session.ts';

/** One scenario with one data row against one agent: the unit of a run. */
export interface Case {
  /** Index in the whole plan, shards included; from 0. */
  readonly index: number;
  readonly file: string;
  readonly scenario: Scenario;
  /** From 1; missing if the scenario has no data. */
  readonly row?: number;
  /** Variables, the row's values, and `env`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why it cannot be run. */
  readonly problem?: AttemptProblem;
  /** Missing means the run's own agent. */
  readonly agent?: string;
  /** The number of attempts, and how many must pass. */
  readonly repeat: number;
  readonly needed: number;
}

export interface PlanOptions {
  /** The variables that scenarios may ask for. */
  readonly env?: Variables;
  /** For scenarios that name no agent. */
  readonly agents?: readonly string[];
  readonly repeat?: number;
  readonly passRate?: number;
  /** Only scenarios whose name matches. */
  readonly grep?: RegExp;
  /** Only scenarios with one of these tags, and with none of those prefixed with `!`. */
  readonly tags?: readonly string[];
  /** If any scenario says `only`, run just those. */
  readonly honoursOnly?: boolean;
  /** Only these cases. */
  readonly isWanted?: (own: Case) => boolean;
  /** Only every `total`-th case, starting with the `index`-th; from 1. */
  readonly shard?: { readonly index: number; readonly total: number };
}

/** The cases of the files, in order. A shard keeps the indices of the whole plan. */
export function planCases(
  files: readonly Pick<ScenarioFile, 'path' | 'scenarios'>[],
  options: PlanOptions = {},
): readonly Case[] {
  const {
    env = {},
    agents = [],
    repeat,
    passRate,
    grep,
    tags,
    honoursOnly,
    isWanted,
    shard,
  } = options;
  const cases: Case[] = [];
  const isFew = honoursOnly && files.some((file) => file.scenarios.some(({ only }) => only));
  for (const { path, scenarios } of files) {
    for (const scenario of scenarios) {
      if (isFew && !scenario.only) continue;
      if (grep && !grep.test(scenario.name)) continue;
      if (tags && !hasTags(scenario, tags)) continue;
      const times = repeat ?? scenario.repeat;
      const needed = neededPasses(times, passRate ?? scenario.passRate);
      const common = { file: path, scenario, repeat: times, needed };
      const names = scenario.agents.length > 0 ? scenario.agents : agents;
      for (const agent of names.length > 0 ? names : [undefined])
        for (const row of rowsOf(scenario, env)) {
          const own = { index: cases.length, ...common, ...compact({ agent }), ...row };
          if (isWanted?.(own) ?? true) cases.push(own);
        }
    }
  }
  if (!shard) return cases;
  return cases.filter(({ index }) => index % shard.total === shard.index - 1);
}

function hasTags({ tags: own }: Scenario, tags: readonly string[]): boolean {
  const wanted = tags.filter((tag) => !tag.startsWith('!'));
  const isOne = wanted.length === 0 || wanted.some((tag) => own.includes(tag));
  return isOne && !own.some((tag) => tags.includes(`!${tag}`));
}

function rowsOf(
  scenario: Scenario,
  env: Variables,
): readonly Pick<Case, 'row' | 'values' | 'problem'>[] {
  const { variables, data } = scenario;
  const asked = environmentOf(scenario, env);
  const rows = data.length > 0 ? data : [{}];
  return rows.map((own, index) => {
    const { values, problems } = ownValues({ ...variables, ...own }, asked.values);
    const [endless] = problems;
    const problem = asked.problem ?? (endless && { ...endless, at: scenario.at.start });
    const known = scenario.env.length > 0 ? { ...values, env: asked.values } : values;
    const row = data.length > 0 ? index + 1 : undefined;
    return { ...compact({ row }), values: known, ...(problem && { problem }) };
  });
}

/** The session to open for an attempt of the case; `number` counts from 1. */
export function requestOf(
  { scenario, file, row, agent }: Case,
  number: number,
  clientKey?: string,
): SessionRequest {
  const { name, id, recording } = scenario;
  return {
    ...compact({ file, scenario: name, id, attempt: number, agent, row, clientKey }),
    ...(recording !== undefined && { recording: rowRecording(recording, row) }),
  };
}

/** The same for all shards of a run; differs if anything in the plan differs. */
export function planDigest(files: readonly ScenarioFile[], cases: readonly Case[]): string {
  const asked = cases.map((own) => [
    ...[own.file, own.scenario.name, own.row, own.agent, own.repeat, own.needed],
  ]);
  return createHash('sha256')
    .update(JSON.stringify([files, asked]))
    .digest('hex')
    .slice(0, 16);
}

/** The variables that a scenario asks for; `problem` names one that is unset or is a key. */
function environmentOf(
  { env: asked }: Scenario,
  env: Variables,
): { readonly values: Readonly<Record<string, string>>; readonly problem?: AttemptProblem } {
  const values: Record<string, string> = {};
  const keys = Object.entries(env).flatMap(([name, value]) =>
    /^SOFIA_API_KEY/i.test(name) && value ? [value] : [],
  );
  for (const { name, at } of asked) {
    const value = env[name];
    const problem = (message: string) => ({ values, problem: { at: at.start, message } });
    if (value === undefined)
      return problem(t("The environment variable {0} isn't set. Set it, then run again.", name));
    if (hideKeyShapes(value) !== value || keys.some((key) => value.includes(key)))
      return problem(t("{0} is an API key, which scenarios can't use. Remove it.", name));
    values[name] = value;
  }
  return { values };
}

/** Limit for a row's title, in characters: tables can have many columns. */
const maxTitle = 120;

/** The row's values in words: `colour: black, size: 42`; for a table, also its line. */
export function rowTitle({ scenario, row }: Pick<Case, 'scenario' | 'row'>): string | undefined {
  const values = row === undefined ? undefined : scenario.data[row - 1];
  if (!values) return undefined;
  const title = Object.entries(values)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
  const { table } = scenario;
  const line = table?.lines[(row ?? 1) - 1];
  if (!table || line === undefined) return title;
  const short = title.length <= maxTitle ? title : `${title.slice(0, maxTitle)}…`;
  return `${short} · ${table.name}:${line}`;
}
