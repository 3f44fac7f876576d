import { compact } from '../../shared/compact.ts';
import type { Secret, SecretList } from '../../shared/masking/secretRanges.ts';
import type { CheckServices } from '../checks/check.ts';
import { judgePercentile } from '../checks/judge.ts';
import { neededPasses } from '../file/passRate.ts';
import { RunIsOver } from '../judgement/unjudgeable.ts';
import { checksOf } from './judgedCount.ts';
import { maskCheck, maskNames } from './maskResult.ts';
import { type Case, rowTitle } from './plan.ts';
import { RequestPace } from './requestPace.ts';
import {
  type AttemptResult,
  type CaseResult,
  type CaseStatus,
  type CheckResult,
  countCases,
  type RunCounts,
  type RunProgress,
  type TurnResult,
} from './results.ts';
import { runAttempt } from './runAttempt.ts';
import type { OpenTestSession } from './session.ts';

/** Events of a run as they happen, from several cases at once. */
export interface RunEvents {
  readonly attemptStarted?: (own: Case, number: number) => void;
  readonly turnEnded?: (own: Case, number: number, turn: TurnResult) => void;
  readonly attemptEnded?: (own: Case, attempt: AttemptResult) => void;
  /** After a 429, the attempt starts again after the wait. */
  readonly backedOff?: (own: Case, waitMs: number) => void;
  /** The attempt could not be judged and starts again. */
  readonly retried?: (own: Case, attempt: AttemptResult) => void;
  readonly progress?: (progress: RunProgress) => void;
}

export interface RunOptions {
  readonly cases: readonly Case[];
  readonly open: OpenTestSession;
  /** Services for the checks of a file's scenarios. */
  readonly servicesOf: (file: string) => CheckServices;
  /** Number of concurrent attempts; at least 1. */
  readonly concurrency: number;
  /** Requests per second at most; default `Infinity`. */
  readonly maxPerSecond?: number;
  /** Starts nothing new after this many cases that failed or errored. */
  readonly bail?: number;
  /** How often an attempt that could not be judged is retried in a new session; default 0. */
  readonly retries?: number;
  readonly signal: AbortSignal;
  /** Secrets to hide in case names besides those of the sessions, since there may be no session. */
  readonly secrets?: SecretList;
  readonly events?: RunEvents;
  /** Gets every case once, in plan order. */
  readonly caseEnded: (result: CaseResult) => void;
}

/** After this many 429s an attempt is errored. */
const maxBackOffs = 4;

/** Longer waits requested by a server, in milliseconds, are not honored. */
const maxRetryAfterMs = 60_000;

/** Runs the cases, each attempt in a new session. Never rejects; keeps no results. */
export async function runCases(options: RunOptions): Promise<RunCounts> {
  return new Run(options).run();
}

class Run {
  readonly #options: RunOptions;
  readonly #pace: RequestPace;
  readonly #bail = new AbortController();
  /** Unfinished cases, by their place: their attempts, and the secrets of their sessions. */
  readonly #begun = new Map<number, { attempts: AttemptResult[]; secrets: Secret[] }>();
  /** Cases that ended before an earlier one in the plan. */
  readonly #waiting = new Map<number, CaseResult>();
  #nextPlace = 0;
  #done = 0;
  #bad = 0;
  readonly #counts = countCases([]);

  constructor(options: RunOptions) {
    this.#options = options;
    this.#pace = new RequestPace(options.maxPerSecond);
  }

  async run(): Promise<RunCounts> {
    const jobs = jobsOf(this.#options.cases);
    const work = async () => {
      for (const job of jobs) await this.#do(...job);
    };
    await Promise.all(Array.from({ length: this.#options.concurrency }, work));
    return this.#counts;
  }

  /** `place` is the case's index in this run, `number` that of the attempt, from 1. */
  async #do(own: Case, place: number, number: number): Promise<void> {
    const { signal, secrets: known = [] } = this.#options;
    const isOver = own.scenario.skip !== undefined || signal.aborted || this.#bail.signal.aborted;
    const begun = this.#begun.get(place) ?? { attempts: [], secrets: [...known] };
    this.#begun.set(place, begun);
    const { attempts, secrets } = begun;
    attempts.push(isOver ? skipped(number) : await this.#attempt(own, number, secrets));
    if (attempts.length < own.repeat) return;
    this.#begun.delete(place);
    const inOrder = attempts.toSorted((a, b) => a.number - b.number);
    const percentiles = await percentileChecks(own, inOrder, this.#options.servicesOf(own.file));
    const written = [own.scenario.expect, own.values];
    const checks = percentiles?.map((check) => maskCheck(check, written, secrets));
    const result = caseResult(own, inOrder, checks);
    this.#end(place, { ...result, ...maskNames(result, secrets) });
  }

  /** After a 429 it starts over in a new session, so no customer is asked twice. */
  async #attempt(own: Case, number: number, secrets: Secret[]): Promise<AttemptResult> {
    const { open, servicesOf, signal, events, retries: most = 0 } = this.#options;
    events?.attemptStarted?.(own, number);
    let backOffs = 0;
    let retries = 0;
    for (;;) {
      const attempt = await runAttempt({
        case: own,
        number,
        open,
        services: servicesOf(own.file),
        pace: this.#pace,
        signal,
        onTurn: (turn) => events?.turnEnded?.(own, number, turn),
        onSecrets: (told) => secrets.push(...told.filter((one) => !secrets.includes(one))),
      });
      const failure = attempt.problem?.failure;
      const isRefused = failure?.kind === 'rateLimited' && attempt.status === 'errored';
      const isTooLong = (failure?.retryAfterMs ?? 0) > maxRetryAfterMs;
      if (isRefused && !isTooLong && backOffs < maxBackOffs && !signal.aborted) {
        backOffs += 1;
        events?.backedOff?.(own, this.#pace.backOff(failure.retryAfterMs));
      } else if (attempt.status === 'errored' && retries < most && !signal.aborted) {
        retries += 1;
        events?.retried?.(own, attempt);
      } else {
        const told = retries === 0 ? attempt : { ...attempt, retries };
        events?.attemptEnded?.(own, told);
        return told;
      }
    }
  }

  #end(place: number, result: CaseResult): void {
    const { cases, bail = Infinity, events, caseEnded } = this.#options;
    this.#done += 1;
    this.#counts[result.status] += 1;
    if (result.status === 'failed' || result.status === 'errored') this.#bad += 1;
    if (this.#bad >= bail) this.#bail.abort();
    this.#waiting.set(place, result);
    for (;;) {
      const next = this.#waiting.get(this.#nextPlace);
      if (!next) break;
      this.#waiting.delete(this.#nextPlace);
      this.#nextPlace += 1;
      caseEnded(next);
    }
    events?.progress?.({ done: this.#done, cases: cases.length, counts: { ...this.#counts } });
  }
}

/** Shared by all workers, so each job is taken once. */
function* jobsOf(cases: readonly Case[]) {
  for (const [place, own] of cases.entries())
    for (let number = 1; number <= own.repeat; number += 1) yield [own, place, number] as const;
}

function skipped(number: number): AttemptResult {
  return { number, status: 'skipped', startedAt: Date.now(), durationMs: 0, turns: [], checks: [] };
}

function caseResult(
  own: Case,
  attempts: readonly AttemptResult[],
  /** Undefined if the run ended before they were judged. */
  percentiles: readonly CheckResult[] | undefined,
): CaseResult {
  const { index, file, scenario, row, agent, needed } = own;
  const { id, name, at, tags, skip } = scenario;
  const known = knownFailure(own, attempts);
  const checks = percentiles ?? [];
  const judged = caseStatus(attempts, needed, checks);
  const status = percentiles || judged === 'failed' ? judged : 'skipped';
  const ownStatus = status === 'failed' && known?.isOver === false ? 'knownFailure' : status;
  return {
    ...compact({ index, file, id, name, at: at.start, row, rowTitle: rowTitle(own), agent, tags }),
    status: skip === undefined ? ownStatus : 'disabled',
    ...compact({ skip, knownFailure: known }),
    needed,
    attempts,
    checks,
    durationMs: attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** The failure that the file accepts, on the day of the first attempt. */
function knownFailure(
  { scenario }: Case,
  [first]: readonly AttemptResult[],
): CaseResult['knownFailure'] {
  const { knownFailure: known } = scenario;
  if (!known) return undefined;
  const [today = ''] = new Date(first?.startedAt ?? Date.now()).toISOString().split('T');
  return { ...known, isOver: known.until !== undefined && known.until < today };
}

/**
 * Attempts that could not be judged count neither as passed nor as failed. The others decide, if
 * there are at least as many as must pass. What already failed stays failed.
 */
function caseStatus(
  attempts: readonly AttemptResult[],
  needed: number,
  checks: readonly CheckResult[],
): CaseStatus {
  const count = (wanted: CaseStatus) => attempts.filter(({ status }) => status === wanted).length;
  const hard = checks.filter(({ isWarning }) => !isWarning);
  const passed = count('passed');
  if (count('skipped') > 0 && passed < needed)
    return count('failed') > attempts.length - needed ? 'failed' : 'skipped';
  const judged = passed + count('failed');
  if (passed + count('errored') < needed) return 'failed';
  if (hard.some(({ status }) => status === 'failed')) return 'failed';
  if (judged < needed || hard.some(({ status }) => status === 'errored')) return 'errored';
  if (passed < neededPasses(judged, needed / attempts.length)) return 'failed';
  if (checksOf({ attempts, checks }).every(({ status }) => status === 'errored'))
    return 'notJudged';
  return passed === judged ? 'passed' : 'flaky';
}

/** Expectations over all attempts; undefined if the run ended before they were judged. */
async function percentileChecks(
  { scenario, values }: Case,
  attempts: readonly AttemptResult[],
  services: CheckServices,
): Promise<readonly CheckResult[] | undefined> {
  // The time of a network failure says nothing about the agent.
  const stats = attempts
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .flatMap(({ turns }) => turns.map((turn) => turn.stats));
  const checks: CheckResult[] = [];
  if (stats.every((one) => one?.firstByteMs === undefined)) return checks;
  for (const expectation of scenario.expect) {
    if (expectation.kind !== 'latency' || expectation.value.percentile === undefined) continue;
    try {
      checks.push(...(await judgePercentile(expectation, stats, values, services)));
    } catch (error) {
      if (error instanceof RunIsOver) return undefined;
      throw error;
    }
  }
  return checks;
}
