import { diffWordsWithSpace } from 'diff';
import type { TextSpan } from '../../shared/comparison.ts';

/** Texts that differ in more words than this are shown as wholly different: the work is bounded. */
const maxEdits = 1_000;

/** How one text becomes another, by words. Joined without what is removed it is `after`. */
export function wordDiff(before: string, after: string): readonly TextSpan[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (!changes) return wholeDiff(before, after);
  return changes.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

function wholeDiff(before: string, after: string): readonly TextSpan[] {
  return [
    { text: before, change: 'removed' },
    { text: after, change: 'added' },
  ];
}

/** A server on this machine: its port is another one each time. */
const localOrigin = /(https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])):\d+/gu;

/** The text without what differs each time though the same was said. */
export function sameText(text: string): string {
  return text.replace(localOrigin, '$1').replace(/\r\n?/gu, '\n').trim();
}
