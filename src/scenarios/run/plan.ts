import { createHash } from 'node:crypto';
import { neededPasses } from '../file/passRate.ts';
import type { Scenario, ScenarioFile } from '../file/scenario.ts';
import { rowRecording } from './recordingPath.ts';
import type { SessionRequest } from './session.ts';

/** One scenario with one row of its data against one agent: what a run is made of. */
export interface Case {
  /** Its place in the whole plan, shards included; from 0. */
  readonly index: number;
  readonly file: string;
  readonly scenario: Scenario;
  /** From 1; missing where the scenario has no data. */
  readonly row?: number;
  /** Variables and the row's values. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Missing: the run's own. */
  readonly agent?: string;
  /** How often it is run, and how many of them must pass. */
  readonly repeat: number;
  readonly needed: number;
}

export interface PlanOptions {
  /** For scenarios that name none. */
  readonly agents?: readonly string[];
  readonly repeat?: number;
  readonly passRate?: number;
  /** Only scenarios whose name matches. */
  readonly grep?: RegExp;
  /** Only scenarios that have one of these. */
  readonly tags?: readonly string[];
  /** Only every `total`-th case, beginning with the `index`-th; from 1. */
  readonly shard?: { readonly index: number; readonly total: number };
}

/** The cases of the files in their order. A shard has the indices of the whole plan. */
export function planCases(
  files: readonly ScenarioFile[],
  { agents, repeat, passRate, grep, tags, shard }: PlanOptions = {},
): readonly Case[] {
  const cases: Case[] = [];
  for (const { path, scenarios } of files) {
    for (const scenario of scenarios) {
      if (grep && !grep.test(scenario.name)) continue;
      if (tags && !tags.some((tag) => scenario.tags.includes(tag))) continue;
      const times = repeat ?? scenario.repeat;
      const common = {
        file: path,
        scenario,
        repeat: times,
        needed: neededPasses(times, passRate ?? scenario.passRate),
      };
      const names = scenario.agents.length > 0 ? scenario.agents : (agents ?? []);
      for (const agent of agentsOf(names))
        for (const row of rowsOf(scenario))
          cases.push({ index: cases.length, ...common, ...agent, ...row });
    }
  }
  if (!shard) return cases;
  return cases.filter(({ index }) => index % shard.total === shard.index - 1);
}

function agentsOf(names: readonly string[]): readonly Pick<Case, 'agent'>[] {
  return names.length === 0 ? [{}] : names.map((agent) => ({ agent }));
}

function rowsOf({ variables, data }: Scenario): readonly Pick<Case, 'row' | 'values'>[] {
  if (data.length === 0) return [{ values: variables }];
  return data.map((row, index) => ({ row: index + 1, values: { ...variables, ...row } }));
}

/** Whom an attempt of the case talks to; `number` counts from 1. */
export function requestOf(
  { scenario, file, row, agent }: Case,
  number: number,
  clientKey?: string,
): SessionRequest {
  return {
    file,
    scenario: scenario.name,
    attempt: number,
    ...(agent !== undefined && { agent }),
    ...(row !== undefined && { row }),
    ...(scenario.recording !== undefined && { recording: rowRecording(scenario.recording, row) }),
    ...(clientKey !== undefined && { clientKey }),
  };
}

/** The same for all shards of a run, and another one where anything is asked otherwise. */
export function planDigest(files: readonly ScenarioFile[], cases: readonly Case[]): string {
  const asked = cases.map(({ file, scenario, row, agent, repeat, needed }) => [
    ...[file, scenario.name, row, agent, repeat, needed],
  ]);
  return createHash('sha256')
    .update(JSON.stringify([files, asked]))
    .digest('hex')
    .slice(0, 16);
}

/** The row's values in words: `colour: black, size: 42`. */
export function rowTitle({ scenario, row }: Pick<Case, 'scenario' | 'row'>): string | undefined {
  const values = row === undefined ? undefined : scenario.data[row - 1];
  if (!values) return undefined;
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}
