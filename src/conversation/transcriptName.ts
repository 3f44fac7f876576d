import { shownTurns, titleOf, type ConversationRecord } from './conversationRecord.ts';

const maxLength = 60;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

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
  const words = titleOf(givenTitle, shownTurns(record))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');
  const title = words === '' || reserved.test(words) ? 'conversation' : words;
  const name = `${new Date(createdAt).toISOString().slice(0, 10)}-${title}`;
  let unique = name;
  for (let number = 2; taken.has(`${unique}.${ending}`); number += 1) unique = `${name}-${number}`;
  return `${unique}.${ending}`;
}
