import { t } from '../../shared/l10n.ts';
import type { ChoicesExpectation } from '../file/scenario.ts';
import { isFound, parsePattern } from '../file/textPattern.ts';
import { quote, verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

export const checkSuggestions: Check<'suggestions'> = (value, { answer }) =>
  choiceVerdicts(value, answer.suggestions, {
    all: t('suggestions'),
    including: (choice) => t('suggestions include {0}', choice),
  });

export const checkButtons: Check<'buttons'> = (value, { answer }) =>
  choiceVerdicts(value, answer.buttons.map(titleOf), {
    all: t('buttons'),
    including: (choice) => t('buttons include {0}', choice),
  });

export const checkRows: Check<'rows'> = (value, { answer }) =>
  choiceVerdicts(value, answer.rows.map(titleOf), {
    all: t('rows'),
    including: (choice) => t('rows include {0}', choice),
  });

function titleOf({ text, id }: { readonly text?: string; readonly id?: string }): string {
  return text ?? id ?? '';
}

/** What the choices are called in titles. */
interface ChoiceWords {
  readonly all: string;
  readonly including: (choice: string) => string;
}

function choiceVerdicts(
  { count, include = [] }: ChoicesExpectation,
  titles: readonly string[],
  words: ChoiceWords,
): readonly Verdict[] {
  return [
    ...(count === undefined ? [] : [countVerdict(count, titles.length, words.all, 'count')]),
    ...include.map((pattern) => {
      const parsed = parsePattern(pattern);
      return verdict(
        words.including(quote(pattern)),
        titles.some((title) => isFound(parsed, title)),
        () => ({
          message: titles.length === 0 ? t('There are none.') : t('There are only others.'),
          expected: pattern,
          actual: titles.join('\n'),
        }),
        'include',
      );
    }),
  ];
}
