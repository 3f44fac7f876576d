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
    return { ...evidence, filters: { ...filters, grep: this.#text(grep) } };
  }

  fileError(error: FileError): FileError {
    return { ...error, message: this.#text(error.message) };
  }

  caseResult(result: CaseResult): CaseResult {
    const { name, rowTitle, skip, knownFailure, attempts, checks } = result;
    return {
      ...result,
      name: this.#text(name),
      ...(rowTitle !== undefined && { rowTitle: this.#text(rowTitle) }),
      ...(skip !== undefined && { skip: this.#text(skip) }),
      ...(knownFailure && {
        knownFailure: { ...knownFailure, because: this.#text(knownFailure.because) },
      }),
      attempts: attempts.map((attempt) => this.#attempt(attempt)),
      checks: checks.map((check) => this.#check(check)),
    };
  }

  #attempt(attempt: AttemptResult): AttemptResult {
    const { turns, checks, problem } = attempt;
    return {
      ...attempt,
      turns: turns.map((turn) => this.#turn(turn)),
      checks: checks.map((check) => this.#check(check)),
      ...(problem && { problem: this.#problem(problem) }),
    };
  }

  #turn(turn: TurnResult): TurnResult {
    const { title, inputs, items, checks } = turn;
    return {
      ...turn,
      title: this.#text(title),
      inputs: this.#json(inputs),
      items: this.#values(items, ''),
      checks: checks.map((check) => this.#check(check)),
    };
  }

  #check(check: CheckResult): CheckResult {
    const { title, message, expected, actual, because } = check;
    return {
      ...check,
      title: this.#text(title),
      ...(message !== undefined && { message: this.#text(message) }),
      ...(expected !== undefined && { expected: this.#text(expected) }),
      ...(actual !== undefined && { actual: this.#text(actual) }),
      ...(because !== undefined && { because: this.#text(because) }),
    };
  }

  #problem(problem: AttemptProblem): AttemptProblem {
    const { message, failure } = problem;
    return {
      ...problem,
      message: this.#text(message),
      ...(failure && { failure: this.#values(failure, '') }),
    };
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
    return value === undefined
      ? value
      : (JSON.parse(this.#redaction.json(JSON.stringify(value))) as T);
  }

  #text(text: string): string {
    return this.#redaction.text(text);
  }
}
