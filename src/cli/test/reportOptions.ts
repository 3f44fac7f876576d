import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ReporterName, reporterNames } from '../../scenarios/reports/reporterNames.ts';
import { t } from '../../shared/l10n.ts';
import { type PageLanguage, pageLanguages } from '../output/speak.ts';
import { standardStream } from '../standardInput.ts';
import { several } from './testOptionValues.ts';

/** A report and its file; undefined means standard output. */
export interface ReportTarget {
  readonly name: ReporterName;
  readonly file?: string;
}

/** Options of all reports. */
export interface ReportOptions {
  readonly reporters: readonly ReportTarget[];
  /** Load images into the HTML report. */
  readonly images?: boolean;
  /** Keep customers' personal data in reports. */
  readonly customerData?: boolean;
  /** Language of the HTML report; missing means the environment's. */
  readonly language?: PageLanguage;
  /** Earlier JSON reports, to show what changed over time. */
  readonly history?: readonly string[];
}

/** The options as they are named on the command line. */
export type ReportFlags = Omit<ReportOptions, 'reporters'> & {
  readonly reporter?: readonly ReportTarget[];
};

export function addReportOptions(command: Command): Command {
  const names = reporterNames.join('|');
  return command
    .optionsGroup(t('Reports:'))
    .addOption(
      new Option(
        '--reporter <name>',
        t('Report, or name=file to write it: {0}; repeatable', `{${names}}`),
      )
        .default(undefined, 'pretty')
        .argParser(reporters),
    )
    .option('--images', t('Embed product images in the HTML report'))
    .option('--customer-data', t('Keep email addresses, phone numbers, and other personal data'))
    .addOption(languageOption())
    .option('--history <file>', t('Earlier JSON report, for trends in HTML; repeatable'), several)
    .optionsGroup('Options:');
}

/** The option for the language of an HTML page. */
export function languageOption(): Option {
  return new Option('--language <code>', t('Language of the HTML'))
    .choices(pageLanguages)
    .default(undefined, t('from LC_ALL or LANG'));
}

export function reportersOf({ reporter }: ReportFlags): readonly ReportTarget[] {
  return reporter ?? [{ name: 'pretty' }];
}

/** Why these reports cannot be written together, as a sentence. */
export function reportProblem({ reporters: list }: ReportOptions): string | undefined {
  const unnamed = list.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (unnamed.length < 2) return undefined;
  return `Only one report can go to standard output. Write the others to files: --reporter ${unnamed.at(-1) ?? ''}=FILE`;
}

function reporters(text: string, before: readonly ReportTarget[] = []): readonly ReportTarget[] {
  const [given = '', ...rest] = text.split('=');
  const name = reporterNames.find((one) => one === given);
  if (!name) throw new InvalidArgumentError(`Use one of ${reporterNames.join(', ')}.`);
  const file = rest.join('=');
  return [...before, { name, ...(file !== '' && file !== standardStream && { file }) }];
}
