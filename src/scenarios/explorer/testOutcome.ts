import { findingsOf, type Finding } from '../reports/findings.ts';
import type {
  AttemptResult,
  AttemptStatus,
  CaseResult,
  CaseStatus,
  TurnResult,
} from '../run/results.ts';

/** What a line of the tests' tree is told. */
export interface TestOutcome {
  readonly status: AttemptStatus;
  /** Why it is not passed, in the order of the conversation. */
  readonly problems: readonly Finding[];
  /** What fails nothing. */
  readonly warnings: readonly Finding[];
  /** Those of its conversation; none where each attempt is a line of its own. */
  readonly turns: readonly TurnResult[];
  /** It, or one of those below it, was held. */
  readonly hasConversation: boolean;
  /** Of all attempts, where there were several. */
  readonly attempts?: { readonly passed: number; readonly needed: number; readonly all: number };
}

/** VS Code has no other words: nothing passes of which nothing was judged. */
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
 * Of a case. One whose attempts are lines of their own says only how many passed, and what is wrong
 * with all of them together.
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
 * Of one attempt of several. Where as many passed as had to, the others count for nothing: VS Code
 * would show the whole scenario as failed otherwise.
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

/** Without a session nothing was kept: what there is is older. */
function wasHeld({ sessionId }: AttemptResult): boolean {
  return sessionId !== undefined;
}

function sorted(findings: readonly Finding[]): Pick<TestOutcome, 'problems' | 'warnings'> {
  return {
    problems: findings.filter(({ level }) => level !== 'warning'),
    warnings: findings.filter(({ level }) => level === 'warning'),
  };
}
