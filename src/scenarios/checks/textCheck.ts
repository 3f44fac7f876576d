import { t } from '../../shared/l10n.ts';
import { either } from '../file/either.ts';
import { parsePattern, parseRegex, plain } from '../file/textPattern.ts';
import { listOf, quote, verdict, type Check, type Verdict } from './check.ts';

/** What the agent says, all messages together. */
export const checkText: Check<'text'> = async (value, { answer }, { judgements }) => {
  const said = answer.texts.join('\n');
  const { contains, containsAny, matches, equals, not } =
    typeof value === 'string' ? { contains: value } : value;
  const actual = said;
  const missing = () => saidNothing(said) ?? t('The agent says something else.');
  const isSaid = (pattern: string) => judgements.isFound(parsePattern(pattern), said);
  const verdicts: Verdict[] = [];
  for (const pattern of listOf(contains)) {
    verdicts.push(
      verdict(
        t('text contains {0}', quote(pattern)),
        await isSaid(pattern),
        () => ({ message: missing(), expected: pattern, actual }),
        'contains',
      ),
    );
  }
  for (const pattern of listOf(not)) {
    verdicts.push(
      verdict(
        t('text does not contain {0}', quote(pattern)),
        !(await isSaid(pattern)),
        () => ({
          message: t('It is in the text.'),
          expected: t('without {0}', quote(pattern)),
          actual,
        }),
        'not',
      ),
    );
  }
  if (containsAny) {
    let isAnySaid = false;
    for (const pattern of containsAny) isAnySaid ||= await isSaid(pattern);
    verdicts.push(
      verdict(
        t('text contains {0}', either(containsAny.map(quote))),
        isAnySaid,
        () => ({
          message: missing(),
          expected: containsAny.join('\n'),
          actual,
        }),
        'containsAny',
      ),
    );
  }
  if (matches !== undefined) {
    const regex = parseRegex(matches);
    const shown = `/${regex.source}/${regex.flags}`;
    verdicts.push(
      verdict(
        t('text matches {0}', shown),
        await judgements.isFound(regex, said),
        () => ({ message: missing(), expected: shown, actual }),
        'matches',
      ),
    );
  }
  if (equals !== undefined) {
    verdicts.push(
      verdict(
        t('text is {0}', quote(equals)),
        oneSpace(said) === oneSpace(equals),
        () => ({ message: missing(), expected: equals, actual }),
        'equals',
      ),
    );
  }
  return verdicts;
};

function saidNothing(said: string): string | undefined {
  return plain(said) === '' ? t('The agent says nothing.') : undefined;
}

function oneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
