import { resolve } from 'node:path';
import { readText } from '../../recordings/readText.ts';
import { readReport } from '../../scenarios/reports/report.ts';
import type { Case, PlanOptions } from '../../scenarios/run/plan.ts';

/**
 * Selects the cases that failed or had an error in a JSON report, so that only they run again. If
 * the report has file errors, cases it does not know are selected as well. `problem` says why there
 * is nothing to select by.
 */
export async function readLastFailed(
  name: string | undefined,
): Promise<Pick<PlanOptions, 'isWanted'> | { readonly problem: string }> {
  if (name === undefined) return {};
  const file = await readText(name);
  if ('problem' in file) return { problem: `${name}: ${file.problem}` };
  const read = readReport({ name, text: file.text });
  if ('problem' in read) return read;
  const { cases, fileErrors } = read.report;
  const bad = cases.filter(({ status }) => status === 'failed' || status === 'errored');
  if (bad.length + fileErrors.length === 0)
    return { problem: `Nothing failed in ${name}. Run without --last-failed.` };
  const keys = new Set(bad.map((one) => keyOf(one)));
  const known = new Set(cases.map((one) => keyOf(one)));
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
