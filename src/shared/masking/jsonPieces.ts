import { parseJson } from '../guards.ts';

/** A piece of a JSON text: a string without its quotes, or what stands between two of them. */
export interface JsonPiece {
  readonly kind: 'name' | 'string' | 'outside';
  readonly start: number;
  readonly end: number;
  /** Of the field whose value a string is, as it is escaped; '' where there is none. */
  readonly name: string;
}

/** True for a text that is JSON, or that begins like an object whose end may be missing. */
export function isJsonLike(text: string): boolean {
  return /^\s*\{/.test(text) || parseJson(text) !== undefined;
}

/** The text in pieces, in their order. Linear, and free of recursion over the depth of the value. */
export function* jsonPieces(text: string): Generator<JsonPiece> {
  /** Of the field whose value is read. */
  let name = '';
  /** Names of the values that are open around it. */
  const outer: string[] = [];
  let outside = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', outside)) {
    yield { kind: 'outside', start: outside, end: quote, name };
    const between = text.slice(outside, quote);
    for (const [bracket] of between.matchAll(/[[\]{}]/g)) {
      if (bracket === '[' || bracket === '{') outer.push(name);
      else name = outer.pop() ?? '';
    }
    const start = quote + 1;
    const end = endOfString(text, quote);
    outside = Math.min(end + 1, text.length);
    // What is no JSON may have any text before a colon.
    const isName = /[{,]\s*$/.test(between) && isColonAt(text, outside);
    if (isName) name = text.slice(start, end);
    yield { kind: isName ? 'name' : 'string', start, end, name };
  }
  yield { kind: 'outside', start: outside, end: text.length, name };
}

/** Offset of the quote that ends a string; the text's length where it has no end. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1;) {
    let before = quote - 1;
    while (text.charAt(before) === '\\') before -= 1;
    if ((quote - before) % 2 === 1) return quote;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

function isColonAt(text: string, from: number): boolean {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ':';
}
