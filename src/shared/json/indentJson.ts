import { endOfString } from './scanJson.ts';

/** Most indentation levels; deeper values are not indented further. */
const maxIndent = 40;

/**
 * A JSON text for people: one member a line; only the white space between its parts changes.
 * Linear, without recursion. Text that is not JSON only gets other line breaks.
 */
export function indentJson(text: string): string {
  const pieces: string[] = [];
  let depth = 0;
  let before = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, maxIndent))}`;
  for (let at = 0; at < text.length;) {
    const first = text.charAt(at);
    const end = endOfPiece(text, at, first);
    if (!/\s/.test(first)) {
      const isEnd = first === '}' || first === ']';
      if (isEnd) depth -= 1;
      const isEmpty = isEnd && isStart(before);
      const breaks = isEnd ? !isEmpty : before === ',' || isStart(before);
      pieces.push(breaks ? newLine() : '', text.slice(at, end), first === ':' ? ' ' : '');
      if (isStart(first)) depth += 1;
      before = first;
    }
    at = end;
  }
  return pieces.join('');
}

function endOfPiece(text: string, start: number, first: string): number {
  if (first === '"') return endOfString(text, start) + 1;
  let at = start + 1;
  if (/[-\w]/.test(first)) while (/[-+.\w]/.test(text.charAt(at))) at += 1;
  return at;
}

function isStart(piece: string): boolean {
  return piece === '{' || piece === '[';
}
