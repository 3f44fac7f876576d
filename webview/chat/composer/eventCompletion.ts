import { buildEvent, eventForms } from './eventForms.ts';

const eventKeys = [...new Set(eventForms.map(({ event }) => event))];

const words = [
  ...eventKeys,
  'role',
  'content',
  ...new Set(
    eventForms.flatMap(({ content = '', fields }) => [
      content,
      ...fields.map((field) => field.name),
    ]),
  ),
].filter(Boolean);

/** Completions at the caret: all events if the text is empty, otherwise words with this prefix. */
export function completionsAt(text: string, caret: number): readonly string[] {
  if (text.trim() === '') return eventKeys;
  const start = wordBefore(text, caret).toLowerCase();
  if (start === '') return [];
  return words.filter((word) => word.toLowerCase().startsWith(start) && word.length > start.length);
}

/** Replaces the word before the caret with a name, or inserts a whole event into an empty text. */
export function insertCompletion(
  text: string,
  caret: number,
  word: string,
): { readonly text: string; readonly caret: number } {
  if (text.trim() === '') {
    const form = eventForms.find(({ event }) => event === word);
    const example = JSON.stringify(form ? buildEvent(form, {}) : {}, undefined, 2);
    return { text: example, caret: example.indexOf('""') + 1 };
  }
  const before = text.slice(0, caret - wordBefore(text, caret).length);
  const after = text.slice(caret);
  const isOpen = before.endsWith('"') && !after.startsWith('"');
  const inserted = `${before}${word}${isOpen ? '"' : ''}`;
  return { text: inserted + after, caret: inserted.length };
}

function wordBefore(text: string, caret: number): string {
  return /(?<![A-Za-z])[A-Za-z]*$/.exec(text.slice(0, caret))?.[0] ?? '';
}
