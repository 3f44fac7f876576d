import type { ChoicesExpectation } from '../file/scenario.ts';
import { isFound, parsePattern } from '../file/textPattern.ts';
import { quote, verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

export const checkSuggestions: Check<'suggestions'> = (value, { answer }) =>
  choiceVerdicts(value, answer.suggestions, 'suggestions');

export const checkButtons: Check<'buttons'> = (value, { answer }) =>
  choiceVerdicts(value, answer.buttons.map(titleOf), 'buttons');

export const checkRows: Check<'rows'> = (value, { answer }) =>
  choiceVerdicts(value, answer.rows.map(titleOf), 'rows');

function titleOf({ text, id }: { readonly text?: string; readonly id?: string }): string {
  return text ?? id ?? '';
}

function choiceVerdicts(
  { count, include = [] }: ChoicesExpectation,
  titles: readonly string[],
  what: string,
): readonly Verdict[] {
  return [
    ...(count === undefined ? [] : [countVerdict(count, titles.length, what, 'count')]),
    ...include.map((pattern) => {
      const parsed = parsePattern(pattern);
      return verdict(
        `${what} include ${quote(pattern)}`,
        titles.some((title) => isFound(parsed, title)),
        () => ({
          message: titles.length === 0 ? 'There are none.' : 'There are only others.',
          expected: pattern,
          actual: titles.join('\n'),
        }),
        'include',
      );
    }),
  ];
}
