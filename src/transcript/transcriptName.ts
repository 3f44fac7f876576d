import {
  type ConversationRecord,
  shownTurns,
  titleOf,
} from '../conversation/storage/conversationRecord.ts';

const maxLength = 60;
/** Names of devices to Windows, which takes superscript digits for digits. */
const reserved = /^(?:con|prn|aux|nul|conin|conout|(?:com|lpt)[\d¹²³])$/;

/**
 * A name for the exported file that every file system takes: date and title. Another one for each
 * of the names that are taken.
 */
export function fileNameOf(
  record: ConversationRecord,
  ending: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const { givenTitle, createdAt } = record;
  const title = fileWords(titleOf(givenTitle, shownTurns(record)), 'conversation');
  const name = `${new Date(createdAt).toISOString().slice(0, 10)}-${title}`;
  let unique = name;
  for (let number = 2; taken.has(`${unique}.${ending}`); number += 1) unique = `${name}-${number}`;
  return `${unique}.${ending}`;
}

/** The words of a text with dashes between them; `instead` where there are none that can be used. */
export function fileWords(text: string, instead: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, maxLength)
    // Half a letter is no name to some file systems.
    .replace(/\p{Surrogate}$/u, '')
    .replace(/^-|-$/g, '');
  return words === '' || reserved.test(words) ? instead : words;
}
