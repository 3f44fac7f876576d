import { Redaction } from '../../recordings/redaction.ts';
import { isRecord } from '../../shared/guards.ts';
import type { RunEvidence } from '../run/evidence.ts';
import type {
  AttemptProblem,
  AttemptResult,
  CaseResult,
  CheckResult,
  FileError,
  RunReporter,
  TurnResult,
} from '../run/results.ts';
import { findingTexts, mapTexts } from './mapTexts.ts';

/**
 * Wraps a reporter so that customers' personal data is replaced, consistently everywhere. Agent
 * names, session IDs, times and positions stay.
 */
export function withoutCustomerData(reporter: RunReporter): RunReporter {
  const clean = new Cleaner();
  return {
    start: (run) => reporter.start?.({ ...run, evidence: clean.evidence(run.evidence) }),
    fileError: (error) => reporter.fileError?.(clean.fileError(error)),
    progress: (progress) => reporter.progress?.(progress),
    caseEnded: (result) => reporter.caseEnded?.(clean.caseResult(result)),
    end: (summary) => reporter.end?.({ ...summary, evidence: clean.evidence(summary.evidence) }),
  };
}

class Cleaner {
  readonly #redaction = new Redaction({}, '');

  /** A name filter may contain a scenario name, and so a customer's name. */
  evidence<E extends Pick<RunEvidence, 'filters'>>(evidence: E): E {
    const { grep, ...filters } = evidence.filters;
    if (grep === undefined) return evidence;
    return { ...evidence, filters: { ...filters, grep: this.#redaction.text(grep) } };
  }

  fileError(error: FileError): FileError {
    return this.#texts(error, ['message']);
  }

  caseResult(result: CaseResult): CaseResult {
    const { knownFailure, attempts, checks } = result;
    return {
      ...this.#texts(result, ['name', 'rowTitle', 'skip']),
      ...(knownFailure && { knownFailure: this.#texts(knownFailure, ['because']) }),
      attempts: attempts.map((attempt) => this.#attempt(attempt)),
      checks: this.#checks(checks),
    };
  }

  #attempt(attempt: AttemptResult): AttemptResult {
    const { turns, checks, problem } = attempt;
    return {
      ...attempt,
      turns: turns.map((turn) => this.#turn(turn)),
      checks: this.#checks(checks),
      ...(problem && { problem: this.#problem(problem) }),
    };
  }

  #turn(turn: TurnResult): TurnResult {
    return {
      ...this.#texts(turn, ['title']),
      inputs: this.#json(turn.inputs),
      items: this.#values(turn.items, ''),
      checks: this.#checks(turn.checks),
    };
  }

  #checks(checks: readonly CheckResult[]): readonly CheckResult[] {
    return checks.map((check) => this.#texts(check, findingTexts));
  }

  #problem(problem: AttemptProblem): AttemptProblem {
    const { failure } = problem;
    return {
      ...this.#texts(problem, ['message']),
      ...(failure && { failure: this.#values(failure, '') }),
    };
  }

  #texts<T extends object>(value: T, fields: readonly (keyof T)[]): T {
    return mapTexts(value, fields, (text) => this.#redaction.text(text));
  }

  /** For our own values, whose numbers need no redaction; `rawText` is redacted as JSON. */
  #values<T>(value: T, field: string): T {
    if (typeof value === 'string') return this.#redaction.text(value, field) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => this.#values(one, field)) as T;
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([name, inner]) => [
      name,
      name === 'rawText' && typeof inner === 'string'
        ? this.#redaction.json(inner)
        : this.#values(inner, name),
    ]);
    return Object.fromEntries(entries) as T;
  }

  #json<T>(value: T): T {
    return JSON.parse(this.#redaction.json(JSON.stringify(value))) as T;
  }
}
