import { t } from '../../shared/l10n.ts';
import type { ChoicesExpectation } from '../file/scenario.ts';
import { parsePattern, quoted } from '../file/textPattern.ts';
import type { Judgements } from '../judgement/judgements.ts';
import { type Check, quote, verdict, type Verdict } from './check.ts';
import { countVerdict } from './eventChecks.ts';

export const checkSuggestions: Check<'suggestions'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.suggestions, {
    all: t('suggestions'),
    including: (choice) => t('suggestions include {0}', choice),
  });

export const checkButtons: Check<'buttons'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.buttons.map(titleOf), {
    all: t('buttons'),
    including: (choice) => t('buttons include {0}', choice),
  });

export const checkRows: Check<'rows'> = (value, { answer }, { judgements }) =>
  choiceVerdicts(judgements, value, answer.rows.map(titleOf), {
    all: t('rows'),
    including: (choice) => t('rows include {0}', choice),
  });

function titleOf({ text, id }: { readonly text?: string; readonly id?: string }): string {
  return text ?? id ?? '';
}

/** How titles name the choices. */
interface ChoiceWords {
  readonly all: string;
  readonly including: (choice: string) => string;
}

async function choiceVerdicts(
  judgements: Judgements,
  { count, include = [] }: ChoicesExpectation,
  titles: readonly string[],
  words: ChoiceWords,
): Promise<readonly Verdict[]> {
  const verdicts =
    count === undefined ? [] : [countVerdict(count, titles.length, words.all, 'count')];
  for (const pattern of include) {
    const found = await judgements.search(parsePattern(pattern), titles);
    verdicts.push(
      verdict(
        words.including(quote(pattern)),
        found.includes(true),
        () => ({
          message: t('Shown: {0}.', quoted(titles.join(', ')) || t('none')),
          expected: pattern,
          actual: titles.join('\n'),
        }),
        'include',
      ),
    );
  }
  return verdicts;
}
