import type { JudgedCounts } from './evidence.ts';
import type { CaseResult, CheckResult } from './results.ts';

/** Counts judged scenarios, expectations and attempts, case by case. */
export class JudgedCount {
  readonly #scenarios = { planned: 0, judged: 0 };
  readonly #attempts = { made: 0, errored: 0 };
  readonly #expectations = { judged: 0, unmet: 0, warnings: 0 };

  add(result: CaseResult): void {
    const judged = checksOf(result).filter(({ status }) => status !== 'errored');
    const unmet = judged.filter(({ status }) => status === 'failed');
    const made = result.attempts.filter(({ status }) => status !== 'skipped');
    this.#scenarios.planned += 1;
    if (isDecided(result)) this.#scenarios.judged += 1;
    this.#attempts.made += made.length;
    this.#attempts.errored += made.filter(({ status }) => status === 'errored').length;
    this.#expectations.judged += judged.length;
    this.#expectations.unmet += unmet.length;
    this.#expectations.warnings += unmet.filter(({ isWarning }) => isWarning).length;
  }

  get counts(): JudgedCounts {
    return structuredClone({
      scenarios: this.#scenarios,
      attempts: this.#attempts,
      expectations: this.#expectations,
    });
  }
}

/** All checks of a case: those of each attempt and those over all attempts. */
export function checksOf({
  attempts,
  checks,
}: Pick<CaseResult, 'attempts' | 'checks'>): readonly CheckResult[] {
  const own = attempts.flatMap((attempt) => [
    ...attempt.turns.flatMap((turn) => turn.checks),
    ...attempt.checks,
  ]);
  return [...own, ...checks];
}

/** Whether it has a verdict based on at least one expectation. */
function isDecided(result: CaseResult): boolean {
  const { status } = result;
  if (status !== 'passed' && status !== 'flaky' && status !== 'failed') return false;
  return checksOf(result).some((one) => one.status !== 'errored' && !one.isWarning);
}
