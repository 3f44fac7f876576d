import { type EventContent, eventContents, pressable } from '../../shared/eventVisitor.ts';
import { t } from '../../shared/l10n.ts';
import { type Check, verdict } from './check.ts';

/** All interactive messages keep within a messenger's limits. */
export const checkChannel: Check<'channel'> = (channel, { answer }) => {
  const limits = channelLimits[channel];
  const contents = answer.events.flatMap(eventContents);
  const problems = contents.flatMap((content) => limitProblems(content, limits));
  return [
    verdict(t('everything fits into {0}', limits.name), problems.length === 0, () => ({
      message: problems.join(' '),
      expected: '',
      actual: problems.join('\n'),
    })),
  ];
};

/** What is too long or too many in a message, a sentence each. */
function limitProblems(content: EventContent, limits: ChannelLimits): readonly string[] {
  const { header, body, footer, menuLabel, buttons = [], sections = [] } = content;
  const rows = sections.flatMap((section) => section.rows);
  return [
    ...tooMany(buttons.length, limits.buttons, (found) =>
      t('There are {count} buttons; {limit} fit.', found),
    ),
    ...tooMany(sections.length, limits.sections, (found) =>
      t('There are {count} sections; {limit} fit.', found),
    ),
    ...tooMany(rows.length, limits.rows, (found) =>
      t('There are {count} rows; {limit} fit.', found),
    ),
    ...tooLong(header, limits.header, (found) =>
      t('The header "{text}" has {length} characters; {limit} fit.', found),
    ),
    ...tooLong(body, limits.body, (found) =>
      t('The body "{text}" has {length} characters; {limit} fit.', found),
    ),
    ...tooLong(footer, limits.footer, (found) =>
      t('The footer "{text}" has {length} characters; {limit} fit.', found),
    ),
    ...tooLong(menuLabel, limits.menuLabel, (found) =>
      t('The label of the list "{text}" has {length} characters; {limit} fit.', found),
    ),
    ...pressable(content).flatMap(({ text, id }) => [
      ...tooLong(text, limits.buttonTitle, (found) =>
        t('The button "{text}" has {length} characters; {limit} fit.', found),
      ),
      ...tooLong(id, limits.id, (found) =>
        t('The id of a button "{text}" has {length} characters; {limit} fit.', found),
      ),
    ]),
    ...sections.flatMap(({ title }) =>
      tooLong(title, limits.sectionTitle, (found) =>
        t('The title of a section "{text}" has {length} characters; {limit} fit.', found),
      ),
    ),
    ...rows.flatMap(({ text, description, id }) => [
      ...tooLong(text, limits.rowTitle, (found) =>
        t('The row "{text}" has {length} characters; {limit} fit.', found),
      ),
      ...tooLong(description, limits.rowDescription, (found) =>
        t('The description of a row "{text}" has {length} characters; {limit} fit.', found),
      ),
      ...tooLong(id, limits.id, (found) =>
        t('The id of a row "{text}" has {length} characters; {limit} fit.', found),
      ),
    ]),
  ];
}

function tooMany(
  count: number,
  limit: number,
  problem: (found: { readonly count: string; readonly limit: string }) => string,
): readonly string[] {
  return count > limit ? [problem({ count: String(count), limit: String(limit) })] : [];
}

function tooLong(
  text = '',
  limit: number,
  problem: (found: Readonly<Record<'text' | 'length' | 'limit', string>>) => string,
): readonly string[] {
  const { length } = [...text];
  return length > limit ? [problem({ text, length: String(length), limit: String(limit) })] : [];
}

/**
 * Messengers' limits for interactive messages. Agent Graph does not enforce them: a longer response
 * is cut or refused on its way to the customer. Lengths are in characters (code points).
 */
interface ChannelLimits {
  readonly name: string;
  /** Sources of the numbers; `readOn` is when they were read. */
  readonly sources: readonly string[];
  readonly readOn: string;
  readonly buttons: number;
  readonly buttonTitle: number;
  readonly sections: number;
  /** In all sections together. */
  readonly rows: number;
  readonly sectionTitle: number;
  readonly rowTitle: number;
  readonly rowDescription: number;
  readonly menuLabel: number;
  readonly header: number;
  readonly footer: number;
  readonly body: number;
  readonly id: number;
}

const channelLimits: Readonly<Record<'whatsapp', ChannelLimits>> = {
  whatsapp: {
    name: 'WhatsApp',
    sources: [
      'https://support.chatarchitect.com/books/meta-whatsapp/page/interactive-list-messages-developer-documentation',
      'https://developers.cm.com/messaging/docs/whatsapp-interactive-messages',
    ],
    readOn: '2026-11-22',
    buttons: 3,
    buttonTitle: 20,
    sections: 10,
    rows: 10,
    sectionTitle: 24,
    rowTitle: 24,
    rowDescription: 72,
    menuLabel: 20,
    header: 60,
    footer: 60,
    body: 1024,
    id: 256,
  },
};
