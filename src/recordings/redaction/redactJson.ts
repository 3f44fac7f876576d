import { parseJson } from '../../shared/guards.ts';
import { jsonValueWithPlaces } from '../../shared/masking/escapes.ts';
import { isJsonLike, jsonPieces } from '../../shared/masking/jsonPieces.ts';
import type { MaskedRange } from '../../shared/masking/secretRanges.ts';

/** Where a plain text, the value of a field, has something to replace; in order and apart. */
export type Search = (text: string, field: string) => readonly MaskedRange[];

/**
 * Where a JSON text has something to replace: in names, strings and whole numbers, however they are
 * escaped. Nothing else of the text needs to change. Of a text that is no JSON: where it has something.
 */
export function rangesInJson(text: string, search: Search): readonly MaskedRange[] {
  if (!isJsonLike(text)) return search(text, '');
  const found: (readonly MaskedRange[])[] = [];
  for (const { kind, start, end, name } of jsonPieces(text)) {
    const piece = text.slice(start, end);
    const ranges =
      kind === 'outside'
        ? outsideRanges(piece, name, search)
        : stringRanges(piece, kind === 'name' ? '' : name, search);
    found.push(ranges.map((one) => ({ ...one, start: start + one.start, end: start + one.end })));
  }
  return found.flat();
}

function stringRanges(escaped: string, field: string, search: Search): readonly MaskedRange[] {
  if (!escaped.includes('\\')) return search(escaped, field);
  const { text, starts } = jsonValueWithPlaces(escaped);
  const isJson = /^\s*[[{]/.test(text) && parseJson(text) !== undefined;
  const ranges = isJson ? rangesInJson(text, search) : search(text, field);
  return ranges.map(({ start, end, marker }) => ({
    start: starts[start] ?? escaped.length,
    end: starts[end] ?? escaped.length,
    // Between the quotes of a string, its own quotes are escaped.
    marker: marker.replaceAll('"', String.raw`\"`),
  }));
}

/** Between strings stand numbers; in what is no JSON whatever there is. */
function outsideRanges(piece: string, field: string, search: Search): readonly MaskedRange[] {
  if (!/^[\s,:[\]{}\-+.0-9eEtrufalsn]*$/.test(piece)) return search(piece, field);
  // A number with a fraction is a price, a time or a place.
  return [...piece.matchAll(/(?<![^\s,:[])\d+(?![^\s,\]}])/g)].flatMap(({ 0: digits, index }) => {
    const [range] = search(digits, field);
    // A placeholder is a string, or the text would be JSON no more.
    const marker = range && JSON.stringify(range.marker);
    return marker === undefined ? [] : [{ start: index, end: index + digits.length, marker }];
  });
}
