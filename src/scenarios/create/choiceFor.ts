import type { Choice } from '../../shared/model.ts';
import { containsText, parsePattern, plain } from '../file/textPattern.ts';

/** How a choice is named in a file: by its text, or by its id where several have that text. */
export type ChoiceName = string | { readonly id: string; readonly text?: string };

/**
 * The shortest name by which a run finds the choice that was taken: the last answer with a choice of
 * that name counts, and all that have it there must be the same. Undefined when there is none.
 */
export function choiceFor(
  shown: readonly (readonly Choice[])[],
  isThis: (choice: Choice) => boolean,
): ChoiceName | undefined {
  const taken = shown.flat().find(isThis);
  if (!taken) return undefined;
  const { id, text = '' } = taken;
  const ofId = (choices: readonly Choice[]) => choices.filter((choice) => choice.id === id);
  const isFoundBy = (named: (choices: readonly Choice[]) => readonly Choice[]) => {
    const found = shown.map(named).findLast(({ length }) => length > 0) ?? [];
    return found.length > 0 && found.every(isThis);
  };
  const isName = plain(text) !== '' && parsePattern(text).type === 'text';
  if (isName && isFoundBy((choices) => withText(choices, text))) return text;
  if (id === undefined || id.trim() === '') return undefined;
  if (isFoundBy(ofId)) return { id };
  return isName && isFoundBy((choices) => withText(ofId(choices), text)) ? { id, text } : undefined;
}

/** Those that have the text, else those that contain it, as a run looks for them. */
function withText(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = plain(text);
  const exact = choices.filter((choice) => plain(choice.text ?? '') === wanted);
  if (exact.length > 0) return exact;
  return choices.filter((choice) => containsText(choice.text ?? '', text));
}
