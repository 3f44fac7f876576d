import {
  type ConversationRecord,
  shownTurns,
  titleOf,
} from '../conversation/storage/conversationRecord.ts';

const maxLength = 60;
/** Windows device names. Windows treats superscript digits as digits. */
const reserved = /^(?:con|prn|aux|nul|conin|conout|(?:com|lpt)[\d¹²³])$/;

/**
 * A name for the exported file that every file system accepts: date and title. Adds a number if the
 * name is taken.
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

/** The words of a text joined by dashes; `instead` when nothing usable remains. */
export function fileWords(text: string, instead: string): string {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, maxLength)
    // Some file systems reject a lone surrogate.
    .replace(/\p{Surrogate}$/u, '')
    .replace(/^-|-$/g, '');
  return words === '' || reserved.test(words) ? instead : words;
}
