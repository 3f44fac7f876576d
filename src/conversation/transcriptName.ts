import { titleOf, type ConversationRecord } from './conversationRecord.ts';

const maxLength = 60;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name for the exported file that every file system takes: date and title. Another one for each
 * of the names that are taken.
 */
export function fileNameOf(
  { givenTitle, createdAt, branches, activeBranch }: ConversationRecord,
  ending: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const turns = branches.find(({ id }) => id === activeBranch)?.turns ?? [];
  const words = titleOf(givenTitle, turns)
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
