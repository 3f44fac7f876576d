import type { ValueOrigin } from '../choice/candidates.ts';
import { countUpTo } from './countUpTo.ts';
import { namesField } from './labels.ts';

interface Heading {
  readonly end: number;
  readonly text: string;
}

/** `## Test`, `[production]`, `=== Live ===`, `Pruebas:`, `**Sandbox**`. */
const headings = [
  /^[ \t]{0,8}#{1,6} {1,4}([^\n:=]{1,60}):?$/,
  /^[ \t]{0,8}\[([^\]\n]{1,60})\]$/,
  /^[ \t]{0,8}[=*_-]{2,20} ?([^\n=*]{1,60}?):? ?[=*_-]{2,20}:?$/,
  /^[ \t]{0,20}(?:[-*•] )?["']?([\p{L}][^\n:=,;{}()"']{0,60})["']?:(?: [{|>])?$/u,
  /^[ \t]{0,20}["']([^"'\n]{1,60})["'] ?: ?\{/,
  /^[ \t]{0,4}([A-ZÁÉÍÓÚÑÃÕÇ][A-ZÁÉÍÓÚÑÃÕÇ ]{2,40})$/,
];

/** Farthest distance between a heading and its values, in characters. */
const reach = 4000;

/**
 * Finds the words by which a user tells values apart, without the values themselves. The function
 * returns the words before a value whose label begins at `labelStart`, and the heading above.
 */
export function readSurroundings(
  text: string,
): (labelStart: number, valueStart: number) => Pick<ValueOrigin, 'label' | 'heading'> {
  const above = headingsOf(text);
  return (labelStart, valueStart) => {
    const before = text.slice(Math.max(0, labelStart - 40), labelStart);
    const lineBreak = before.lastIndexOf('\n');
    // A cut word may be the end of another value.
    const cut = lineBreak === -1 && before.length === 40 ? /^\S*/.exec(before)?.[0].length : 0;
    const start = labelStart - before.length + (lineBreak + 1 || (cut ?? 0));
    const label = wordsOf(text.slice(start, valueStart).slice(0, 120));
    const heading = above[countUpTo(above, ({ end }) => end, labelStart) - 1];
    const isNear = heading !== undefined && labelStart - heading.end < reach;
    return { ...(label && { label }), ...(isNear && { heading: heading.text }) };
  };
}

/** The words of a text, without anything that could be a value or a part of one. */
export function wordsOf(text: string): string {
  return text
    .split(/[\s"'`*|:=<>{}()[\]\\,;~&?]+/)
    .filter((word) => word.length <= 24 && !(word.length >= 6 && /\d/.test(word)))
    .join(' ')
    .trim()
    .slice(0, 60);
}

function headingsOf(text: string): readonly Heading[] {
  const found: Heading[] = [];
  let end = 0;
  for (const line of text.split('\n')) {
    end += line.length + 1;
    if (line.length > 90 || line.length < 3) continue;
    const words = headings.map((one) => one.exec(line)?.[1]).find((one) => one !== undefined);
    if (words === undefined || namesField(words)) continue;
    const heading = wordsOf(words);
    if (heading !== '') found.push({ end, text: heading });
  }
  return found;
}
