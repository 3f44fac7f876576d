import { markupOf } from './markupOf.ts';

/** A part of a text without the signs of bold. */
export interface BoldPiece {
  /** Where it begins in the text as sent. */
  readonly start: number;
  readonly text: string;
  readonly isBold: boolean;
}

const marks = {
  markdown: /\*\*([^\s*][^*\n]*)\*\*/g,
  whatsapp: /(?<![\w*])\*([^\s*][^*\n]*)\*(?![\w*])/g,
} as const;

/** A message in its pieces, for places that show no other markup of it. */
export function boldPieces(text: string): readonly BoldPiece[] {
  const markup = markupOf(text);
  const pieces: BoldPiece[] = [];
  const add = (start: number, end: number, isBold: boolean): void => {
    if (end > start) pieces.push({ start, text: text.slice(start, end), isBold });
  };
  let from = 0;
  for (const found of markup === 'plain' ? [] : text.matchAll(marks[markup])) {
    const [whole, inner = ''] = found;
    const sign = (whole.length - inner.length) / 2;
    add(from, found.index, false);
    add(found.index + sign, found.index + sign + inner.length, true);
    from = found.index + whole.length;
  }
  add(from, text.length, false);
  return pieces;
}
