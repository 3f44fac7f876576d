import type { Variables } from '../../shared/variables.ts';
import type { ScenarioFile } from '../file/scenario.ts';
import { planCases, type Case } from '../run/plan.ts';
import type { TestTarget } from './testTree.ts';

/** A case with all or some of its runs. */
export interface SelectedCase {
  /** Its `repeat` is the number of selected runs. */
  readonly case: Case;
  /** Numbers of the selected runs within the scenario, from 1. */
  readonly attempts: readonly number[];
  /** The tree item of the case. */
  readonly target: TestTarget;
}

/**
 * The cases of a file to run for these included and excluded tree items; `everything` means the
 * file's own item.
 */
export function selectedCases(
  file: Pick<ScenarioFile, 'path' | 'scenarios'>,
  include: readonly TestTarget[] | 'everything',
  exclude: readonly TestTarget[] = [],
  env: Variables = {},
): readonly SelectedCase[] {
  return planCases([file], { env }).flatMap((own) => {
    const all = Array.from({ length: own.repeat }, (_, index) => index + 1);
    const isIn = (targets: readonly TestTarget[], attempt: number) =>
      targets.some((target) => covers(target, own, attempt));
    const attempts = all.filter(
      (attempt) => (include === 'everything' || isIn(include, attempt)) && !isIn(exclude, attempt),
    );
    if (attempts.length === 0) return [];
    const isWhole = attempts.length === all.length;
    // The pass rate does not apply to a part of the runs: all must pass.
    const part = isWhole ? own : { ...own, repeat: attempts.length, needed: attempts.length };
    return [{ case: part, attempts, target: targetOf(own) }];
  });
}

/** True if running whole files leaves out the scenarios that do not say `only`. */
export function hasOnly(files: readonly Pick<ScenarioFile, 'scenarios'>[]): boolean {
  return files.some(({ scenarios }) => scenarios.some(({ only }) => only));
}

function covers(target: TestTarget, own: Case, attempt: number): boolean {
  return (
    target.scenario === own.scenario.name &&
    (target.agent === undefined || target.agent === own.agent) &&
    (target.row === undefined || target.row === own.row) &&
    (target.attempt === undefined || target.attempt === attempt)
  );
}

/** As in the tree, where a single agent has no level of its own. */
function targetOf({ scenario, agent, row }: Case): TestTarget {
  return {
    scenario: scenario.name,
    ...(scenario.agents.length > 1 && agent !== undefined && { agent }),
    ...(row !== undefined && { row }),
  };
}
