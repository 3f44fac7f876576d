import type { ChoiceList, Difference } from '../../shared/compare/comparison.ts';
import type { Choice } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { changesOf } from './listDiff.ts';
import { sameText } from './wordDiff.ts';

/** The choices of a list as they are compared. */
export function choiceTexts(answer: Answer, list: ChoiceList): readonly string[] {
  if (list === 'suggestion') return answer.suggestions;
  return answer[list === 'button' ? 'buttons' : 'rows'].map(choiceText);
}

/** The visible text. The ID counts only without a text: agents make new IDs each time. */
function choiceText({ text, id, description }: Choice): string {
  return [text ?? id ?? '', description].filter(Boolean).join(': ');
}

/** The differences of two lists of buttons, rows or suggested replies. */
export function compareChoices(
  list: ChoiceList,
  before: Answer,
  after: Answer,
): readonly Difference[] {
  const [left, right] = [choiceTexts(before, list), choiceTexts(after, list)];
  const changes = changesOf(left, right, sameText);
  if (changes.length > 0)
    return changes.map(({ change, value }) => ({ type: 'choice', list, change, text: value }));
  const hasMoved = left.some((text, index) => sameText(text) !== sameText(right[index] ?? ''));
  return hasMoved ? [{ type: 'choiceOrder', list }] : [];
}
