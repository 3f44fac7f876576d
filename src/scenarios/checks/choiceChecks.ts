import { t } from '../../shared/l10n.ts';
import type { ChoicesExpectation } from '../file/scenario.ts';
import { parsePattern, quoted } from '../file/textPattern.ts';
import type { Judgements } from '../judgement/judgements.ts';
import { type Check, choiceTitle, quote, verdict, type Verdict } from './check.ts';
import { countVerdict } from './eventChecks.ts';

export const checkSuggestions: Check<'suggestions'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.suggestions, t('suggested replies'), (choice) =>
    t('suggested replies include {0}', choice),
  );

export const checkButtons: Check<'buttons'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.buttons.map(choiceTitle), t('buttons'), (choice) =>
    t('buttons include {0}', choice),
  );

export const checkRows: Check<'rows'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.rows.map(choiceTitle), t('rows'), (choice) =>
    t('rows include {0}', choice),
  );

/** `all` and `including` name the choices in titles. */
async function choiceVerdicts(
  judgements: Judgements,
  { count, include = [] }: ChoicesExpectation,
  titles: readonly string[],
  all: string,
  including: (choice: string) => string,
): Promise<readonly Verdict[]> {
  const verdicts = count === undefined ? [] : [countVerdict(count, titles.length, all, 'count')];
  for (const pattern of include) {
    const found = await judgements.search(parsePattern(pattern), titles);
    const why = () => ({
      message: t('Found: {0}.', quoted(titles.join(', ')) || t('none')),
      expected: pattern,
      actual: titles.join('\n'),
    });
    verdicts.push(verdict(including(quote(pattern)), found.includes(true), why, 'include'));
  }
  return verdicts;
}
