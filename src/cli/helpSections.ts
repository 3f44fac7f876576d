import type { Command, HelpConfiguration, Option } from 'commander';
import { t } from '../shared/l10n.ts';

type Row = readonly [term: string, description: string];

/** What the help of a command says after its options. */
export interface HelpSections {
  /** A paragraph. */
  readonly note?: string;
  /** Command lines to copy. */
  readonly examples?: readonly string[];
  /** Variables that no option's description mentions. */
  readonly environment?: readonly Row[];
  /** Values of an option, each list with its heading. */
  readonly lists?: readonly (readonly [heading: string, rows: readonly Row[]])[];
  readonly exitCodes?: readonly Row[];
}

/** The help's own words; one line a command; choices and default after an option's description. */
export const helpStyle: HelpConfiguration = {
  styleTitle: (title) =>
    ({
      'Usage:': t('Usage:'),
      'Arguments:': t('Arguments:'),
      'Options:': t('Options:'),
    })[title] ?? title,
  visibleCommands: ({ commands }) => [...commands],
  subcommandTerm: (command) => command.name(),
  optionDescription: (option: Option) => {
    const { description, argChoices } = option;
    const usual =
      option.defaultValueDescription ?? (option.defaultValue as string | number | undefined);
    return [
      argChoices ? `${description}: {${argChoices.join('|')}}` : description,
      ...(usual === undefined ? [] : [t('(default: {0})', String(usual))]),
    ].join(' ');
  },
};

/** Appends the sections to the command's help. */
export function addHelpSections(
  command: Command,
  { note, examples = [], environment = [], lists = [], exitCodes = [] }: HelpSections,
): Command {
  return command.addHelpText('after', () => {
    const helper = command.createHelp();
    const { columns: helpWidth = 80 } = process.stdout;
    helper.prepareContext({ helpWidth });
    const section = (heading: string, rows: readonly Row[]) => {
      const width = Math.max(0, ...rows.map(([term]) => term.length));
      const items = rows.map(([term, text]) => helper.formatItem(term, width, text, helper));
      return helper.formatItemList(heading, items, helper);
    };
    const lines = [
      ...(note === undefined ? [] : [helper.boxWrap(note, helpWidth), '']),
      ...lists.flatMap(([heading, rows]) => section(heading, rows)),
      ...section(
        t('Examples:'),
        examples.map((line) => [`$ ${line}`, '']),
      ),
      ...section(t('Environment variables:'), environment),
      ...section(t('Exit codes:'), exitCodes),
    ];
    return `\n${lines.slice(0, -1).join('\n')}`;
  });
}
