import { jsonTokens } from './scanJson.ts';

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
  for (const token of jsonTokens(text)) {
    const isEnd = token === '}' || token === ']';
    if (isEnd) depth -= 1;
    const isEmpty = isEnd && isStart(before);
    const breaks = isEnd ? !isEmpty : before === ',' || isStart(before);
    pieces.push(breaks ? newLine() : '', token, token === ':' ? ' ' : '');
    if (isStart(token)) depth += 1;
    before = token;
  }
  return pieces.join('');
}

function isStart(piece: string): boolean {
  return piece === '{' || piece === '[';
}
