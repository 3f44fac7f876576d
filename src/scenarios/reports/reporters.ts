import type { RunReporter, RunSummary } from '../run/results.ts';
import { createGithubReporter, type GithubOptions } from './githubReporter.ts';
import { createHtmlReporter, type HtmlReportOptions } from './htmlReport.ts';
import { createJsonReporter } from './createJsonReporter.ts';
import { createJunitReporter } from './junitReporter.ts';
import { withoutCustomerData } from './withoutCustomerData.ts';
import { createPrettyReporter, type PrettyOptions } from './prettyReporter.ts';
import type { ReporterName } from './reporterNames.ts';
import type { Write } from './reportWords.ts';

export interface ReporterTarget {
  readonly name: ReporterName;
  readonly write: Write;
  /** Only for a real terminal, not for a file. */
  readonly terminal?: Omit<PrettyOptions, 'write'>;
}

/** Options shared by the reports. */
export type ReporterOptions = Omit<HtmlReportOptions, 'write'> & Omit<GithubOptions, 'write'>;

const paper = { isTty: false, width: 80, useColor: false } as const;

/** One reporter for all reports, without customers' personal data unless requested. */
export function createReporters(
  targets: readonly ReporterTarget[],
  options: ReporterOptions,
): RunReporter {
  const all = combine(targets.map((target) => create[target.name](target, options)));
  return options.withCustomerData ? all : withoutCustomerData(all);
}

const create: Readonly<
  Record<ReporterName, (target: ReporterTarget, options: ReporterOptions) => RunReporter>
> = {
  pretty: ({ write, terminal = paper }) => createPrettyReporter({ ...terminal, write }),
  json: createJsonReporter,
  junit: createJunitReporter,
  html: ({ write }, options) => createHtmlReporter({ ...options, write }),
  github: ({ write }, options) => createGithubReporter({ ...options, write }),
};

/** Forwards everything to all reporters; the end waits until each has written everything. */
function combine(reporters: readonly RunReporter[]): RunReporter {
  return {
    start: (run) => reporters.forEach((one) => one.start?.(run)),
    fileError: (error) => reporters.forEach((one) => one.fileError?.(error)),
    progress: (progress) => reporters.forEach((one) => one.progress?.(progress)),
    caseEnded: (result) => reporters.forEach((one) => one.caseEnded?.(result)),
    async end(summary: RunSummary) {
      for (const one of reporters) await one.end?.(summary);
    },
  };
}
