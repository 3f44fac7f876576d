import { diffWordsWithSpace } from 'diff';
import type { TextSpan } from '../../shared/compare/comparison.ts';

/** With more edits than this, the texts count as entirely different, which bounds the work. */
const maxEdits = 1_000;

/** Word changes from one text to the other. All spans except the removed ones make up `after`. */
export function wordDiff(before: string, after: string): readonly TextSpan[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (!changes)
    return [
      { text: before, change: 'removed' },
      { text: after, change: 'added' },
    ];
  return changes.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

/** A local server: its port differs each time. */
const localOrigin = /(https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])):\d+/gu;

/** The text without what differs each time even if the same was said. */
export function sameText(text: string): string {
  return text.replace(localOrigin, '$1').replace(/\r\n?/gu, '\n').trim();
}
