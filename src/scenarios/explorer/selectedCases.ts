import type { Variables } from '../../shared/variables.ts';
import type { ScenarioFile } from '../file/scenario.ts';
import { planCases, type Case } from '../run/plan.ts';
import type { TestTarget } from './testTree.ts';

/** A case of which some or all attempts are to be run. */
export interface SelectedCase {
  /** Repeated as often as there are attempts. */
  readonly case: Case;
  /** Numbers of its attempts in the whole scenario, from 1. */
  readonly attempts: readonly number[];
  /** What its line in the tree stands for. */
  readonly target: TestTarget;
}

/**
 * What of a file is run when these lines of the tree were chosen and those taken out; `everything`
 * stands for the line of the file.
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
    // Of a part nobody knows how many would have to pass: all of them.
    const part = isWhole ? own : { ...own, repeat: attempts.length, needed: attempts.length };
    return [{ case: part, attempts, target: targetOf(own) }];
  });
}

/** True where scenarios that do not say `only` are left out of files that are run as a whole. */
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

/** As the tree has it: a single agent is no level of its own. */
function targetOf({ scenario, agent, row }: Case): TestTarget {
  return {
    scenario: scenario.name,
    ...(scenario.agents.length > 1 && agent !== undefined && { agent }),
    ...(row !== undefined && { row }),
  };
}
