import { t } from '../../shared/l10n.ts';
import type { Position } from '../file/scenario.ts';
import type {
  AttemptProblem,
  AttemptResult,
  CaseResult,
  CheckResult,
  TurnResult,
} from '../run/results.ts';

/**
 * `failure`: the agent did not do what was expected; `unjudged`: it could not be judged; `warning`:
 * does not fail anything.
 */
export type FindingLevel = 'failure' | 'unjudged' | 'warning';

/**
 * A finding of a case; the same finding in several attempts is listed once. `title` is the
 * expectation; it is missing if the attempt itself ended early.
 */
export interface Finding extends Partial<Omit<CheckResult, 'status' | 'isWarning' | 'at'>> {
  readonly level: FindingLevel;
  /** In the scenario's own file; `elsewhere` is where it was written, if in another one. */
  readonly at: Position;
  /** The turn of the finding; missing for findings about the whole conversation. */
  readonly turn?: number;
  /** How many attempts have it; missing for findings about all attempts together. */
  readonly attempts?: number;
}

/** The findings of a case, in the order of its attempts and turns. */
export function findingsOf(result: CaseResult): readonly Finding[] {
  const { attempts, checks, status } = result;
  const found = new Map<string, Finding>();
  for (const attempt of attempts)
    for (const finding of attemptFindings(attempt)) {
      const { level, at, title, message, turn } = finding;
      // Turns from another file all have the position of their `use`.
      const id = JSON.stringify([level, at.line, at.column, title ?? message, turn]);
      const known = found.get(id) ?? finding;
      found.set(id, { ...known, attempts: (known.attempts ?? 0) + 1 });
    }
  const all = [...found.values(), ...checks.flatMap(checkFinding)];
  // A known failure does not fail the case.
  const told = status === 'knownFailure' ? all.map(asWarning) : all;
  return [...noteOf(result), ...told];
}

/** The findings that decided the result of a case that did not pass. */
export function decisiveLevel({ status }: CaseResult): FindingLevel | undefined {
  if (status === 'failed') return 'failure';
  return status === 'errored' ? 'unjudged' : undefined;
}

function asWarning(finding: Finding): Finding {
  return finding.level === 'failure' ? { ...finding, level: 'warning' } : finding;
}

/** Notes about the case as a whole. */
function noteOf({ status, at, skip, knownFailure }: CaseResult): readonly Finding[] {
  const { because = '', until = '' } = knownFailure ?? {};
  const note = (level: FindingLevel, message: string) => [{ level, at, message }];
  switch (status) {
    case 'notJudged':
      // A pass would claim something about an agent that was not tested.
      return note(
        'warning',
        t('Nothing was evaluated. Use "expect" to say what must be true of the responses.'),
      );
    case 'disabled':
      return note('warning', t('Skipped: {0}', skip ?? ''));
    case 'knownFailure':
      return note('warning', t('Known failure: {0}', because));
    case 'failed': {
      const words = t('This failure was accepted only until {until}: {because}', {
        until,
        because,
      });
      return knownFailure ? note('failure', words) : [];
    }
    case 'passed':
    case 'flaky': {
      const words = t('The known failure no longer occurs ({0}). Remove knownFailure.', because);
      return knownFailure ? note('warning', words) : [];
    }
    default:
      return [];
  }
}

function attemptFindings({ turns, checks, problem }: AttemptResult): readonly Finding[] {
  return [
    ...turns.flatMap((turn) =>
      turn.checks.flatMap(checkFinding).map((finding) => inTurn(finding, turn)),
    ),
    ...checks.flatMap(checkFinding),
    ...(problem ? [inLastTurn(problemFinding(problem), turns.at(-1))] : []),
  ];
}

/** A finding about the turn as a whole is placed where the turn was written. */
function inTurn(finding: Finding, { number, at, elsewhere }: TurnResult): Finding {
  const isOfTurn = isSamePlace(finding.at, at);
  return { ...(isOfTurn && elsewhere && { elsewhere }), ...finding, turn: number };
}

/** An attempt ends with a turn without a complete response, or between turns. */
function inLastTurn(finding: Finding, last: TurnResult | undefined): Finding {
  const isItsEnd = last && last.phase !== 'answered' && isSamePlace(finding.at, last.at);
  return isItsEnd ? inTurn(finding, last) : finding;
}

export function isSamePlace(one: Position, other: Position): boolean {
  return one.line === other.line && one.column === other.column;
}

/** Why an attempt ended early. */
export function problemFinding({ at, message }: AttemptProblem): Finding {
  return { level: 'unjudged', at, message };
}

/** Empty if the check passed. */
export function checkFinding(check: CheckResult): readonly Finding[] {
  const { status, isWarning, ...rest } = check;
  if (status === 'passed') return [];
  const hard = status === 'failed' ? 'failure' : 'unjudged';
  return [{ level: isWarning ? 'warning' : hard, ...rest }];
}
