import type { ChoiceList, Difference } from '../../shared/comparison.ts';
import type { Choice } from '../../shared/model.ts';
import { onlyIn } from './listDiff.ts';
import { sameText } from './wordDiff.ts';

/** The visible text. The ID counts only without a text: agents make new IDs each time. */
export function comparedChoice({ text, id, description }: Choice): string {
  return [text ?? id ?? '', description].filter(Boolean).join(': ');
}

/** The differences of two lists of buttons, rows or suggested replies. */
export function compareChoices(
  list: ChoiceList,
  before: readonly string[],
  after: readonly string[],
): readonly Difference[] {
  const removed = onlyIn(before, after, sameText);
  const added = onlyIn(after, before, sameText);
  const differences: readonly Difference[] = [
    ...removed.map((text) => ({ type: 'choice', list, change: 'removed', text }) as const),
    ...added.map((text) => ({ type: 'choice', list, change: 'added', text }) as const),
  ];
  if (differences.length > 0) return differences;
  const hasMoved = before.some((text, index) => sameText(text) !== sameText(after[index] ?? ''));
  return hasMoved ? [{ type: 'choiceOrder', list }] : [];
}
