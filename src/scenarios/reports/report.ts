import { isDeepStrictEqual } from 'node:util';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../../media/testReport.schema.json' with { type: 'json' };
import { isRecord, parseJson } from '../../shared/guards.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { RunEvidence } from '../run/evidence.ts';
import { countCases, type CaseResult, type FileError, type RunSummary } from '../run/results.ts';

export const reportFormat = 'ask-sofia-report';
export const reportVersion = 3;

/** A JSON report; `media/testReport.schema.json` documents each field. */
export interface Report {
  readonly format: typeof reportFormat;
  readonly version: typeof reportVersion;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Which shard of the run it is; missing means the whole run. */
  readonly shard?: NonNullable<RunEvidence['filters']['shard']>;
  readonly cases: readonly CaseResult[];
  readonly fileErrors: readonly FileError[];
  readonly evidence: RunEvidence;
  readonly summary: Omit<RunSummary, 'evidence'>;
}

export interface ReportFile {
  /** The name the user knows it by. */
  readonly name: string;
  readonly text: string;
}

/** `problem` names the file and says what to do. */
export type ReadReport = { readonly report: Report } | { readonly problem: string };

/** Reads a JSON report from an untrusted source. */
export function readReport({ name, text }: ReportFile): ReadReport {
  const wrong = (what: string) => ({ problem: `${visibleLine(name)} ${what}` });
  const value = parseJson(text);
  if (value === undefined)
    return wrong('is not whole: it is no JSON. Its run may have been cut short; run it again.');
  if (!isRecord(value) || value['format'] !== reportFormat)
    return wrong(
      'is no report of Ask Sofia. Give files written by "ask-sofia test --reporter json=FILE".',
    );
  if (value['version'] !== reportVersion) {
    const version = visibleLine(JSON.stringify(value['version'] ?? 'none'));
    return wrong(
      `is of version ${version}, this program reads version ${reportVersion}. Write and read it with the same version of Ask Sofia.`,
    );
  }
  const problem = shapeProblem(value);
  if (problem !== undefined) return wrong(`is not as it was written: ${problem}. Run it again.`);
  const report = value as unknown as Report;
  return isCounted(report)
    ? { report }
    : wrong('is not as it was written: its cases are not those that it counts. Run it again.');
}

/** False if cases were removed or changed after the report was written. */
function isCounted({ cases, summary, evidence }: Report): boolean {
  const counts = countCases(cases.map(({ status }) => status));
  return evidence.scenarios.planned === cases.length && isDeepStrictEqual(counts, summary.counts);
}

let validate: ValidateFunction | undefined;

/** Compiles the schema with the first report, because most runs read none. */
function shapeProblem(value: unknown): string | undefined {
  validate ??= new Ajv({ strict: true, strictRequired: false }).compile(schema);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return visibleLine(`${error?.instancePath ?? ''} ${error?.message ?? ''}`);
}
