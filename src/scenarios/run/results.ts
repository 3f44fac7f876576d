import type { Failure } from '../../shared/failure/failure.ts';
import type { Turn } from '../../shared/model.ts';
import type { Elsewhere, KnownFailure, Position } from '../file/scenario.ts';
import type { RunEvidence, RunOutset } from './evidence.ts';

/** The results of a run. JSON-safe: the JSON reporter writes them, `merge-reports` reads them. */

/**
 * `failed`: the agent did not do what was expected. `errored`: could not be judged, because of the
 * network, the key, the file or the program. `flaky`: not every attempt passed, but enough did.
 * `notJudged`: it finished, but nothing was judged. `knownFailure`: failed as its file predicts.
 * `disabled`: its file says to skip it. `skipped`: the run ended before it.
 */
export const caseStatuses = [
  ...['passed', 'failed', 'errored', 'skipped', 'flaky', 'notJudged', 'knownFailure'],
  'disabled',
] as const;

export type CaseStatus = (typeof caseStatuses)[number];

/** An attempt that finishes without expectations has passed. */
export type AttemptStatus = Extract<CaseStatus, 'passed' | 'failed' | 'errored' | 'skipped'>;

export interface CheckResult {
  /** `errored`: could not be judged, for example because a script ran too long. */
  readonly status: 'passed' | 'failed' | 'errored';
  /** True if it does not fail anything. */
  readonly isWarning: boolean;
  /** Position of the expectation in the scenario's file. */
  readonly at: Position;
  /** Where the expectation was written, if in another file. */
  readonly elsewhere?: Elsewhere;
  /** The expectation as half a sentence: `text contains "boots"`. */
  readonly title: string;
  /** Why it failed, as a sentence; missing if it passed. */
  readonly message?: string;
  /** Texts for a diff. */
  readonly expected?: string;
  readonly actual?: string;
  readonly because?: string;
}

/** `inputs` is the actual input; empty if nothing could be sent. */
export interface TurnResult extends Pick<Turn, 'inputs' | 'items' | 'phase' | 'stats'> {
  /** From 1. */
  readonly number: number;
  readonly at: Position;
  /** Where the turn was written, if in another file. */
  readonly elsewhere?: Elsewhere;
  /** The customer's action in words: `say "black boots"`. */
  readonly title: string;
  readonly checks: readonly CheckResult[];
}

/** Why an attempt ended early. */
export interface AttemptProblem {
  readonly at: Position;
  /** One or two sentences, including what to do. */
  readonly message: string;
  /** Set if the connection to the agent failed. */
  readonly failure?: Failure;
}

/** One run of a case, in its own session. */
export interface AttemptResult {
  /** From 1. */
  readonly number: number;
  readonly status: AttemptStatus;
  readonly sessionId?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly turns: readonly TurnResult[];
  /** For the whole conversation. */
  readonly checks: readonly CheckResult[];
  readonly problem?: AttemptProblem;
  /** Number of retries after errors; missing means none. */
  readonly retries?: number;
  /** Path of its recording. */
  readonly recording?: string;
}

/** One scenario with one data row against one agent. */
export interface CaseResult {
  /** Index in the plan of the whole run, shards included; from 0. */
  readonly index: number;
  readonly file: string;
  /** The scenario's ID, if its file gives one. */
  readonly id?: string;
  readonly name: string;
  readonly at: Position;
  /** From 1; missing if the scenario has no data. */
  readonly row?: number;
  /** The row's values in words: `colour: black`. */
  readonly rowTitle?: string;
  /** Missing if the run's own agent responds and has no name. */
  readonly agent?: string;
  readonly tags: readonly string[];
  readonly status: CaseStatus;
  /** Why its file says to skip it. */
  readonly skip?: string;
  /** The failure that its file accepts; `isOver`: its last day was before the day of the run. */
  readonly knownFailure?: KnownFailure & { readonly isOver: boolean };
  /** How many attempts had to pass. */
  readonly needed: number;
  readonly attempts: readonly AttemptResult[];
  /** For all attempts together, such as percentiles. */
  readonly checks: readonly CheckResult[];
  readonly durationMs: number;
}

/** A file, or one of its documents, that is not a valid scenario. */
export interface FileError {
  readonly file: string;
  readonly at: Position;
  readonly message: string;
}

export type RunCounts = Readonly<Record<CaseStatus, number>>;

export function countCases(statuses: readonly CaseStatus[]): Record<CaseStatus, number> {
  const none = caseStatuses.map((status) => [status, 0] as const);
  const counts = Object.fromEntries(none) as Record<CaseStatus, number>;
  for (const status of statuses) counts[status] += 1;
  return counts;
}

export interface RunSummary {
  readonly counts: RunCounts;
  readonly fileErrors: number;
  readonly durationMs: number;
  /** The basis of the verdict. */
  readonly evidence: RunEvidence;
}

/** Receives the events of a run. Cases arrive complete, once each, in plan order. */
export interface RunReporter {
  start?(run: RunStart): void;
  fileError?(error: FileError): void;
  /** For a progress line; arrives in any order. */
  progress?(progress: RunProgress): void;
  caseEnded?(result: CaseResult): void;
  /** Resolves when everything is written. */
  end?(summary: RunSummary): void | Promise<void>;
}

export interface RunStart {
  /** Number of cases of this shard. */
  readonly cases: number;
  readonly evidence: RunOutset;
}

export interface RunProgress {
  readonly done: number;
  readonly cases: number;
  readonly counts: RunCounts;
}
