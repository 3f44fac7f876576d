import { parseJson } from '../guards.ts';
import { endOfString } from '../json/scanJson.ts';
import { unescapeJson } from './escapes.ts';

/** A piece of a JSON text: a string without its quotes, or the text between two strings. */
export type JsonPiece = {
  readonly start: number;
  readonly end: number;
  /** The field whose value begins here; '' if there is none. */
  readonly name: string;
} & (
  | { readonly kind: 'name' | 'string' }
  | { readonly kind: 'outside'; readonly names: readonly NameFrom[] }
);

/** The field of a value between strings, from this offset in the piece. */
export interface NameFrom {
  readonly from: number;
  readonly name: string;
}

/** True for JSON, or for text that begins like an object and may be cut off. */
export function isJsonLike(text: string): boolean {
  return /^\s*\{/.test(text) || parseJson(text) !== undefined;
}

/** Yields the text's pieces in order. Linear, without recursion over the depth of the value. */
export function* jsonPieces(text: string): Generator<JsonPiece> {
  /** The field whose value is being read. */
  let name = '';
  /** Fields of the open values around it. */
  const outer: string[] = [];
  let outside = 0;
  const outsideUpTo = (end: number): JsonPiece => {
    const names = [{ from: 0, name }];
    for (const { 0: bracket, index } of text.slice(outside, end).matchAll(/[[\]{}]/g)) {
      if (bracket === '[' || bracket === '{') outer.push(name);
      else names.push({ from: index, name: (name = outer.pop() ?? '') });
    }
    return { kind: 'outside', start: outside, end, name: names[0]?.name ?? '', names };
  };
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', outside)) {
    yield outsideUpTo(quote);
    // Text that is not JSON may have anything before a colon.
    const mayBeName = /[{,]\s*$/.test(text.slice(outside, quote));
    const start = quote + 1;
    const end = endOfString(text, quote);
    outside = Math.min(end + 1, text.length);
    const isName = mayBeName && isColonAt(text, outside);
    if (isName) name = unescapeJson(text.slice(start, end));
    yield { kind: isName ? 'name' : 'string', start, end, name };
  }
  yield outsideUpTo(text.length);
}

function isColonAt(text: string, from: number): boolean {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ':';
}
