import { parseJson } from '../../shared/guards.ts';
import { jsonValueWithPlaces } from '../../shared/masking/escapes.ts';
import { isJsonLike, jsonPieces } from '../../shared/masking/jsonPieces.ts';
import type { MaskedRange } from '../../shared/masking/secretRanges.ts';

/**
 * Finds what to replace in a plain text, the value of `field`; ranges are in order and do not
 * overlap.
 */
export type Search = (text: string, field: string) => readonly MaskedRange[];

/**
 * The ranges to replace in a JSON text: in names, strings and whole numbers, whatever their
 * escapes. The rest of the text can stay as it is. Text that is not JSON is searched as a whole.
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
    // The marker's quotes must be escaped inside a string.
    marker: marker.replaceAll('"', String.raw`\"`),
  }));
}

/** Between strings there are numbers; in text that is not JSON there may be anything. */
function outsideRanges(piece: string, field: string, search: Search): readonly MaskedRange[] {
  if (!/^[\s,:[\]{}\-+.0-9eEtrufalsn]*$/.test(piece)) return search(piece, field);
  // A number with a fraction is a price, a time or a coordinate.
  return [...piece.matchAll(/(?<![^\s,:[])\d+(?![^\s,\]}])/g)].flatMap(({ 0: digits, index }) => {
    const [range] = search(digits, field);
    // The placeholder must be quoted, so that the text stays JSON.
    const marker = range && JSON.stringify(range.marker);
    return marker === undefined ? [] : [{ start: index, end: index + digits.length, marker }];
  });
}
