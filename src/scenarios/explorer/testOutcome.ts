import { findingsOf, type Finding } from '../reports/findings.ts';
import type {
  AttemptResult,
  AttemptStatus,
  CaseResult,
  CaseStatus,
  TurnResult,
} from '../run/results.ts';

/** The result of an item in the test tree. */
export interface TestOutcome {
  readonly status: AttemptStatus;
  /** Why it did not pass, in the order of the conversation. */
  readonly problems: readonly Finding[];
  /** Findings that do not fail the test. */
  readonly warnings: readonly Finding[];
  /** The turns of its conversation; empty if each run has its own item. */
  readonly turns: readonly TurnResult[];
  /** This item, or one below it, had a conversation. */
  readonly hasConversation: boolean;
  /** Counts over all runs, if there were several. */
  readonly attempts?: { readonly passed: number; readonly needed: number; readonly all: number };
}

/** VS Code has no other states; a test without any judgement must not pass. */
const lineStatuses: Readonly<Record<CaseStatus, AttemptStatus>> = {
  passed: 'passed',
  flaky: 'passed',
  failed: 'failed',
  errored: 'errored',
  skipped: 'skipped',
  notJudged: 'skipped',
  knownFailure: 'skipped',
  disabled: 'skipped',
};

/**
 * The outcome of a case. If each run has its own item, it has only the number of passed runs and
 * the problems of all runs together.
 */
export function caseOutcome(result: CaseResult, hasAttemptLines: boolean): TestOutcome {
  const { attempts, needed, status } = result;
  const shown = hasAttemptLines ? { ...result, attempts: [] } : result;
  const passed = attempts.filter((one) => one.status === 'passed').length;
  return {
    status: lineStatuses[status],
    ...sorted(findingsOf(shown)),
    turns: shown.attempts[0]?.turns ?? [],
    hasConversation: attempts.some(wasHeld),
    ...(attempts.length > 1 && { attempts: { passed, needed, all: attempts.length } }),
  };
}

/**
 * The outcome of one of several runs. If enough runs passed, the others count as skipped; otherwise
 * VS Code would show the whole scenario as failed.
 */
export function attemptOutcome(attempt: AttemptResult, result: CaseResult): TestOutcome {
  const isEnough = result.status === 'passed' || result.status === 'flaky';
  const isKnown = result.status === 'knownFailure' || result.status === 'disabled';
  const isNothing =
    isKnown || (attempt.status === 'passed' ? result.status === 'notJudged' : isEnough);
  return {
    status: isNothing ? 'skipped' : attempt.status,
    ...sorted(findingsOf({ ...result, attempts: [attempt], checks: [] })),
    turns: attempt.turns,
    hasConversation: wasHeld(attempt),
  };
}

/** Without a session no conversation was saved: an existing one is older. */
function wasHeld({ sessionId }: AttemptResult): boolean {
  return sessionId !== undefined;
}

function sorted(findings: readonly Finding[]): Pick<TestOutcome, 'problems' | 'warnings'> {
  return {
    problems: findings.filter(({ level }) => level !== 'warning'),
    warnings: findings.filter(({ level }) => level === 'warning'),
  };
}
