import { createHash } from 'node:crypto';
import { compact } from '../../shared/compact.ts';
import type { Variables } from '../../shared/variables.ts';
import { t } from '../../shared/l10n.ts';
import { hideKeyShapes } from '../../shared/masking/keyShapes.ts';
import { neededPasses } from '../file/readScenario.ts';
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
  const { env = {}, agents, repeat, passRate, grep, tags, honoursOnly, isWanted, shard } = options;
  const cases: Case[] = [];
  const isFew = honoursOnly && files.some((file) => file.scenarios.some(({ only }) => only));
  for (const { path, scenarios } of files) {
    for (const scenario of scenarios) {
      if (isFew && !scenario.only) continue;
      if (grep && !grep.test(scenario.name)) continue;
      if (tags && !hasTags(scenario, tags)) continue;
      const times = repeat ?? scenario.repeat;
      const common = {
        file: path,
        scenario,
        repeat: times,
        needed: neededPasses(times, passRate ?? scenario.passRate),
      };
      const names = scenario.agents.length > 0 ? scenario.agents : (agents ?? []);
      for (const agent of agentsOf(names))
        for (const row of rowsOf(scenario, env)) {
          const own = { index: cases.length, ...common, ...agent, ...row };
          if (isWanted?.(own) ?? true) cases.push(own);
        }
    }
  }
  if (!shard) return cases;
  return cases.filter(({ index }) => index % shard.total === shard.index - 1);
}

function hasTags({ tags: own }: Scenario, tags: readonly string[]): boolean {
  const wanted = tags.filter((tag) => !tag.startsWith('!'));
  const unwanted = tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1));
  const isOne = wanted.length === 0 || wanted.some((tag) => own.includes(tag));
  return isOne && !unwanted.some((tag) => own.includes(tag));
}

function agentsOf(names: readonly string[]): readonly Pick<Case, 'agent'>[] {
  return names.length === 0 ? [{}] : names.map((agent) => ({ agent }));
}

type Row = Pick<Case, 'row' | 'values' | 'problem'>;

function rowsOf(scenario: Scenario, env: Variables): readonly Row[] {
  const { variables, data } = scenario;
  const asked = environmentOf(scenario, env);
  const valuesOf = (row: Readonly<Record<string, unknown>>): Row => {
    const { values, problems } = ownValues({ ...variables, ...row }, asked.values);
    const [endless] = problems;
    const problem = asked.problem ?? (endless && { ...endless, at: scenario.at.start });
    const known = scenario.env.length > 0 ? { ...values, env: asked.values } : values;
    return { values: known, ...(problem && { problem }) };
  };
  if (data.length === 0) return [valuesOf({})];
  return data.map((row, index) => ({ row: index + 1, ...valuesOf(row) }));
}

/** The session to open for an attempt of the case; `number` counts from 1. */
export function requestOf(
  { scenario, file, row, agent }: Case,
  number: number,
  clientKey?: string,
): SessionRequest {
  return {
    file,
    scenario: scenario.name,
    ...(scenario.id !== undefined && { id: scenario.id }),
    attempt: number,
    ...compact({ agent, row }),
    ...(scenario.recording !== undefined && { recording: rowRecording(scenario.recording, row) }),
    ...(clientKey !== undefined && { clientKey }),
  };
}

/** The same for all shards of a run; differs if anything in the plan differs. */
export function planDigest(files: readonly ScenarioFile[], cases: readonly Case[]): string {
  const asked = cases.map(({ file, scenario, row, agent, repeat, needed }) => [
    ...[file, scenario.name, row, agent, repeat, needed],
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
    if (value === undefined) {
      const message = t('The environment variable {0} is not set. Set it, then run again.', name);
      return { values, problem: { at: at.start, message } };
    }
    if (hideKeyShapes(value) !== value || keys.some((key) => value.includes(key))) {
      const message = t('{0} is an API key, which no scenario can use. Leave it out.', name);
      return { values, problem: { at: at.start, message } };
    }
    values[name] = value;
  }
  return { values };
}

/** Limit for a row's title, in characters: tables can have many columns. */
const maxTitle = 120;

function short(title: string): string {
  return title.length <= maxTitle ? title : `${title.slice(0, maxTitle)}…`;
}

/** The row's values in words: `colour: black, size: 42`; for a table, also its line. */
export function rowTitle({ scenario, row }: Pick<Case, 'scenario' | 'row'>): string | undefined {
  const values = row === undefined ? undefined : scenario.data[row - 1];
  if (!values) return undefined;
  const title = Object.entries(values)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
  const { table } = scenario;
  const line = table?.lines[(row ?? 1) - 1];
  return table && line !== undefined ? `${short(title)} · ${table.name}:${line}` : title;
}
