import type { CaseResult, FileError, RunReporter, RunStart, RunSummary } from '../run/results.ts';
import { reportFormat, reportVersion } from './report.ts';

/**
 * The run as data, including whole conversations; `merge-reports` reads it. One JSON document as
 * described by `media/testReport.schema.json`, with one case per line, written as each ends.
 */
export function createJsonReporter({
  write,
}: {
  readonly write: (text: string) => void;
}): RunReporter {
  return new JsonReporter(write);
}

class JsonReporter implements RunReporter {
  readonly #write: (text: string) => void;
  readonly #fileErrors: FileError[] = [];
  #isFirst = true;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  start({ evidence: { startedAt, filters } }: RunStart): void {
    const { shard } = filters;
    const head = {
      format: reportFormat,
      version: reportVersion,
      startedAt,
      ...(shard && { shard }),
    };
    this.#write(`${JSON.stringify(head).slice(0, -1)},"cases":[\n`);
  }

  fileError(error: FileError): void {
    this.#fileErrors.push(error);
  }

  caseEnded(result: CaseResult): void {
    this.#write(`${this.#isFirst ? '' : ',\n'}${JSON.stringify(result)}`);
    this.#isFirst = false;
  }

  end({ evidence, ...summary }: RunSummary): void {
    const tail = { fileErrors: this.#fileErrors, evidence, summary };
    this.#write(`\n],${JSON.stringify(tail).slice(1)}\n`);
  }
}
