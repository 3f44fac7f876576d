import { t } from '../../shared/l10n.ts';
import type { Position } from '../file/scenario.ts';
import type { AttemptProblem, AttemptResult, CaseResult, CheckResult } from '../run/results.ts';

/**
 * `failure`: the agent did not do what was expected; `unjudged`: nobody can tell; `warning`: something
 * that fails nothing.
 */
export type FindingLevel = 'failure' | 'unjudged' | 'warning';

/** What is to be said of a case, once for all attempts in which it was found. */
export interface Finding {
  readonly level: FindingLevel;
  readonly at: Position;
  /** What was expected; missing where the attempt itself came to an end. */
  readonly title?: string;
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly because?: string;
  /** Number of the attempts in which it was found; missing for what is true of all together. */
  readonly attempts?: number;
}

/** What was found in a case, in the order of its attempts and turns. */
export function findingsOf({
  attempts,
  checks,
  status,
  at: start,
}: CaseResult): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const attempt of attempts)
    for (const finding of attemptFindings(attempt)) {
      const { level, at, title, message } = finding;
      const id = JSON.stringify([level, at.line, at.column, title ?? message]);
      const known = found.get(id) ?? finding;
      found.set(id, { ...known, attempts: (known.attempts ?? 0) + 1 });
    }
  const all = [...found.values(), ...checks.flatMap(checkFinding)];
  return status === 'notJudged' ? [notJudged(start), ...all] : all;
}

/** Passing would say something of an agent of which nothing was asked. */
function notJudged(at: Position): Finding {
  return {
    level: 'warning',
    at,
    message: t('Nothing was judged. Say with expect what must be true of the answers.'),
  };
}

function attemptFindings({ turns, checks, problem }: AttemptResult): readonly Finding[] {
  return [
    ...turns.flatMap((turn) => turn.checks.flatMap(checkFinding)),
    ...checks.flatMap(checkFinding),
    ...(problem ? [problemFinding(problem)] : []),
  ];
}

/** Why an attempt came to its end before its file did. */
export function problemFinding({ at, message }: AttemptProblem): Finding {
  return { level: 'unjudged', at, message };
}

/** Nothing where the check passed. */
export function checkFinding(check: CheckResult): readonly Finding[] {
  const { status, isWarning, ...rest } = check;
  if (status === 'passed') return [];
  const hard = status === 'failed' ? 'failure' : 'unjudged';
  return [{ level: isWarning ? 'warning' : hard, ...rest }];
}
