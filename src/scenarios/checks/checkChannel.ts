import { type EventContent, eventContents, pressable } from '../../shared/eventVisitor.ts';
import { t } from '../../shared/l10n.ts';
import { type Check, verdict } from './check.ts';

type Problem = (found: Readonly<Record<'text' | 'length' | 'count' | 'limit', string>>) => string;

/**
 * WhatsApp's limits for interactive messages, in items or characters (code points), and the
 * sentence about what is above one. Agent Graph does not enforce them: a longer response is cut or
 * refused on its way to the customer. The numbers were read on 2026-11-22 at
 * https://support.chatarchitect.com/books/meta-whatsapp/page/interactive-list-messages-developer-documentation
 * and https://developers.cm.com/messaging/docs/whatsapp-interactive-messages.
 */
const limits = {
  buttons: [3, (found) => t('There are {count} buttons; the limit is {limit}.', found)],
  sections: [10, (found) => t('There are {count} sections; the limit is {limit}.', found)],
  /** In all sections together. */
  rows: [10, (found) => t('There are {count} rows; the limit is {limit}.', found)],
  header: [
    60,
    (found) => t('The header "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  body: [
    1024,
    (found) => t('The body "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  footer: [
    60,
    (found) => t('The footer "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  menuLabel: [
    20,
    (found) => t('The list label "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  button: [
    20,
    (found) => t('The button "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  buttonId: [
    256,
    (found) => t('The button ID "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  sectionTitle: [
    24,
    (found) =>
      t('The section title "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  row: [24, (found) => t('The row "{text}" has {length} characters; the limit is {limit}.', found)],
  rowDescription: [
    72,
    (found) =>
      t('The row description "{text}" has {length} characters; the limit is {limit}.', found),
  ],
  rowId: [
    256,
    (found) => t('The row ID "{text}" has {length} characters; the limit is {limit}.', found),
  ],
} satisfies Readonly<Record<string, readonly [limit: number, problem: Problem]>>;

/** All interactive messages keep within a messenger's limits. */
export const checkChannel: Check<'channel'> = (_, { answer }) => {
  const problems = answer.events.flatMap(eventContents).flatMap(limitProblems);
  return [
    verdict(t('everything fits within {0} limits', 'WhatsApp'), problems.length === 0, () => ({
      message: problems.join(' '),
      expected: '',
      actual: problems.join('\n'),
    })),
  ];
};

/** What is too long or too many in a message, a sentence each. */
function limitProblems(content: EventContent): readonly string[] {
  const { header, body, footer, menuLabel, buttons = [], sections = [] } = content;
  const rows = sections.flatMap((section) => section.rows);
  return [
    ...aboveLimit('buttons', buttons),
    ...aboveLimit('sections', sections),
    ...aboveLimit('rows', rows),
    ...aboveLimit('header', header),
    ...aboveLimit('body', body),
    ...aboveLimit('footer', footer),
    ...aboveLimit('menuLabel', menuLabel),
    ...pressable(content).flatMap(({ text, id }) => [
      ...aboveLimit('button', text),
      ...aboveLimit('buttonId', id),
    ]),
    ...sections.flatMap(({ title }) => aboveLimit('sectionTitle', title)),
    ...rows.flatMap(({ text, description, id }) => [
      ...aboveLimit('row', text),
      ...aboveLimit('rowDescription', description),
      ...aboveLimit('rowId', id),
    ]),
  ];
}

function aboveLimit(
  part: keyof typeof limits,
  value: string | readonly unknown[] = '',
): readonly string[] {
  const [limit, problem] = limits[part];
  const { length } = [...value];
  if (length <= limit) return [];
  const count = String(length);
  return [problem({ text: String(value), length: count, count, limit: String(limit) })];
}
