import type { Failure } from '../../shared/failure/failure.ts';
import type { InputEvent, TurnItem, TurnPhase, TurnStats } from '../../shared/model.ts';
import type { Elsewhere, KnownFailure, Position } from '../file/scenario.ts';
import type { RunEvidence, RunOutset } from './evidence.ts';

/** What came of a run. JSON-safe; the JSON reporter writes it, `merge-reports` reads it. */

/**
 * `failed`: the agent did not do what was expected. `errored`: nobody can tell, because of the network,
 * the key, the file or the program. `flaky`: not every repeat passed, but as many as had to.
 * `notJudged`: it went to its end, and nothing was expected of it. `knownFailure`: failed as its file
 * says that it does. `disabled`: its file says that it is not run; `skipped`: the run ended before.
 */
export const caseStatuses = [
  'passed',
  'failed',
  'errored',
  'skipped',
  'flaky',
  'notJudged',
  'knownFailure',
  'disabled',
] as const;

export type CaseStatus = (typeof caseStatuses)[number];

/** One that came to its end and expected nothing has passed. */
export type AttemptStatus = Extract<CaseStatus, 'passed' | 'failed' | 'errored' | 'skipped'>;

export interface CheckResult {
  /** `errored`: it could not be judged, for example because a script ran too long. */
  readonly status: 'passed' | 'failed' | 'errored';
  /** Fails nothing. */
  readonly isWarning: boolean;
  /** Of the expectation in the scenario's file. */
  readonly at: Position;
  /** Where the expectation was written, if that is another file. */
  readonly elsewhere?: Elsewhere;
  /** What was expected, as a sentence: `text contains "boots"`. */
  readonly title: string;
  /** Why it failed, as a sentence; missing when it passed. */
  readonly message?: string;
  /** Expected and actual as texts of which a diff can be made. */
  readonly expected?: string;
  readonly actual?: string;
  readonly because?: string;
}

export interface TurnResult {
  /** From 1. */
  readonly number: number;
  readonly at: Position;
  /** Where the turn was written, if that is another file. */
  readonly elsewhere?: Elsewhere;
  /** What the customer did, in words: `say "black boots"`. */
  readonly title: string;
  /** What was really sent; none when nothing could be. */
  readonly inputs: readonly InputEvent[];
  readonly items: readonly TurnItem[];
  readonly phase: TurnPhase;
  readonly stats?: TurnStats;
  readonly checks: readonly CheckResult[];
}

/** Why an attempt came to its end before its file did. */
export interface AttemptProblem {
  readonly at: Position;
  /** One or two sentences with what to do. */
  readonly message: string;
  /** Where it was a failure of the way to the agent. */
  readonly failure?: Failure;
}

/** One run of a case: a session of its own. */
export interface AttemptResult {
  /** From 1. */
  readonly number: number;
  readonly status: AttemptStatus;
  readonly sessionId?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly turns: readonly TurnResult[];
  /** On the whole conversation. */
  readonly checks: readonly CheckResult[];
  readonly problem?: AttemptProblem;
  /** How often it could not be judged before, and was begun again; missing: never. */
  readonly retries?: number;
  /** Where its recording was written. */
  readonly recording?: string;
}

/** One scenario with one row of its data against one agent. */
export interface CaseResult {
  /** Its place in the plan of the whole run, shards included; from 0. */
  readonly index: number;
  readonly file: string;
  /** Of the scenario, where its file gives it one. */
  readonly id?: string;
  readonly name: string;
  readonly at: Position;
  /** From 1; missing where the scenario has no data. */
  readonly row?: number;
  /** The row's values in words: `colour: black`. */
  readonly rowTitle?: string;
  /** Missing where the run's own agent answers and has no name. */
  readonly agent?: string;
  readonly tags: readonly string[];
  readonly status: CaseStatus;
  /** Why its file says that it is not run. */
  readonly skip?: string;
  /** The failure that its file knows of; `isOver`: its last day was before that of the run. */
  readonly knownFailure?: KnownFailure & { readonly isOver: boolean };
  /** How many of the attempts had to pass. */
  readonly needed: number;
  readonly attempts: readonly AttemptResult[];
  /** On all attempts together, such as percentiles. */
  readonly checks: readonly CheckResult[];
  readonly durationMs: number;
}

/** A file, or a document of it, that is no scenario. */
export interface FileError {
  readonly file: string;
  readonly at: Position;
  readonly message: string;
}

export type RunCounts = Readonly<Record<CaseStatus, number>>;

/** The number of cases of each status. */
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
  /** What the verdict rests on. */
  readonly evidence: RunEvidence;
}

/** What a run tells while it goes. Cases come in the order of the plan, each once, whole. */
export interface RunReporter {
  start?(run: RunStart): void;
  fileError?(error: FileError): void;
  /** For a progress line; comes in no order. */
  progress?(progress: RunProgress): void;
  caseEnded?(result: CaseResult): void;
  /** Resolves when everything is written. */
  end?(summary: RunSummary): void | Promise<void>;
}

export interface RunStart {
  /** Of this shard. */
  readonly cases: number;
  readonly evidence: RunOutset;
}

export interface RunProgress {
  readonly done: number;
  readonly cases: number;
  readonly counts: RunCounts;
}
