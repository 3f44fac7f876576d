import { t } from '../../../shared/l10n.ts';
import { either, parseRegex, plain, quoted } from '../../file/textPattern.ts';
import { type Check, listOf, quote, verdict, type Verdict } from '../check.ts';
import { readableSaid, sentText } from './saidText.ts';

/** The agent's texts, all messages together. */
export const checkText: Check<'text'> = async (value, { answer: { texts } }, { judgements }) => {
  const { contains, containsAny, matches, equals, not, raw } =
    typeof value === 'string' ? { contains: value } : value;
  const sent = texts.join('\n');
  const said = raw ? sentText(texts, judgements) : readableSaid(texts, judgements);
  const actual = said.text;
  const verdicts: Verdict[] = [];
  const add = (
    field: string,
    title: string,
    isMet: boolean,
    why: { readonly message: string; readonly expected: string },
  ) =>
    verdicts.push(
      verdict(
        title,
        isMet,
        () => ({ ...why, message: withSent(why.message, actual, sent), actual }),
        field,
      ),
    );
  const saysNothing = t('The agent says nothing.');
  const missing = plain(sent) === '' ? saysNothing : t('The agent says: {0}', quoted(actual));

  for (const pattern of listOf(contains)) {
    add('contains', t('text contains {0}', quote(pattern)), await said.has(pattern), {
      message: missing,
      expected: pattern,
    });
  }
  for (const pattern of listOf(not)) {
    add('not', t('text does not contain {0}', quote(pattern)), !(await said.has(pattern)), {
      message: missing,
      expected: t('without {0}', quote(pattern)),
    });
  }
  if (containsAny) {
    let isAnySaid = false;
    for (const pattern of containsAny) isAnySaid ||= await said.has(pattern);
    add('containsAny', t('text contains {0}', either(containsAny.map(quote))), isAnySaid, {
      message: missing,
      expected: containsAny.join('\n'),
    });
  }
  if (matches !== undefined) {
    const regex = parseRegex(matches);
    const shown = `/${regex.source}/${regex.flags}`;
    add('matches', t('text matches {0}', shown), await said.matches(regex), {
      message: missing,
      expected: shown,
    });
  }
  if (equals !== undefined) {
    add('equals', t('text is {0}', quote(equals)), said.equals(equals), {
      message: missing,
      expected: equals,
    });
  }
  return verdicts;
};

/** Adds the text as sent if the customer reads something else. */
function withSent(message: string, compared: string, sent: string): string {
  if (compared === sent) return message;
  return `${message} ${t('(sent as: {0})', quoted(sent))}`;
}
