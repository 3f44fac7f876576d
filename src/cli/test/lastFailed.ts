import { resolve } from 'node:path';
import type { Case, PlanOptions } from '../../scenarios/run/plan.ts';
import { CannotRun } from '../cannotRun.ts';
import { readReportFile } from './testReports.ts';

/**
 * Selects the cases that failed or had an error in a JSON report, so that only they run again. If
 * the report has file errors, cases it does not know are selected as well. Throws `CannotRun` when
 * there is nothing to select by.
 */
export async function lastFailed(name: string): Promise<Pick<PlanOptions, 'isWanted'>> {
  const { cases, fileErrors } = await readReportFile(name);
  const bad = cases.filter(({ status }) => status === 'failed' || status === 'errored');
  if (bad.length + fileErrors.length === 0)
    throw new CannotRun(`Nothing failed in ${name}. Run without --last-failed.`);
  const keys = new Set(bad.map(keyOf));
  const known = new Set(cases.map(keyOf));
  return {
    isWanted: (own: Case) => {
      const { id, name: title } = own.scenario;
      const key = keyOf({ ...own, name: title, ...(id !== undefined && { id }) });
      return keys.has(key) || (fileErrors.length > 0 && !known.has(key));
    },
  };
}

interface Named {
  readonly file: string;
  readonly name: string;
  readonly id?: string;
  readonly agent?: string;
  readonly row?: number;
}

/** Uses the ID instead of the name if there is one: the name may have changed. */
function keyOf({ file, name, id, agent, row }: Named): string {
  return JSON.stringify([resolve(file), id ?? null, id ?? name, agent ?? null, row ?? null]);
}
