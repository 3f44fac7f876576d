import { t } from '../../../shared/l10n.ts';
import type { TextPattern } from '../../file/scenario.ts';
import {
  either,
  parsePattern,
  parseRegex,
  plain,
  quoted,
  type ParsedPattern,
} from '../../file/textPattern.ts';
import { type Check, listOf, quote, verdict, type Verdict } from '../check.ts';
import { readableSaid, sentText } from './saidText.ts';

/** The agent's texts, all messages together. */
export const checkText: Check<'text'> = async (value, { answer: { texts } }, { judgements }) => {
  const { contains, containsAny, matches, equals, not, raw } =
    typeof value === 'string' ? { contains: value } : value;
  const sent = texts.join('\n');
  const said = raw ? sentText(sent) : readableSaid(texts);
  const actual = said.text;
  const words =
    plain(sent) === '' ? t('The agent said nothing.') : t('The agent said: {0}', quoted(actual));
  // The text as sent too, if the customer reads something else.
  const message = actual === sent ? words : `${words} ${t('(sent as: {0})', quoted(sent))}`;
  const verdicts: Verdict[] = [];
  const add = (field: string, title: string, isMet: boolean, expected: string) =>
    verdicts.push(verdict(title, isMet, () => ({ message, expected, actual }), field));
  const isFound = async (pattern: ParsedPattern) =>
    pattern.type === 'text'
      ? said.includes(pattern.text)
      : (await judgements.search(pattern, said.places)).includes(true);
  const has = (pattern: TextPattern) => isFound(parsePattern(pattern));

  for (const pattern of listOf(contains))
    add('contains', t('text contains {0}', quote(pattern)), await has(pattern), pattern);
  for (const pattern of listOf(not)) {
    const expected = t('without {0}', quote(pattern));
    add('not', t("text doesn't contain {0}", quote(pattern)), !(await has(pattern)), expected);
  }
  if (containsAny) {
    let isAnySaid = false;
    for (const pattern of containsAny) isAnySaid ||= await has(pattern);
    const title = t('text contains {0}', either(containsAny.map(quote)));
    add('containsAny', title, isAnySaid, containsAny.join('\n'));
  }
  if (matches !== undefined) {
    const regex = parseRegex(matches);
    const shown = `/${regex.source}/${regex.flags}`;
    add('matches', t('text matches {0}', shown), await isFound(regex), shown);
  }
  if (equals !== undefined)
    add('equals', t('text is {0}', quote(equals)), said.equals(equals), equals);
  return verdicts;
};
