import type { FileError, RunReporter } from '../run/results.ts';
import { reportFormat, reportVersion } from './report.ts';
import type { Write } from './reportWords.ts';

/**
 * The run as data, including whole conversations; `merge-reports` reads it. One JSON document as
 * described by `media/testReport.schema.json`, with one case per line, written as each ends.
 */
export function createJsonReporter({ write }: { readonly write: Write }): RunReporter {
  const fileErrors: FileError[] = [];
  let separator = '';
  return {
    start({ evidence: { startedAt, filters } }) {
      // Without a shard, JSON leaves the field out.
      const { shard } = filters;
      const head = { format: reportFormat, version: reportVersion, startedAt, shard };
      write(`${JSON.stringify(head).slice(0, -1)},"cases":[\n`);
    },
    fileError: (error) => void fileErrors.push(error),
    caseEnded(result) {
      write(separator + JSON.stringify(result));
      separator = ',\n';
    },
    end({ evidence, ...summary }) {
      write(`\n],${JSON.stringify({ fileErrors, evidence, summary }).slice(1)}\n`);
    },
  };
}
