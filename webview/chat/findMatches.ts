import type { Turn } from '../../src/shared/model.ts';
import { countRows, type Row, rowsBetween } from './logWindow.ts';
import { rowText } from './rowText.ts';

/** Searches every row of the conversation, including those not in the page. */
interface MatchFinder {
  /** Indexes of the rows that contain the words, in order; ignores case and accents. */
  find(turns: readonly Turn[], words: string): readonly number[];
}

/** Caches each item's text, because the search runs on every key press and new message. */
export function createFinder(): MatchFinder {
  const texts = new WeakMap<object, string>();

  function textOf(row: Row): string {
    const source = row.item === 'inputs' || row.item === 'end' ? undefined : row.item;
    const known = source && texts.get(source);
    if (known !== undefined) return known;
    const text = folded(rowText(row));
    if (source) texts.set(source, text);
    return text;
  }

  return {
    find(turns, words) {
      const wanted = folded(words);
      if (wanted === '') return [];
      return rowsBetween(turns, 0, countRows(turns)).flatMap((row, index) =>
        textOf(row).includes(wanted) ? [index] : [],
      );
    },
  };
}

/** Ranges of the words in the text below a node. */
export function rangesOf(root: Node, words: string): readonly Range[] {
  const wanted = folded(words);
  if (wanted === '') return [];
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = folded(node.textContent ?? '');
    // If folding changes the length, offsets in the folded text do not match the node's.
    if (text.length !== node.textContent?.length) continue;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}

export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
