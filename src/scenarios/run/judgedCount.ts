import type { JudgedCounts } from './evidence.ts';
import type { CaseResult, CheckResult } from './results.ts';

/** Counts judged scenarios, expectations and attempts, case by case. */
export class JudgedCount {
  #planned = 0;
  #judged = 0;
  #expectations = 0;
  #unmet = 0;
  #warnings = 0;
  #attempts = 0;
  #errored = 0;

  add(result: CaseResult): void {
    const judged = checksOf(result).filter(({ status }) => status !== 'errored');
    const unmet = judged.filter(({ status }) => status === 'failed');
    this.#planned += 1;
    const made = result.attempts.filter(({ status }) => status !== 'skipped');
    this.#attempts += made.length;
    this.#errored += made.filter(({ status }) => status === 'errored').length;
    if (isDecided(result)) this.#judged += 1;
    this.#expectations += judged.length;
    this.#unmet += unmet.length;
    this.#warnings += unmet.filter(({ isWarning }) => isWarning).length;
  }

  get counts(): JudgedCounts {
    return {
      scenarios: { planned: this.#planned, judged: this.#judged },
      attempts: { made: this.#attempts, errored: this.#errored },
      expectations: {
        judged: this.#expectations,
        unmet: this.#unmet,
        warnings: this.#warnings,
      },
    };
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
